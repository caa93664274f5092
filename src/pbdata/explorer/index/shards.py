"""The files of the index: each holds what a search of few characters needs, and no more."""

from collections.abc import Iterator, Sequence

import numpy as np

from pbdata.explorer.index.postings import postings

GRAMS_SIZE = 128 * 1024
"""Bytes of a file of grams, at which the next begins with the next first character."""

TEXTS_SIZE = 80 * 1024
"""Characters of a file of texts, at which the next begins."""


def gram_shards(texts: Sequence[np.ndarray]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the grams of folded texts by their first unit: the first one of a shard, and its grams with what tells their texts."""
    entries: list[tuple[int, str, str]] = []
    for length in (1, 2):
        for gram, told in postings(texts, length).each():
            first, second = (gram >> 16, gram & 0xFFFF) if length == 2 else (gram, None)
            entries.append((first, chr(first) + ("" if second is None else chr(second)), told))
    entries.sort()
    shard: dict[str, str] = {}
    size = start = 0
    for unit, key, told in entries:
        if size >= GRAMS_SIZE and len(key) == 1:
            yield start, shard
            shard, size, start = {}, 0, unit
        shard[key] = told
        size += len(told) + 12
    if shard:
        yield start, shard


def text_shards(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts one after the other: the number of the first one of a shard, and the texts."""
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= TEXTS_SIZE:
            yield first, list(texts[first : number + 1])
            first, size = number + 1, 0
    if first < len(texts):
        yield first, list(texts[first:])
