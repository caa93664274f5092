"""Where in the text of a descriptor something stands: near enough for an annotation, without a reader that counts lines."""

import re
from collections.abc import Iterator
from pathlib import Path

_KEY = re.compile(r"`([\w$]+)")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]', re.DOTALL)


def read_text(descriptor: Path) -> str:
    """The text of a descriptor that could be read; empty if it no longer can."""
    try:
        return descriptor.read_text("utf-8-sig")
    except (OSError, UnicodeError):
        return ""


def repeated_keys(text: str) -> Iterator[tuple[str, int]]:
    """The keys that stand once more in a mapping of JSON, each with its line."""
    opened: list[set[str]] = []
    for match in _TOKEN.finditer(text):
        if match[0] == "{":
            opened.append(set())
        elif match[0] == "}":
            opened.pop()
        elif match[2]:
            if match[1] in opened[-1]:
                yield match[1], text.count("\n", 0, match.start()) + 1
            opened[-1].add(match[1])


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
            at = self._outermost(rf'"?{re.escape(key[1])}"?\s*:') if key else -1
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

    def _outermost(self, pattern: str) -> int:
        """Where the match with the least indentation begins, the first of several."""
        places = [match.start() for match in re.finditer(pattern, self._text)]
        return min(places, key=lambda at: at - self._text.rfind("\n", 0, at), default=-1)

    def _find(self, pattern: str, begin: int) -> int:
        found = re.compile(pattern, re.MULTILINE).search(self._text, begin)
        return found.start() if found else -1
