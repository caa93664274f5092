"""Some captures of a corpus, to try a build on: the first of them, or a sample that is the same each time.

What is drawn depends on the bytes of each capture alone: the captures of a small sample are among those of a larger one, and of
the same corpus after pages were added.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from pbdata.errors import SettingsError


class Sample(NamedTuple):
    """So many captures (``n``), or a ``share`` of all (above 0, below 1). Without ``drawn`` they are the first, by their places."""

    n: int | None = None
    share: float | None = None
    drawn: bool = True


def read_sample(words: str) -> Sample:
    """Return the sample that is meant by a number (``500``) or a share (``0.01``, ``1%``). Raises ``SettingsError`` for other words."""
    number, percent = (words[:-1], True) if words.endswith("%") else (words, False)
    try:
        value = float(number) / (100 if percent else 1)
    except ValueError:
        value = 0
    if 0 < value < 1:
        return Sample(share=value)
    if not percent and value >= 1 and value.is_integer():
        return Sample(n=int(value))
    raise SettingsError(f"{words} is no sample. Give a number of captures (500) or a share of them (0.01 or 1%).")


def chosen(digests: Iterable[str], sample: Sample) -> list[str]:
    """Return those of the captures that are in the sample; they are given by their SHA-256, in the order of their places."""
    if not sample.drawn:
        return list(islice(digests, sample.n))
    if sample.share is not None:
        return [one for one in digests if int(_lot(one), 16) < sample.share * 16 ** len(_lot(one))]
    return sorted(digests, key=_lot)[: sample.n]


def _lot(digest: str) -> str:
    """The number that a capture draws. Shards are of a size as long as it is not the hash by which they are divided."""
    return sha256(f"sample {digest}".encode()).hexdigest()
