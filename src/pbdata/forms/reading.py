"""Read YAML that people wrote, in one pass: its value, where each part of it stands, and what is wrong with it.

Values are taken as they are written: text without the white space around it, a day as text, ``null`` as a key that is not
given. The events of the parser are read one by one, so that no depth and no alias can make the reading run away.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from pbdata.checked_yaml import LOADER, decode_yaml, read_file, refuse_unprintable
from pbdata.collecting import uncollected
from pbdata.errors import ManifestError

Step = str | int

_TAG = "tag:yaml.org,2002:"
_MAX_DEPTH, _MAX_VALUES, _SHOWN = 50, 1_000_000, 50
_WORDS = {"true": True, "yes": True, "on": True}


class Part(NamedTuple):
    """Where a value stands: its key, its start and its stop, how a scalar is written, whether in brackets.

    ``node`` is the parser's event of a scalar, or what was opened for a mapping or list.
    """

    key: Any
    start: Any
    stop: Any
    raw: str
    flow: bool
    node: Any

    @property
    def names(self) -> list[str]:
        """The keys of a mapping, in their order."""
        return list(self.node.keys) if isinstance(self.node, _Opened) else []

    @property
    def parts(self) -> "list[Part] | None":
        """The values of a mapping or the items of a list; ``None`` for a scalar."""
        if not isinstance(self.node, _Opened):
            return None
        nodes = self.node.parts.values() if self.node.is_mapping else self.node.parts
        return [_part(node, None) for node in nodes]


class Written:
    """What people wrote in a YAML file: ``value``, made of mappings, lists and plain values, without what is null.

    ``nulls`` holds the steps to each key whose value is null, ``repeated`` those to each key that stands in a mapping twice, with
    its second place.
    """

    def __init__(self, path: Path, text: str) -> None:
        """``path`` is named in messages as it is given. Raises ``ManifestError`` where ``text`` is not YAML."""
        self.path = path
        self.text = text
        self.repeated: list[tuple[tuple[Step, ...], Any]] = []
        self.nulls: list[tuple[Step, ...]] = []
        self.has_end_mark = False
        self._faults: list[tuple[int, int, str]] = []
        self.value, self._root = self._read()

    @property
    def root(self) -> Part:
        """The whole."""
        return self.part(())

    @classmethod
    def read(cls, path: Path) -> "Written":
        """What stands in a file."""
        return cls(path, decode_yaml(path, read_file(path)))

    def part(self, steps: Sequence[Step]) -> Part:
        """The part that is reached by keys and positions, or the nearest one around it."""
        node, key = self._root, None
        for step in steps:
            if not isinstance(node, _Opened):
                break
            if node.is_mapping and step in node.parts:
                node, key = node.parts[step], node.keys[step]
            elif not node.is_mapping and isinstance(step, int) and step < len(node.parts):
                node, key = node.parts[step], None
        return _part(node, key)

    def place(self, steps: Sequence[Step], *, key: bool = False) -> str:
        """``file:line:column`` of a value, or of its key, both counted from 1."""
        part = self.part(steps)
        return self._place(part.key if key and part.key else part.start)

    def wrong(self, steps: Sequence[Step], said: str, *, key: bool = False) -> None:
        """Note a fault of the part that is reached by ``steps``, or of its key."""
        part = self.part(steps)
        self.wrong_at(part.key if key and part.key else part.start, said)

    def wrong_at(self, mark: Any, said: str) -> None:
        """Note a fault at a place of the text."""
        self._faults.append((mark.line, mark.column, f"{self._place(mark)}: {said}"))

    def close(self) -> None:
        """Raise ``ManifestError`` with all faults in the order of their places, if there is one."""
        said = list(dict.fromkeys(fault[2] for fault in sorted(self._faults)))
        if said:
            more = [f"... and {len(said) - _SHOWN} more."] if len(said) > _SHOWN else []
            raise ManifestError("\n".join(said[:_SHOWN] + more))

    def _place(self, mark: Any) -> str:
        return f"{self.path}:{mark.line + 1}:{mark.column + 1}"

    def _fail(self, mark: Any, said: str) -> NoReturn:
        raise ManifestError(f"{self._place(mark)}: {said}")

    def _read(self) -> "tuple[Any, _Node]":
        refuse_unprintable(self.path, self.text)
        try:
            with uncollected():
                found = self._built(yaml.parse(self.text, LOADER))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = self._place(mark) if mark else str(self.path)
            raise ManifestError(f"{where}: this is not YAML: {error.problem}. Correct it.") from None
        if found is None or found[0] is None:
            raise ManifestError(f"{self.path}:1:1: the file is empty. Write or restore it.")
        return found

    def _built(self, events: Iterator[Any]) -> "tuple[Any, _Node] | None":
        """The one value of a document, with its parts."""
        root: tuple[Any, _Node] | None = None
        opened: list[_Opened] = []
        anchors: dict[str, tuple[Any, _Node, int]] = {}
        n = 0
        for event in events:
            kind = type(event)
            n += 1
            node: _Node = event
            if kind is yaml.ScalarEvent:
                value, anchor, size = _scalar(event), event.anchor, 1
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(opened) == _MAX_DEPTH:
                    self._fail(event.start_mark, "the lists in it are nested too deep. Write it plainly.")
                opened.append(_Opened(event, n, kind is yaml.MappingStartEvent))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = opened.pop()
                node.end_mark = event.end_mark
                value, anchor, size = node.value, node.anchor, n - node.n
            elif kind is yaml.AliasEvent:
                value, node, size = self._aliased(event, anchors)
                anchor, n = None, n + size
                if n > _MAX_VALUES:
                    self._fail(event.start_mark, "its aliases stand for too many values. Write it plainly.")
            else:
                if kind is yaml.DocumentStartEvent and root is not None:
                    self._fail(event.start_mark, "this is not YAML: a second document begins here. Correct it.")
                self.has_end_mark |= kind is yaml.DocumentEndEvent and event.explicit
                continue
            if anchor:
                anchors[anchor] = value, node, size
            if opened:
                self._put(opened, value, node)
            else:
                root = value, node
        return root

    def _aliased(self, event: Any, anchors: "dict[str, tuple[Any, _Node, int]]") -> "tuple[Any, _Node, int]":
        if event.anchor not in anchors:
            self._fail(event.start_mark, f"`*{event.anchor}` stands for nothing here. Write the value out.")
        return anchors[event.anchor]

    def _put(self, opened: "list[_Opened]", value: Any, node: "_Node") -> None:
        """Put a value that was read to its end into the mapping or list around it."""
        around = opened[-1]
        if not around.is_mapping:
            around.value.append(value)
            around.parts.append(node)
        elif around.key is None:
            around.key = node
        else:
            key, around.key = around.key, None
            name = key.value if type(key) is yaml.ScalarEvent else "?"
            if name in around.parts:
                self.repeated.append(((*(one.step() for one in opened[:-1]), name), key.start_mark))
                return
            around.parts[name] = node
            around.keys[name] = key
            if value is None:
                self.nulls.append((*(one.step() for one in opened[:-1]), name))
            else:
                around.value[name] = value


class _Opened:
    """A mapping or list; ``key`` is one whose value was not read yet. It has the marks of an event."""

    __slots__ = ("anchor", "end_mark", "flow", "is_mapping", "key", "keys", "n", "parts", "start_mark", "value")

    def __init__(self, event: Any, n: int, is_mapping: bool) -> None:
        self.n, self.is_mapping, self.anchor, self.flow = n, is_mapping, event.anchor, bool(event.flow_style)
        self.start_mark = self.end_mark = event.start_mark
        self.value: Any = {} if is_mapping else []
        self.parts: Any = {} if is_mapping else []
        self.keys: dict[str, _Node] = {}
        self.key: _Node | None = None

    def step(self) -> Step:
        """The key or position of what is read in it now."""
        if self.is_mapping:
            return self.key.value if type(self.key) is yaml.ScalarEvent else "?"
        return len(self.value)


_Node = Any
"""A part as it was read: ``yaml.ScalarEvent`` or ``_Opened``."""


def _part(node: _Node, key: _Node | None) -> Part:
    key_mark = key.start_mark if key is not None else None
    if isinstance(node, _Opened):
        return Part(key_mark, node.start_mark, node.end_mark, "", node.flow, node)
    return Part(key_mark, node.start_mark, node.end_mark, node.value, True, node)


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


def _scalar(event: Any) -> Any:
    """The value of a scalar: text, a number, true or false, or ``None``."""
    text: str = event.value
    if not event.implicit[0] and not event.tag:
        return text.strip()
    tag: str = event.tag or _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    match tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return _WORDS.get(text.lower(), False)
        case "int" if re.fullmatch(r"-?(0|[1-9][0-9]{0,15})", text):
            return int(text)
        case "int" | "float":
            return _fraction(text)
        case "timestamp":
            return text.strip().replace(" ", "T", 1)
    return text.strip()


def _fraction(text: str) -> float:
    """A number that is not whole, whatever its notation: what it is worth is of no use in a form."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    return number if math.isfinite(number) and number != int(number) else 0.5
