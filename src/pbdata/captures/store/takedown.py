"""Read ``data/corrections/takedown.yaml``: what was taken out of the dataset on request, by ids and places, never by words."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from pbdata.checked_yaml import did_you_mean
from pbdata.errors import ManifestError
from pbdata.forms.checking import check
from pbdata.forms.reading import Written

CORRECTIONS = "data/corrections"
TAKEDOWN = f"{CORRECTIONS}/takedown.yaml"
CODERS = f"{CORRECTIONS}/coders"
"""What coders said apart from one another; no build applies it."""


_OF_A_CAPTURE = re.compile(r"c[0-9a-f]{16}\.yaml")


class Takedown(NamedTuple):
    """A capture that is withdrawn as a whole, or, with ``spans``, stretches of its page that are withheld.

    Spans are ``(start, stop)`` in the page text, in code points from 0, sorted and disjoint. ``day`` is YYYY-MM-DD or less.
    ``removed`` says that the file and its sighting are gone.
    """

    capture_id: str
    day: str
    spans: tuple[tuple[int, int], ...]
    removed: bool = False


def refuse_unknown(folder: Path) -> None:
    """Raise ``ManifestError`` where a file of corrections has a name that nothing reads: what it says would not be heard."""
    known = Path(TAKEDOWN).name
    heard = (known, Path(CODERS).name)
    said = [
        f"{path}: nothing reads this file. {_advice(path.name, known)} Rename it, or take it out of {CORRECTIONS}."
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if path.name not in heard and not _OF_A_CAPTURE.fullmatch(path.name) and not path.name.startswith(".")
    ]
    if said:
        raise ManifestError("\n".join(said))


def _advice(name: str, known: str) -> str:
    """What may have been meant by the name of a file."""
    near = did_you_mean(name, [known])
    if near.startswith("Did"):
        return near
    return "Corrections of a capture stand in CAPTURE_ID.yaml: `pbdata correct` writes it."


def named_in(path: Path) -> frozenset[str]:
    """The ids of captures that stand anywhere in the file; none where there is no such file."""
    return (
        frozenset(re.findall(r"c[0-9a-f]{16}", path.read_text("utf-8", "replace"))) if path.is_file() else frozenset()
    )


def read_takedowns(path: Path, captures: Collection[str]) -> dict[str, Takedown]:
    """Return the takedowns by ``capture_id``; none where there is no such file. ``captures`` are the ids that there are.

    Raises ``ManifestError`` with all faults, ``file:line:column`` each: a takedown of a capture that nobody knows, too, since
    what was meant would stay in.
    """
    return takedowns_of(Written.read(path), captures) if path.is_file() else {}


def takedowns_of(written: Written, captures: Collection[str]) -> dict[str, Takedown]:
    """Return the takedowns of a file that has been read. Raises ``ManifestError`` as ``read_takedowns`` does."""
    check(written, __package__, "takedown")
    rows = written.value.get("takedowns") if isinstance(written.value, dict) else None
    seen: set[str] = set()
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            _check(written, at, row, captures, seen)
    written.close()
    return {row["capture_id"]: _takedown(row) for row in rows or ()}


def _check(written: Written, at: int, row: dict[str, object], captures: Collection[str], seen: set[str]) -> None:
    """Note what is wrong with a takedown beyond its form."""
    steps, one, removed = ("takedowns", at), row.get("capture_id"), row.get("removed") is True
    if isinstance(one, str):
        if one in seen:
            written.wrong(steps, f"{one} stands twice. Put all that is taken down of a capture in one place.")
        elif removed and one in captures:
            said = f"{one} is said to be removed, and data/raw still has it. Remove its file and sighting: `pbdata remove {one}`."
            written.wrong((*steps, "removed"), said)
        elif not removed and one not in captures:
            written.wrong((*steps, "capture_id"), _unknown(one, captures))
        seen.add(one)
    if removed and row.get("spans"):
        written.wrong(
            (*steps, "removed"), "of a page that was removed nothing is left to be withheld. Leave `spans` out."
        )
    spans, last = row.get("spans"), 0
    for number, span in enumerate(spans if isinstance(spans, list) else ()):
        if isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span):
            if span[0] >= span[1] or span[0] < last:
                said = f"the span {span[0]} to {span[1]} is empty, or not after the last one. Sort them."
                written.wrong((*steps, "spans", number), said)
            last = span[1]


def _unknown(capture_id: str, captures: Collection[str]) -> str:
    near = did_you_mean(capture_id, sorted(captures)) if captures else ""
    return (
        f"no sighting in data/raw/manifest.yaml has the capture {capture_id}, so nothing would be taken down. "
        f"{near if near.startswith('Did') else 'Correct it: `pbdata trace FILE` names the capture of a file.'} "
        "If its file and sighting were removed, write `removed: true` here."
    )


def _takedown(row: dict[str, object]) -> Takedown:
    spans = row.get("spans")
    assert spans is None or isinstance(spans, list)
    return Takedown(
        str(row["capture_id"]),
        str(row["day"]),
        tuple((start, stop) for start, stop in spans or ()),
        row.get("removed") is True,
    )
