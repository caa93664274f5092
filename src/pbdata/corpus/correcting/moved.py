"""Where the words of a fact stand that a curator decided on, though what is before them changed."""

import re

from pbdata.model.correction import FactCorrection

_AROUND = 8
"""So many characters before and behind its words tell a fact from others in the same words."""


def around(text: str, start: int, stop: int) -> tuple[str, str]:
    """The characters of a paragraph before some words of a text and behind them, as many as tell them apart."""
    return text[:start].split("\n")[-1][-_AROUND:], text[stop:].split("\n")[0][:_AROUND]


def standing_at(one: FactCorrection, text: str) -> int | None:
    """Where the words of a decision stand in their field: at their place, or at the only one with the same words around them.

    ``None`` where others stand there; a decision that does not say what is around its words is on their place alone.
    """
    words = str(dict(one.expect).get("surface", text[one.start : one.stop]))
    if text[one.start : one.stop] == words and one.around in (None, around(text, one.start, one.stop)):
        return one.start
    if one.around is None:
        return None
    places = [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]
    same = [start for start in places if around(text, start, start + len(words)) == one.around]
    return same[0] if len(same) == 1 else None
