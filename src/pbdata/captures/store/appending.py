"""The text of the manifest with sightings behind it, and without those that are taken out: all else stays, byte for byte."""

import codecs
import json
from collections.abc import Collection, Sequence
from typing import Any

from pbdata.captures.store.manifest import RAW, Sighting
from pbdata.errors import ManifestError
from pbdata.forms.reading import Part, Written

_RIGHTS = {"rights_holder": "holder", "rights_notice": "notice", "rights_uri": "uri"}


def as_row(sighting: Sighting) -> dict[str, Any]:
    """A sighting as the row of the manifest that says so, without what is not known."""
    keys = ("sha256", "media_type", "collection", "url", "url_from", "retrieved", "retrieved_from")
    row = {"path": sighting.path.removeprefix(f"{RAW}/")} | {key: getattr(sighting, key) for key in keys}
    rights = {key: getattr(sighting, name) for name, key in _RIGHTS.items()}
    return {key: value for key, value in row.items() if value} | {
        "rights": {key: value for key, value in rights.items() if value}
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


def without(written: Written, before: bytes, positions: Collection[int]) -> bytes:
    """The manifest's bytes without the sightings at some positions of its list. Comments before a sighting stay."""
    listed = written.part(("sightings",))
    if listed.flow:
        raise ManifestError(
            f"{written.place(('sightings',))}: the list is written in brackets. Take the sighting out of it by hand."
        )
    lines = written.text.splitlines(keepends=True)
    gone: set[int] = set()
    for position in positions:
        part = written.part(("sightings", position))
        last = _last_line(part)
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


def _last_line(part: Part) -> int:
    """The line on which the last word of a part stands."""
    inner = part.parts
    if not inner:
        ends_before = part.stop.column == 0 and part.stop.line > part.start.line
        return int(part.stop.line) - bool(ends_before)
    last = int(part.stop.line if part.flow else part.start.line)
    return max([last, *map(_last_line, inner)])


def _item(sighting: Sighting, indent: str) -> str:
    rights = {key: getattr(sighting, name) for name, key in _RIGHTS.items()}
    rows = (
        f"\n{indent}- path: {_scalar(sighting.path.removeprefix(RAW + '/'))}",
        f"  sha256: {_scalar(sighting.sha256)}",
        f"  media_type: {_scalar(sighting.media_type)}",
        f"  collection: {_scalar(sighting.collection)}",
        f"  url: {_scalar(sighting.url)}",
        *([f"  url_from: {_scalar(sighting.url_from)}"] if sighting.url_from else []),
        f"  retrieved: {_scalar(sighting.retrieved)}",
        *([f"  retrieved_from: {_scalar(sighting.retrieved_from)}"] if sighting.retrieved_from else []),
        "  rights:",
        *(f"    {key}: {_scalar(value)}" for key, value in rights.items()),
    )
    return f"\n{indent}".join(rows) + "\n"


def _scalar(text: str | None) -> str:
    """A YAML scalar: JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)
