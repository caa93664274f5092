"""Read ``data/corrections/CAPTURE_ID.yaml``: what a curator decided about captures, all faults of all files at once."""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pbdata.captures.store.takedown import CORRECTIONS, refuse_unknown
from pbdata.corpus.correcting.paragraphs import BEGINS
from pbdata.corrections.facts import check_fact, fact_of
from pbdata.corrections.targets import targets
from pbdata.errors import ManifestError
from pbdata.forms.checking import check
from pbdata.forms.reading import Step, Written
from pbdata.model.correction import (
    CHANGE,
    Correction,
    FieldCorrection,
    LineCorrection,
    MakerCorrection,
    PageCorrection,
    ParagraphCorrection,
    PartCorrection,
    Range,
    TextCorrection,
    Told,
)

Row = Mapping[str, Any]
_Check = Callable[[Written, tuple[Step, ...], Row], None]

_PUBLISHED = re.compile(r"([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?)?|--[0-9]{2}-[0-9]{2})")
_PLACE = re.compile(r"z[0-9a-f]{16}")


def correction_path(root: Path, capture_id: str) -> Path:
    """Where the decisions on a capture stand."""
    return root / CORRECTIONS / f"{capture_id}.yaml"


def correction_files(folder: Path) -> list[Path]:
    """The files in a folder that hold the decisions on a capture, in the order of their names.

    Raises ``ManifestError`` for a file that nothing reads.
    """
    refuse_unknown(folder)
    return sorted(path for path in folder.glob("c*.yaml") if not path.name.startswith("."))


def read_corrections(folder: Path, captures: Collection[str]) -> dict[str, tuple[Correction, ...]]:
    """Return the decisions by ``capture_id``; none where there are no files. ``captures`` are the ids that there are.

    Raises ``ManifestError`` with all faults of all files, ``file:line:column`` each: a decision on a capture that nobody knows,
    too, since nothing would come of it.
    """
    found: dict[str, tuple[Correction, ...]] = {}
    faults: list[str] = []
    for path in correction_files(folder):
        try:
            written = Written.read(path)
            found[path.stem] = corrections_of(written, captures)
        except ManifestError as error:
            faults.append(str(error))
    if faults:
        raise ManifestError("\n".join(faults))
    return found


def corrections_of(written: Written, captures: Collection[str] | None = None) -> tuple[Correction, ...]:
    """Return the decisions of a file that has been read. Raises ``ManifestError`` as ``read_corrections`` does."""
    check(written, __package__, "corrections")
    _check_capture(written, captures)
    for section, steps, row in _rows(written):
        if isinstance(row, dict) and section in _CHECKS:
            _CHECKS[section](written, steps, row)
    written.close()
    made = [(steps, _MAKERS[section](written, steps, row)) for section, steps, row in _rows(written)]
    _check_repeated(written, made)
    written.close()
    return tuple(one for _, one in made)


def _rows(written: Written) -> Iterator[tuple[str, tuple[Step, ...], Any]]:
    """The decisions of a file with their sections, in the order in which they are carried out."""
    value = written.value if isinstance(written.value, dict) else {}
    for section in _MAKERS:
        rows = value.get(section)
        for at, row in enumerate(rows if isinstance(rows, list) else ()):
            yield section, (section, at), row


def _check_capture(written: Written, captures: Collection[str] | None) -> None:
    one = written.value.get("capture_id") if isinstance(written.value, dict) else None
    if not isinstance(one, str):
        return
    if one != written.path.stem:
        said = f"the file has the name of another capture. Rename it to {one}.yaml, or correct the id."
        written.wrong(("capture_id",), said)
    elif captures is not None and one not in captures:
        said = (
            f"no sighting in data/raw/manifest.yaml has the capture {one}, so nothing would be corrected. Correct the id "
            "(`pbdata trace FILE` names the capture of a file), or remove this file."
        )
        written.wrong(("capture_id",), said)


def _check_repeated(written: Written, made: Sequence[tuple[tuple[Step, ...], Correction]]) -> None:
    """Note decisions on what another one has decided."""
    seen: dict[Hashable, tuple[Step, ...]] = {}
    for steps, one in made:
        about = targets(one)
        before = next((seen[target] for target in about if target in seen), None)
        if before:
            written.wrong(steps, f"this was decided before, in {written.place(before)}. Keep one.")
        seen |= dict.fromkeys(about - seen.keys(), steps)


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)


