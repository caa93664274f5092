"""Where in the text of a descriptor something stands: near enough for an annotation, without a reader that counts lines."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_KEY = re.compile(r"`([\w$]+)")
_NAME = re.compile(r'"?name"?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s][^\n,}]*?)\s*(?:$|[,}]))', re.MULTILINE)
_RESOURCES = re.compile(r'"?resources"?\s*:')
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
        """``text`` is the whole descriptor, which is gone through once however many lines are asked for."""
        self._text = text
        self._feeds = [match.start() for match in re.finditer("\n", text)]
        self._named: dict[str, list[int]] = defaultdict(list)
        for match in _NAME.finditer(text):
            self._named[match[1] or match[2] or ""].append(match.start())
        # The resources begin behind the name of the package.
        found = _RESOURCES.search(text)
        self._resources = found.start() if found else 0

    def line(self, resource: str | None, field: str | None, message: str) -> int | None:
        """The line, from 1, of a field, of a resource, or of the property with which a message begins; ``None`` if it is not found."""
        if resource is None:
            key = _KEY.match(message)
            at = self._outermost(rf'"?{re.escape(key[1])}"?\s*:') if key else -1
            return self._line_of(at) if at >= 0 else None
        owner = self._behind(resource, self._resources)
        within = None if owner is None or field is None else self._behind(field, owner)
        return self._line_of(within or owner or self._resources)

    def _line_of(self, at: int) -> int:
        return bisect_left(self._feeds, at) + 1

    def _outermost(self, pattern: str) -> int:
        """Where the match with the least indentation begins, the first of several."""
        places = [match.start() for match in re.finditer(pattern, self._text)]
        return min(places, key=lambda at: at - self._text.rfind("\n", 0, at), default=-1)

    def _behind(self, name: str, begin: int) -> int | None:
        """Where a name stands at or behind a place, ``None`` where it does not."""
        places = self._named.get(name, [])
        k = bisect_left(places, begin)
        return places[k] if k < len(places) else None
