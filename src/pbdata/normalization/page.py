"""A page in one form of Chinese: simplified, one width, plain spaces; and the way back to what was printed."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, repeat
from operator import itemgetter

import numpy as np

from pbdata.captures.lines import split_lines
from pbdata.chinese.code_points import code_points
from pbdata.model.page import Edit
from pbdata.normalization.characters import CHARACTER_RULES, in_one_form
from pbdata.normalization.edits import compose, replay
from pbdata.normalization.gloss import gloss_edits
from pbdata.normalization.names import kept_in_names
from pbdata.normalization.punctuation import full_width_marks
from pbdata.normalization.repairs import repair_edits, repaired
from pbdata.normalization.script import count_evidence, evidence_to_simplified, script_of, to_simplified

# So many traditional characters make a line of a simplified page one that is to be converted as a whole.
WHOLE_FROM = 3
# The rules of changes, by number; those of a character that changes its script as well are numbered together with _SCRIPT.
_SCRIPT = 8
_RULES = [*CHARACTER_RULES, "punctuation", "", "script"]
_RULES += [f"{rule}+script" for rule in _RULES[1:_SCRIPT]]
_INVISIBLE, _PUNCTUATION = map(_RULES.index, ("invisible", "punctuation"))


@dataclass(frozen=True, slots=True)
class NormalizedPage:
    """The canonical characters of a page.

    ``text`` is the page text with ``edits`` applied; ``repairs`` are those that mended it first. ``lines`` holds ``(start, stop, end)`` of each line in the page
    text, ``ranges`` ``(start, stop)`` of the same lines in ``text``. ``positions`` maps each offset of ``text``, and its
    length, to the page text; it is ``None`` where the two agree. It ascends; only the characters of one repaired piece
    share the place where that piece begins. ``evidence`` holds ``(hans, hant)`` counts per line.
    ``converted`` says whether OpenCC changed a character.
    """

    text: str
    edits: list[Edit]
    repairs: list[Edit]
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
    """Normalize a page text: repairs, then characters and glosses, then script where there is evidence, then marks."""
    lines = split_lines(page_text)
    repairs = repair_edits(page_text)
    if not repairs:
        return _normalize(page_text, lines)
    text, places = repaired(page_text, repairs)
    page = _normalize(text, split_lines(text))
    return replace(
        page,
        edits=compose(repairs, page.edits, text, places),
        repairs=repairs,
        lines=lines,
        positions=[places[page.to_page(i)] for i in range(len(page.text) + 1)],
    )


def normalize_text(text: str) -> str:
    """Return a text in canonical characters; lines and white space stay, exotic spaces become spaces."""
    return normalize_page(text).text


def _normalize(page_text: str, lines: list[tuple[int, int, int]]) -> NormalizedPage:
    text, rules = in_one_form(page_text)
    printed = page_text
    ranges = [(start, stop) for start, stop, _ in lines]
    positions = None
    invisible = (rules == _INVISIBLE).nonzero()[0].tolist()
    drops = sorted(gloss_edits(text) + [Edit(at, at + 1, None, "invisible") for at in invisible])
    if drops:
        positions = _left(len(text), drops)
        printed, text = (replay(words, [(0, len(words))], drops) for words in (printed, text))
        ranges = [(bisect_left(positions, start), bisect_left(positions, stop)) for start, stop in ranges]
        rules = rules[positions[:-1]]

    evidence = count_evidence(text, ranges)
    hans, hant = (sum(map(itemgetter(kind), evidence)) for kind in (0, 1))
    script = script_of(hans, hant)
    simplified = _convert(text, ranges, evidence, script) if hant or not hans else text
    converted = simplified != text
    marks = full_width_marks(simplified)
    final = _put(simplified, marks)

    rules[np.fromiter(marks, np.intp)] = _PUNCTUATION
    if converted:
        rules[_differences(text, simplified)] |= _SCRIPT
    changed = _differences(printed, final) if converted else rules.nonzero()[0]
    edits = _single_edits(final, changed, map(_RULES.__getitem__, rules[changed].tolist()), positions)
    if drops:
        edits = sorted(edits + drops)
    return NormalizedPage(final, edits, [], lines, ranges, positions, evidence, script, converted)


def _single_edits(text: str, changed: np.ndarray, rules: Iterable[str], positions: Sequence[int] | None) -> list[Edit]:
    """Return one edit a character: a traditional page has hundreds, so they are built without a step of Python each."""
    characters = itemgetter(*changed.tolist())(text) if changed.size else ()
    places = changed if positions is None else np.array(positions)[changed]
    rows = zip(places.tolist(), (places + 1).tolist(), characters, rules, strict=True)
    return list(map(tuple.__new__, repeat(Edit), rows))


def _differences(old: str, new: str) -> np.ndarray:
    """Return the offsets at which two texts of one length differ."""
    places: np.ndarray = (code_points(old) != code_points(new)).nonzero()[0]
    return places


def _put(text: str, characters: Mapping[int, str]) -> str:
    """Replace the characters at the given offsets, which ascend."""
    if not characters:
        return text
    pieces: list[str] = []
    at = 0
    for offset, character in characters.items():
        pieces += (text[at:offset], character)
        at = offset + 1
    pieces.append(text[at:])
    return "".join(pieces)


def _left(length: int, drops: Sequence[Edit]) -> list[int]:
    """Return the offsets that are left of a text without some ranges, and its length."""
    left: list[int] = []
    at = 0
    for edit in drops:
        left += range(at, edit.start)
        at = edit.stop
    return [*left, *range(at, length + 1)]


def _convert(text: str, ranges: list[tuple[int, int]], evidence: list[tuple[int, int]], script: str) -> str:
    """Convert lines to simplified characters, each as far as its evidence goes; names of persons keep their characters."""
    pieces: list[str] = []
    at = 0
    lines = zip(ranges, evidence, strict=True)
    for convert, run in groupby(lines, lambda line: _conversion(line[1][0], line[1][1], script)):
        if convert:
            (start, stop), *rest = (place for place, _ in run)
            stop = rest[-1][1] if rest else stop
            pieces += (text[at:start], convert(text[start:stop]))
            at = stop
    if not pieces:
        return text
    converted = "".join((*pieces, text[at:]))
    return _put(converted, {place: text[place] for place in kept_in_names(text)})


def _conversion(hans: int, hant: int, script: str) -> Callable[[str], str] | None:
    """Return how a line is converted: whole, only its evidence, or not at all.

    On a page in simplified characters a line is one in traditional characters only where several of them say so.
    """
    if not hant:
        return to_simplified if script in ("hant", "neutral") and not hans else None
    return evidence_to_simplified if hans > hant or (script == "hans" and hant < WHOLE_FROM) else to_simplified
