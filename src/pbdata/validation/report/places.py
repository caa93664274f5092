"""Where in the text of a descriptor something stands: near enough for an annotation, without a reader that counts lines."""

import re

_KEY = re.compile(r"`([\w$]+)")


class Places:
    """The lines of a descriptor in JSON or YAML."""

    def __init__(self, text: str) -> None:
        """``text`` is the whole descriptor."""
        self._text = text

    def line(self, resource: str | None, field: str | None, message: str) -> int | None:
        """The line, from 1, of a field, of a resource, or of the property with which a message begins; ``None`` if it is not found."""
        at = 0
        if resource is None:
            key = _KEY.match(message)
            at = self._find(rf'"?{re.escape(key[1])}"?\s*:', 0) if key else -1
        else:
            # The resources begin behind the name of the package.
            begin = max(self._find(r'"?resources"?\s*:', 0), 0)
            for name in (resource, *([field] if field else [])):
                at = self._find(rf'"?name"?\s*:\s*"?{re.escape(name)}(?:"|\s*$|[,}}])', begin)
                if at < 0:
                    break
                begin = at
            at = max(at, begin)
        return self._text.count("\n", 0, at) + 1 if at >= 0 else None

    def _find(self, pattern: str, begin: int) -> int:
        found = re.compile(pattern, re.MULTILINE).search(self._text, begin)
        return found.start() if found else -1
