"""Which texts may be reprints of one another, from a sample of their grams; time grows as the texts do, and disk where memory ends.

An eighth of all grams is kept, by their hashes, so that the same are kept of every text (fractional MinHash). The texts that
hold a gram are put in a row, and each is paired with the next few in it, not with all: a phrase of a hundred thousand texts
gives a few hundred thousand pairs. What stands in many texts that are else unlike is boilerplate, and gives no pairs at all.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pbdata.corpus.reprints.grams import Grams, different
from pbdata.held import Held

_SAMPLED_BITS = np.uint64(3)
_SAMPLED = np.uint64(1 << 61)
_BITS = 64
_TEXT_BITS = np.uint64(28)
_TEXT = np.uint64((1 << 28) - 1)
_RARE = np.uint64(1)
# A gram of more texts than this is common. It is boilerplate where the texts have, in the mean, more than this share of their
# grams almost to themselves: what they have in common is a notice of the site, a set phrase or a document that they quote.
_COMMON = 16
_OWN = 0.25
_FEW = 2
# With how many of the next texts that hold a gram a text is paired.
_NEXT = 4
# A pair is looked at where it meets in such a share of the sample of the shorter text, or of the rare grams in it.
_SHARED = 0.25
_SHARED_RARE = 0.3
_SHARED_AT_LEAST = 3
_SLICE = 1 << 19


class Candidates(NamedTuple):
    """Pairs of texts by their numbers, the lower first, in order; and the sampled grams that are boilerplate, in order."""

    pairs: np.ndarray
    boilerplate: np.ndarray


def sample(found: Grams, numbers: np.ndarray) -> np.ndarray:
    """Return the sample of some texts' grams, each in one number with its text; ``numbers`` are those of the texts."""
    kept = np.flatnonzero(found.hashes < _SAMPLED)
    texts = numbers[found.texts[kept]].astype(np.uint64)
    both: np.ndarray = short(found.hashes[kept]) << _TEXT_BITS | texts
    return both


def sampled(grams: np.ndarray) -> np.ndarray:
    """Return those of sorted grams that are in the sample: the first of them."""
    return grams[: np.searchsorted(grams, _SAMPLED)]


def short(hashes: np.ndarray) -> np.ndarray:
    """Return 36 bits of the hashes of sampled grams, in the order of the hashes."""
    shortened: np.ndarray = hashes << _SAMPLED_BITS >> _TEXT_BITS
    return shortened


def candidates(samples: Held, counted: np.ndarray, folder: Path | None = None) -> Candidates:
    """Return the pairs that are worth a closer look, from the samples of all texts. At most 2^28 texts can be told apart.

    ``counted`` says which texts are looked at. What does not fit into memory lies in ``folder``; without one memory holds all.
    """
    n_texts = counted.size
    n_grams, n_rare, n_own = np.zeros((3, n_texts), np.int32)
    for part in _parts(samples, counted):
        for counts, most in ((n_grams, n_texts), (n_rare, _COMMON), (n_own, _FEW)):
            np.add.at(counts, part.texts[part.counts <= most], np.int32(1))
    own = n_own / np.maximum(n_grams, 1)
    boilerplate: list[np.ndarray] = []
    met = Held(n_texts.bit_length() + int(_TEXT_BITS + _RARE), int(_RARE), folder and folder / "met")
    for part in _parts(samples, counted):
        is_boilerplate = part.boilerplate(own)
        np.subtract.at(n_grams, part.texts[is_boilerplate], np.int32(1))
        boilerplate.append(different(part.grams[is_boilerplate]))
        for some in part.where(~is_boilerplate & (part.counts > 1)).meetings():
            met.add(some)
    pairs = [_worthwhile(some, n_grams, n_rare) for some in met]
    return Candidates(np.concatenate(pairs), np.concatenate([np.zeros(0, np.uint64), *boilerplate]))


def held_samples(folder: Path | None = None) -> Held:
    """Return what takes the samples of all texts."""
    return Held(_BITS, int(_TEXT_BITS), folder and folder / "samples")


