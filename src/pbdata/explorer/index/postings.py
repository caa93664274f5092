"""In which texts each character and each pair of characters stands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

_DOCUMENT_BITS = 31
_AT_A_TIME = 1000
_DIGITS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", np.uint8)
"""64 digits: five bits of a number each, the lowest first; those of the second half say that more follow."""


class Postings(NamedTuple):
    """For each gram, in order, the texts in which it stands.

    ``grams`` hold one unit of UTF-16, or two as ``first << 16 | second``. ``text[starts[i]:starts[i + 1]]`` tells the numbers of the
    texts of the gram ``i``, ascending: how far each lies behind the one before (the first behind -1), less one.
    """

    grams: np.ndarray
    starts: np.ndarray
    text: bytes

    def each(self) -> Iterator[tuple[int, str]]:
        """Each gram with what tells its texts."""
        written = self.text.decode("ascii")
        for gram, start, stop in zip(self.grams.tolist(), self.starts.tolist(), self.starts[1:].tolist(), strict=False):
            yield gram, written[start:stop]


def postings(texts: Sequence[np.ndarray], length: int) -> Postings:
    """Index texts, given as units of UTF-16, by their grams of ``length`` one or two."""
    keys = [_keys(texts[first : first + _AT_A_TIME], first, length) for first in range(0, len(texts), _AT_A_TIME)]
    found = _distinct(np.concatenate(keys)) if keys else np.zeros(0, np.uint64)
    grams, documents = (
        found >> np.uint64(_DOCUMENT_BITS),
        (found & np.uint64((1 << _DOCUMENT_BITS) - 1)).astype(np.int64),
    )
    is_first = np.ones(len(found), bool)
    is_first[1:] = grams[1:] != grams[:-1]
    before = np.concatenate([[-1], documents[:-1]]) if len(found) else documents
    steps = np.where(is_first, documents, documents - before - 1)
    text, places = _written(steps)
    return Postings(grams[is_first], np.append(places[is_first], len(text)), text)


def _keys(texts: Sequence[np.ndarray], first: int, length: int) -> np.ndarray:
    """The grams of some texts with the number of the text, each once."""
    all_units = np.concatenate(texts).astype(np.uint64)
    documents = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), [len(one) for one in texts])
    if length == 2:
        together = documents[1:] == documents[:-1]
        all_units = (all_units[:-1] << np.uint64(16) | all_units[1:])[together]
        documents = documents[1:][together]
    return _distinct(all_units << np.uint64(_DOCUMENT_BITS) | documents)


def _distinct(numbers: np.ndarray) -> np.ndarray:
    """Numbers sorted, each once; faster than ``np.unique``, which hashes."""
    numbers.sort()
    return numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])] if len(numbers) else numbers


def _written(numbers: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Numbers in digits one after the other, and where each begins."""
    counts = np.ones(len(numbers), np.int64)
    for digit in range(1, 7):
        counts += numbers >= 1 << (5 * digit)
    places = np.concatenate([[0], np.cumsum(counts)])
    digits = np.zeros(places[-1], np.uint8)
    for digit in range(int(counts.max(initial=0))):
        has = counts > digit
        value = (numbers[has] >> (5 * digit)) & 31
        digits[places[:-1][has] + digit] = _DIGITS[value + 32 * (counts[has] > digit + 1)]
    return digits.tobytes(), places[:-1]