def _check_range(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    span = row.get("span")
    if _is_range(span) and isinstance(span, list) and span[0] >= span[1]:
        written.wrong((*steps, "span"), f"the span {span[0]} to {span[1]} is empty. Write [start, stop].")


def _check_span(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    _check_range(written, steps, row)
    span = row.get("span")
    if (span is None) != (row.get("words") is None):
        said = "`words` are those that stand at `span`. Write both, or neither."
        written.wrong((*steps, "span") if "span" in row else steps, said)


def _check_lines(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    lines, expect = row.get("lines"), row.get("expect")
    if not _is_range(lines) or not isinstance(lines, list):
        return
    n = lines[1] - lines[0] + 1
    if n < 1:
        written.wrong(
            (*steps, "lines"), f"line {lines[1]} comes before line {lines[0]}. Write the first, then the last."
        )
    elif isinstance(expect, list) and len(expect) != n:
        said = f"{n} lines are decided, and {len(expect)} are expected. Write one for each line."
        written.wrong((*steps, "expect"), said)


def _check_text(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    _check_range(written, steps, row)
    text = row.get("text")
    if isinstance(text, str) and re.search(r"[\n\r\t]", text):
        written.wrong((*steps, "text"), "the text breaks its line. Begin a paragraph with `paragraphs`.")


def _check_field(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    _check_span(written, steps, row)
    value = row.get("value")
    if "span" in row and value is None:
        written.wrong((*steps, "span"), "an empty field stands nowhere. Leave `span` out.")
    forms = {
        "published": (_PUBLISHED, "Write YYYY-MM-DD, with Thh:mm where a time is printed, or --MM-DD."),
        "place_id": (_PLACE, "Write z and 16 hexadecimal digits: the place_id of a row of places."),
    }
    pattern, advice = forms.get(str(row.get("field")), (None, ""))
    if pattern and isinstance(value, str) and not pattern.fullmatch(value):
        written.wrong((*steps, "value"), f"`{row['field']}` cannot be `{value}`. {advice}")


def _check_maker(written: Written, steps: tuple[Step, ...], row: Row) -> None:
    _check_span(written, steps, row)
    if (row.get("decision") == CHANGE) != ("change" in row):
        written.wrong(steps, "`change` belongs to the decision change, and to no other. Write both, or neither.")


_CHECKS: Mapping[str, _Check] = {
    "lines": _check_lines,
    "parts": _check_span,
    "text": _check_text,
    "fields": _check_field,
    "contributors": _check_maker,
    "facts": check_fact,
}


def told_of(written: Written, steps: Sequence[Step], row: Row) -> Told:
    """Why, by whom and when a decision was made, and where it stands."""
    return Told(row["reason"], row.get("who"), row["day"], written.place(steps))


def _span_of(row: Row) -> Range | None:
    span = row.get("span")
    return (span[0], span[1]) if span else None


def _page(written: Written, steps: Sequence[Step], row: Row) -> PageCorrection:
    return PageCorrection(told_of(written, steps, row), row["expect"], row["status"])


def _lines(written: Written, steps: Sequence[Step], row: Row) -> LineCorrection:
    expect = tuple((one["label"], one["words"]) for one in row["expect"])
    first, last = row["lines"]
    return LineCorrection(told_of(written, steps, row), first, last, expect, row["label"])


def _part(written: Written, steps: Sequence[Step], row: Row) -> PartCorrection:
    start, stop = row["span"]
    return PartCorrection(told_of(written, steps, row), start, stop, row["words"], row.get("expect"), row.get("part"))


def _paragraph(written: Written, steps: Sequence[Step], row: Row) -> ParagraphCorrection:
    expect, begins = row["expect"] == BEGINS, row["paragraph"] == BEGINS
    return ParagraphCorrection(told_of(written, steps, row), row["at"], row["words"], expect, begins)


def _text(written: Written, steps: Sequence[Step], row: Row) -> TextCorrection:
    start, stop = row["span"]
    return TextCorrection(told_of(written, steps, row), start, stop, row["expect"], row["text"])


def _field(written: Written, steps: Sequence[Step], row: Row) -> FieldCorrection:
    told = told_of(written, steps, row)
    return FieldCorrection(told, row["field"], row.get("expect"), row.get("value"), _span_of(row), row.get("words"))


def _maker(written: Written, steps: Sequence[Step], row: Row) -> MakerCorrection:
    change = dict(row.get("change", {}))
    change |= {str(path[-1]): None for path in written.nulls if tuple(path[:-1]) == (*steps, "change")}
    told = told_of(written, steps, row)
    return MakerCorrection(
        told,
        row["decision"],
        row["name"],
        row.get("role"),
        tuple(sorted(change.items())),
        _span_of(row),
        row.get("words"),
    )


_MAKERS: Mapping[str, Callable[[Written, Sequence[Step], Row], Correction]] = {
    "page": _page,
    "text": _text,
    "lines": _lines,
    "parts": _part,
    "paragraphs": _paragraph,
    "fields": _field,
    "contributors": _maker,
    "facts": lambda written, steps, row: fact_of(told_of(written, steps, row), written, steps, row),
}
SECTIONS = tuple(_MAKERS)
"""The sections of the form, in the order in which what they hold is carried out."""
