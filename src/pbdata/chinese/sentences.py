"""Where a sentence, a clause and a phrase of normalized Chinese begin and end: three notions, each spelled out here alone.

A *sentence* ends at 。！？… or with its line. A *clause* also ends at ；：，. A *phrase* ends at any mark: 、, quotation marks,
brackets and title marks too. Normalization has made the marks beside Chinese full-width, so ASCII marks part nothing: they
belong to numbers, addresses and Latin words.
"""

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from pbdata.chinese.code_points import code_points

if TYPE_CHECKING:
    import numpy as np

ENDS = "。！？"
"""What a whole sentence closes with."""

SENTENCE = ENDS + "…\n"
CLAUSE = SENTENCE + "；：，"
PHRASE = CLAUSE + "、—“”‘’「」『』《》〈〉（）【】〔〕"


_NOTIONS = (PHRASE, CLAUSE, SENTENCE)  # each has all marks of the next


class Sentences:
    """The sentences, clauses and phrases of one text, found by position; the marks belong to none of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks: dict[str, list[int]] = {}
        self._marks: tuple[np.ndarray, np.ndarray] | None = None

    def sentence(self, at: int) -> tuple[int, int]:
        """The range of the sentence in which an offset stands; at a mark, of what ends there."""
        return self._around(SENTENCE, at)

    def clause(self, at: int) -> tuple[int, int]:
        """The range of the clause in which an offset stands; at a mark, of what ends there."""
        return self._around(CLAUSE, at)

    def phrase(self, at: int) -> tuple[int, int]:
        """The range of the phrase in which an offset stands; at a mark, of what ends there."""
        return self._around(PHRASE, at)

    def _around(self, marks: str, at: int) -> tuple[int, int]:
        breaks = self._breaks.get(marks) or self._find(marks)
        number = bisect_left(breaks, at, 1, len(breaks) - 1)
        return breaks[number - 1] + 1, breaks[number]

    def _find(self, marks: str) -> list[int]:
        """Where the marks stand, between a place in front of the text and its end."""
        if self._marks is None:
            self._marks = _marks_of(self.text)
        places, kinds = self._marks
        breaks = self._breaks[marks] = [-1, *places[kinds > _NOTIONS.index(marks)].tolist(), len(self.text)]
        return breaks


def _marks_of(text: str) -> "tuple[np.ndarray, np.ndarray]":
    """Where the marks of all notions stand, and of how many each is one: a table tells it faster than ``re``."""
    kinds = _table().take(code_points(text), mode="clip")
    (places,) = kinds.nonzero()
    return places, kinds[places]


@cache
def _table() -> "np.ndarray":
    """For each character the number of notions of which it is a mark; those beyond the last have none, as the last."""
    import numpy as np

    table = np.zeros(0x10000, np.uint8)
    for marks in _NOTIONS:
        table[[*map(ord, marks)]] += 1
    return table
