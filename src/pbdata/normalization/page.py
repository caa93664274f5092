"""A page in one form of Chinese: simplified, one width, plain spaces; and the way back to what was printed."""

from dataclasses import dataclass

from pbdata.captures.lines import split_lines
from pbdata.model import Edit
from pbdata.normalization.characters import character_edits
from pbdata.normalization.edits import compose, replay
from pbdata.normalization.punctuation import punctuation_edits
from pbdata.normalization.script import evidence_table, script_of, to_simplified


@dataclass(frozen=True, slots=True)
class NormalizedPage:
    """The canonical characters of a page.

    ``text`` is the page text with ``edits`` applied. ``lines`` holds ``(start, stop, end)`` of each line in the page
    text, ``ranges`` ``(start, stop)`` of the same lines in ``text``. ``positions`` maps each offset of ``text``, and its
    length, to the page text; it is ``None`` where no character was dropped, so that the two agree. ``evidence`` holds
    ``(hans, hant)`` counts per line. ``converted`` says whether OpenCC changed a character.
    """

    text: str
    edits: list[Edit]
    lines: list[tuple[int, int, int]]
    ranges: list[tuple[int, int]]
    positions: list[int] | None
    evidence: list[tuple[int, int]]
    script: str
    converted: bool

    def to_page(self, offset: int) -> int:
        """Return the page offset of the character at ``offset`` of the normalized text."""
        return offset if self.positions is None else self.positions[offset]


def normalize_page(page_text: str) -> NormalizedPage:
    """Normalize a page text: characters, then script on lines with traditional evidence, then punctuation."""
    lines = split_lines(page_text)
    edits = character_edits(page_text)
    text, positions = _apply(page_text, edits)
    ranges = [(start, stop) for start, stop, _ in (lines if positions is None else split_lines(text))]

    flags = text.translate(evidence_table())
    evidence = [(flags.count("s", start, stop), flags.count("t", start, stop)) for start, stop in ranges]
    script = script_of(sum(e[0] for e in evidence), sum(e[1] for e in evidence))
    simplified = _convert(text, ranges, evidence, script)
    changes = (
        [Edit(i, i + 1, new, "script") for i, (old, new) in enumerate(zip(text, simplified, strict=True)) if old != new]
        if simplified is not text
        else []
    )
    marks = punctuation_edits(simplified)

    later = compose(changes, marks)
    if positions is not None:
        later = [Edit(positions[e.start], positions[e.start] + 1, e.replacement, e.rule) for e in later]
    pieces = list(simplified)
    for mark in marks:
        pieces[mark.start] = mark.replacement or ""
    return NormalizedPage(
        "".join(pieces), compose(edits, later), lines, ranges, positions, evidence, script, bool(changes)
    )


def normalize_text(text: str) -> str:
    """Return a text in canonical characters; lines and white space stay, exotic spaces become spaces."""
    return replay(text, [(0, len(text))], [edit[:3] for edit in normalize_page(text).edits])


def _apply(text: str, edits: list[Edit]) -> tuple[str, list[int] | None]:
    if all(edit.replacement is not None for edit in edits):
        if not edits:
            return text, None
        pieces = list(text)
        for edit in edits:
            pieces[edit.start] = edit.replacement or ""
        return "".join(pieces), None
    dropped = {edit.start for edit in edits if edit.replacement is None}
    changed = {edit.start: edit.replacement for edit in edits if edit.replacement is not None}
    positions = [i for i in range(len(text)) if i not in dropped]
    return "".join(changed.get(i, text[i]) for i in positions), [*positions, len(text)]


def _convert(text: str, ranges: list[tuple[int, int]], evidence: list[tuple[int, int]], script: str) -> str:
    """Convert the lines with traditional evidence; on a page without simplified evidence also those that have none."""
    chosen = [
        (start, stop)
        for (start, stop), (hans, hant) in zip(ranges, evidence, strict=True)
        if hant or (not hans and script in ("hant", "neutral"))
    ]
    if not chosen:
        return text
    pieces: list[str] = []
    at = 0
    for start, stop in chosen:
        pieces += (text[at:start], to_simplified(text[start:stop]))
        at = stop
    return "".join((*pieces, text[at:]))
