"""The look-up of ``static/search.js`` once more, to try the index without a browser."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pbdata.explorer.index.folding import folded, units
from pbdata.explorer.index.shards import gram_shards, text_shards

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def decoded(written: str) -> list[int]:
    """The numbers of texts that a posting tells."""
    numbers, number, step, shift = [], -1, 0, 0
    for digit in map(_DIGITS.index, written):
        step += (digit & 31) << shift
        shift += 5
        if not digit & 32:
            number += step + 1
            numbers.append(number)
            step = shift = 0
    return numbers


class Lookup:
    """The index of some texts, searched as the page does."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.grams = list(gram_shards([folded(one) for one in texts]))
        self.texts = list(text_shards(texts))

    def find(self, query: str) -> list[int]:
        """The numbers of the texts that hold a query."""
        words = _text(folded(query))
        grams = [words] if len(words) == 1 else [a + b for a, b in pairwise(words)]
        found = set.intersection(*(set(self._postings(gram)) for gram in grams))
        return sorted(number for number in found if words in _text(folded(self._read(number))))

    def _postings(self, gram: str) -> list[int]:
        at = bisect_right([first for first, _ in self.grams], ord(gram[0])) - 1
        return decoded(self.grams[at][1].get(gram, "")) if at >= 0 else []

    def _read(self, number: int) -> str:
        at = bisect_right([first for first, _ in self.texts], number) - 1
        first, some = self.texts[at]
        return some[number - first]


def _text(found: object) -> str:
    """Units as characters of their own, a pair of surrogates as two."""
    return "".join(map(chr, found))  # type: ignore[call-overload, no-any-return]


def naive(texts: Sequence[str], query: str) -> list[int]:
    """The numbers of the texts that hold a query, by reading them all."""
    return [number for number, text in enumerate(texts) if _text(units(query)) in _text(units(text))]