class _Part(NamedTuple):
    """What holds some of the grams: gram, text, and how many texts hold the gram, sorted by gram and text."""

    grams: np.ndarray
    texts: np.ndarray
    counts: np.ndarray

    def boilerplate(self, own: np.ndarray) -> np.ndarray:
        """Which of it is boilerplate, when ``own`` is the share of each text that it has almost to itself."""
        starts = np.flatnonzero(_begins(self.grams))
        means = np.add.reduceat(own[self.texts], starts) / self.counts[starts]
        return (self.counts > _COMMON) & (np.repeat(means, self.counts[starts]) > _OWN)

    def where(self, wanted: np.ndarray) -> "_Part":
        """Some of it."""
        return _Part(self.grams[wanted], self.texts[wanted], self.counts[wanted])

    def meetings(self) -> Iterator[np.ndarray]:
        """Pairs of texts that hold the same of some grams, once for each gram: both and whether it is rare in one number.

        Where a gram is rare, a text is paired with the next few that hold it, else with the next and the first that do.
        """
        texts, rare = self.texts.astype(np.uint64), self.counts <= _COMMON
        for step in range(1, _NEXT + 1):
            same = self.grams[:-step] == self.grams[step:]
            yield _numbered(texts[:-step], texts[step:], rare[step:], same if step == 1 else same & rare[step:])
        starts = np.flatnonzero(_begins(self.grams))
        firsts = np.repeat(starts, np.diff(starts, append=texts.size))
        yield _numbered(texts[firsts], texts, rare, ~rare & (np.arange(texts.size) > firsts + 1))


def _numbered(ones: np.ndarray, others: np.ndarray, rare: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Some of the pairs, both texts and whether their gram is rare in one number."""
    pairs: np.ndarray = (ones[wanted] << _TEXT_BITS | others[wanted]) << _RARE | rare[wanted]
    return pairs


def _parts(samples: Iterable[np.ndarray], counted: np.ndarray) -> Iterator[_Part]:
    """What is held of texts that are looked at, in parts of bearable size, cut between two grams."""
    for held in samples:
        start = 0
        while start < held.size:
            stop = min(start + _SLICE, held.size)
            if stop < held.size:
                stop = int(np.searchsorted(held, ((held[stop - 1] >> _TEXT_BITS) + np.uint64(1)) << _TEXT_BITS))
            part = held[start:stop]
            part = part[_begins(part) & counted[(part & _TEXT).astype(np.int64)]]
            if part.size:
                yield _part_of(part)
            start = stop


def _part_of(numbers: np.ndarray) -> _Part:
    """What is held, taken apart."""
    grams = numbers >> _TEXT_BITS
    lengths = np.diff(np.flatnonzero(_begins(grams)), append=grams.size)
    return _Part(grams, (numbers & _TEXT).astype(np.int64), np.repeat(lengths, lengths))


def _worthwhile(met: np.ndarray, n_grams: np.ndarray, n_rare: np.ndarray) -> np.ndarray:
    """The pairs that meet often enough."""
    if not met.size:
        return np.zeros((0, 2), np.int64)
    met.sort()
    pairs = met >> _RARE
    starts = np.flatnonzero(_begins(pairs))
    n_met, n_met_rare = np.diff(starts, append=met.size), np.add.reduceat(met & _RARE, starts)
    one, other = (pairs[starts] >> _TEXT_BITS).astype(np.int64), (pairs[starts] & _TEXT).astype(np.int64)
    enough = n_met >= np.maximum(_SHARED * np.minimum(n_grams[one], n_grams[other]), _SHARED_AT_LEAST)
    enough |= n_met_rare >= np.maximum(_SHARED_RARE * np.minimum(n_rare[one], n_rare[other]), _SHARED_AT_LEAST)
    return np.column_stack((one[enough], other[enough]))


def _begins(ordered: np.ndarray) -> np.ndarray:
    """Where in sorted numbers another one begins."""
    return np.concatenate((np.ones(min(ordered.size, 1), bool), ordered[1:] != ordered[:-1]))
