"""The text of the manifest with more sightings or sources, and without those that are taken out: all else stays, byte for byte."""

import codecs
import json
from collections.abc import Collection, Sequence
from typing import Any

from pbdata.captures.store.manifest import RAW, Sighting, Source
from pbdata.errors import ManifestError
from pbdata.forms.reading import Part, Written

_RIGHTS = {"rights_holder": "holder", "rights_notice": "notice", "rights_uri": "uri"}


def as_row(listed: Sighting | Source) -> dict[str, Any]:
    """A sighting or source as the row of the manifest that says so, without what is not known."""
    return {key: value for key, value in _row(listed).items() if value or key == "n_captures"} | {
        "rights": {key: value for key, value in _rights(listed).items() if value}
    }


def appended(written: Written, before: bytes, sightings: Sequence[Sighting]) -> bytes:
    """The manifest's bytes with the sightings as YAML behind them, indented as the items of its list are.

    What stands there is not read again; what is added is read back by itself. Raises ``ManifestError`` where nothing can be
    appended, because the list of sightings is not what the file ends with.
    """
    listed = _list_at_end(written)
    text, indent = written.text, "  "
    if listed is None:
        text += "\nsightings:"
    elif not listed.flow and listed.parts:
        indent = " " * (written.part(("sightings", 0)).start.column - len("- "))
    elif listed.parts is not None:
        text = text[: listed.start.index].rstrip(" ") + text[listed.stop.index :]
    added = "".join(_item(sighting, indent) for sighting in sightings)
    said = Written(written.path, f"sightings:\n{added}").value["sightings"]
    if said != [as_row(sighting) for sighting in sightings]:
        raise ManifestError(f"{written.path}: a value cannot be written as YAML. Leave out its unusual characters.")
    start = "" if text.endswith("\n") else "\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    return _mark(before) + (text + (start + added).replace("\n", newline)).encode("utf-8")


def with_sources(written: Written, before: bytes, sources: Sequence[Source]) -> bytes:
    """The manifest's bytes with sources at the end of their list, which stands before that of the sightings where it is new."""
    keys, text, indent = written.root.names, written.text, "  "
    listed = written.part(("sources",)) if "sources" in keys else None
    if written.root.flow or written.has_end_mark or listed and listed.flow and listed.parts:
        raise ManifestError(f"{written.place(())}: no source can be added. Make `sources:` a list of `- path:`.")
    if listed and listed.parts:
        indent = " " * (written.part(("sources", 0)).start.column - len("- "))
        at, opening = last_line(listed) + 1, ""
    elif listed:
        text = text[: listed.start.index].rstrip(" ") + text[listed.stop.index :]
        at, opening = listed.key.line + 1, ""
    else:
        at, opening = _start_of_sightings(written), "sources:\n"
    lines = text.splitlines(keepends=True)
    start = "" if not lines[:at] or lines[at - 1].endswith("\n") else "\n"
    added = "".join(_item(one, indent) for one in sources)
    added = opening + added.lstrip("\n") if opening else added
    newline = "\r\n" if "\r\n" in text else "\n"
    between = "\n" if lines[at:] and lines[at].strip() else ""
    made = (start + added + between).replace("\n", newline)
    return _mark(before) + "".join((*lines[:at], made, *lines[at:])).encode("utf-8")


def _start_of_sightings(written: Written) -> int:
    """The line of the key of the sightings, or of the comments right before it; behind the last line where there is none."""
    lines = written.text.splitlines()
    if "sightings" not in written.root.names:
        return len(lines)
    at = int(written.part(("sightings",)).key.line)
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at


def without(written: Written, before: bytes, positions: Collection[int], name: str = "sightings") -> bytes:
    """The manifest's bytes without the rows at some positions of a list of it. Comments before a row stay."""
    listed = written.part((name,))
    if listed.flow:
        raise ManifestError(
            f"{written.place((name,))}: the list is written in brackets. Take the row out of it by hand."
        )
    lines = written.text.splitlines(keepends=True)
    gone: set[int] = set()
    for position in positions:
        part = written.part((name, position))
        last = last_line(part)
        while last + 1 < len(lines) and not lines[last + 1].strip():
            last += 1
        gone.update(range(part.start.line, last + 1))
    text = "".join(line for number, line in enumerate(lines) if number not in gone)
    return _mark(before) + text.encode("utf-8")


def _mark(before: bytes) -> bytes:
    return before[:3] if before.startswith(codecs.BOM_UTF8) else b""


def _list_at_end(written: Written) -> Part | None:
    """The list of sightings, with which a manifest ends that can be appended to; ``None`` where there is none yet."""
    keys = written.root.names
    if written.root.flow or written.has_end_mark or "sightings" in keys[:-1]:
        listed = None
    elif "sightings" not in keys:
        return None
    else:
        listed = written.part(("sightings",))
    if listed is None or listed.flow and listed.parts:
        raise ManifestError(
            f"{written.place(('sightings',), key=True)}: no sighting can be appended. Make `sightings:` the last key, "
            "a list of `- path:`."
        )
    return listed


def last_line(part: Part) -> int:
    """The line on which the last word of a part stands."""
    inner = part.parts
    if not inner:
        ends_before = part.stop.column == 0 and part.stop.line > part.start.line
        return int(part.stop.line) - bool(ends_before)
    last = int(part.stop.line if part.flow else part.start.line)
    return max([last, *map(last_line, inner)])


def _row(listed: Sighting | Source) -> dict[str, Any]:
    """All that a row says but the rights, in the order in which it is written."""
    path = {"path": listed.path.removeprefix(f"{RAW}/")}
    if isinstance(listed, Sighting):
        keys = ("sha256", "media_type", "collection", "url", "url_from", "retrieved", "retrieved_from")
        return path | {key: getattr(listed, key) for key in keys}
    columns = {name: column for name, column in listed.columns._asdict().items() if column}
    keys = ("sha256", "format", "columns", "media_type", "collection", "retrieved", "n_captures")
    return path | {key: getattr(listed, key) for key in keys} | {"columns": columns}


def _rights(listed: Sighting | Source) -> dict[str, str | None]:
    return {key: getattr(listed, name) for name, key in _RIGHTS.items()}


# What is written only where it is known; of the rest `null` says that it is not.
_OPTIONAL = ("url_from", "retrieved_from", "columns", "media_type")


def _item(listed: Sighting | Source, indent: str) -> str:
    first, *others = ((key, value) for key, value in _row(listed).items() if value or key not in _OPTIONAL)
    rows = [f"\n{indent}- {first[0]}: {_scalar(first[1])}"]
    for key, value in (*others, ("rights", _rights(listed))):
        if isinstance(value, dict):
            rows += [f"  {key}:", *(f"    {inner}: {_scalar(one)}" for inner, one in value.items())]
        else:
            rows.append(f"  {key}: {_scalar(value)}")
    return f"\n{indent}".join(rows) + "\n"


def _scalar(value: str | int | None) -> str:
    """A YAML scalar: JSON strings are YAML strings."""
    return json.dumps(value, ensure_ascii=False)
