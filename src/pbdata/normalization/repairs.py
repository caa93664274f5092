"""What was broken on the way to a page and is mended before anything is read: character references, and mojibake."""

from collections.abc import Sequence
from itertools import repeat

from pbdata.model.page import Edit
from pbdata.normalization.edits import compose, replay
from pbdata.normalization.entities import entity_edits
from pbdata.normalization.mojibake import mojibake_edits


def repair_edits(page_text: str) -> list[Edit]:
    """Return the edits that mend a page text, rules ``entity`` and ``mojibake``; they delete nothing."""
    references = entity_edits(page_text)
    if not references:
        return mojibake_edits(page_text)
    text, places = repaired(page_text, references)
    return compose(references, mojibake_edits(text), text, places)


def repaired(text: str, repairs: Sequence[Edit]) -> tuple[str, list[int]]:
    """Apply repairs. Return the repaired text, and the offset in ``text`` for each of its offsets and its length."""
    places: list[int] = []
    at = 0
    for edit in repairs:
        places += range(at, edit.start)
        places += repeat(edit.start, len(edit.replacement or ""))
        at = edit.stop
    places += range(at, len(text) + 1)
    return replay(text, [(0, len(text))], repairs), places
