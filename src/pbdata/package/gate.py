"""The one gate for descriptors and registers: whatever a package or a server calls one is read within bounds, or refused.

It is a plain file of a bounded size, in UTF-8, of bounded depth. What YAML can multiply (merge keys and aliases) is counted on
the events of the parser, before anything is made of it. JSON is JSON: no NaN, no halves of characters.
"""

import json
import math
import os
import re
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from pbdata.errors import PackageError
from pbdata.package.plain_yaml import NotPlainError, read_plain

MAX_BYTES = 20_000_000
MAX_VALUES = 1_000_000
MAX_DEPTH = 50

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_descriptor(path: Path, repeated: list[str] | None = None) -> dict[str, Any]:
    """Return the content of a descriptor. Raises ``PackageError`` where it is no mapping, or too large or too deep.

    ``repeated`` takes up the keys that stand twice in a mapping of JSON, of which the last one holds; without it they are
    refused, as they always are in YAML.
    """
    content = parse(read_bytes(path), path, repeated)
    if not isinstance(content, dict):
        raise PackageError(f"{path}: a descriptor is a mapping with `resources`, and this is none. Write one.")
    return content


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plain file. A pipe or a device is not opened, and never waited for."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackageError(f"{path}: this is not a plain file. Put the file itself there.")
        if not path.resolve().is_relative_to(path.parent.resolve()):
            raise PackageError(f"{path}: this is a link that leads out of the package. Put the file itself there.")
        with open(path, "rb", opener=_at_once) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PackageError(f"{path}: it cannot be read ({error.strerror}). Make it a readable file.") from error
    if len(data) > MAX_BYTES:
        raise PackageError(f"{path}: a descriptor of more than {MAX_BYTES} bytes is refused. Make it smaller.")
    return data


def parse(data: bytes, path: Path | str, repeated: list[str] | None = None) -> Any:
    """Return the content of JSON or, by the ending of ``path``, YAML. Raises ``PackageError``, which names ``path``."""
    try:
        text = data.decode("utf-8-sig")
        is_json = str(path).endswith(".json")
        content = _load_json(text, repeated) if is_json else _load_yaml(text)
        _check_values(content)
    except UnicodeDecodeError as error:
        raise PackageError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise PackageError(
            f"{path}:{error.lineno}:{error.colno}: this is not JSON: {error.msg}. Correct it."
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else f"{path}"
        what = getattr(error, "problem", None) or "it holds a control character"
        raise PackageError(f"{where}: this is not YAML: {what}. Correct it.") from error
    except (RecursionError, ValueError) as error:
        raise PackageError(f"{path}: it cannot be read ({error}). Write it plainly.") from error
    return content


def _at_once(path: str, flags: int) -> int:
    """Open a file; should it have become a pipe, do not wait for who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _load_yaml(text: str) -> Any:
    """The content of a YAML document; what is not plain is looked at before the loader reads it."""
    try:
        return read_plain(text, _Loader, MAX_VALUES, MAX_DEPTH)
    except (NotPlainError, yaml.YAMLError, ValueError):
        _look_through(text)
        return yaml.load(text, _Loader)


def _look_through(text: str) -> None:
    """Raise ``ValueError`` where a document is too much for the loader, which dies of depth, and multiplies what merges and aliases name."""
    sizes: dict[str, int] = {}
    opened: list[tuple[str | None, int]] = []
    n = 0
    for event in yaml.parse(text, _Loader):
        n += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, n))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            if anchor:
                sizes[anchor] = n - before + 1
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in {anchor for anchor, _ in opened}:
                raise ValueError(f"`*{event.anchor}` stands within what it stands for")
            n += sizes.get(event.anchor or "", 1)
        if len(opened) > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} levels within one another")
        if n > MAX_VALUES:
            raise ValueError(f"its aliases stand for more than {MAX_VALUES} values")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses mappings in which a key stands twice: readers differ in which of the two they take."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    message = f"the key {key.value!r} stands twice in a mapping"
                    raise yaml.constructor.ConstructorError(None, None, message, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def _load_json(text: str, repeated: list[str] | None) -> Any:
    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(key for key, n in Counter(key for key, _ in pairs).items() if n > 1)
            if repeated is None:
                raise ValueError(f"the key {twice!r} stands twice in a mapping")
            repeated.append(twice)
        return found

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no value of JSON")

    return json.loads(text, object_pairs_hook=mapping, parse_constant=refuse)


def _check_values(content: object) -> None:
    """Raise ``ValueError`` where values are too many or nest too deep, or one is no text or number that can be written."""
    left, n = [(content, 1)], 0
    while left:
        value, depth = left.pop()
        n += 1
        if n > MAX_VALUES:
            raise ValueError(f"more than {MAX_VALUES} values")
        if depth > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} levels within one another")
        if isinstance(value, dict):
            left += [(part, depth + 1) for part in value.values()]
            for key in value:
                _check_single(key)
        elif isinstance(value, list):
            left += [(part, depth + 1) for part in value]
        else:
            _check_single(value)


def _check_single(value: object) -> None:
    if isinstance(value, str) and _SURROGATE.search(value):
        raise ValueError("it holds half of a character, as \\ud800 is")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number that can be written")
