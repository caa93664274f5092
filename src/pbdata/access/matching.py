"""Find stretches of text again by the hashes of their folded forms, in pages that print them otherwise."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import NamedTuple

from pbdata.normalization.folding import fold

_OPENING = ("Ps", "Pi", "Pd")


class Stretch(NamedTuple):
    """A stretch of an article's canonical text: its place there, and the length and hash of its folded form."""

    article_id: str
    start: int
    stop: int
    n_folded: int
    sha256: str


class Place(NamedTuple):
    """Where a stretch was found: from its first to after its last letter or digit in ``Haystack.text``."""

    start: int
    stop: int


Index = Mapping[str, Sequence[Stretch]]


def index(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    """Return the stretches by their hashes; reprints have stretches in common."""
    by_hash: dict[str, list[Stretch]] = {}
    for one in stretches:
        by_hash.setdefault(one.sha256, []).append(one)
    return by_hash


class Wanted:
    """The stretches that are still looked for."""

    def __init__(self, stretches: Collection[Stretch]) -> None:
        self.by_hash = index(stretches)
        self._of_article: dict[str, dict[Stretch, None]] = {}
        for one in stretches:
            self._of_article.setdefault(one.article_id, {})[one] = None
        self._lengths = Counter(one.n_folded for one in stretches)

    def __bool__(self) -> bool:
        return bool(self.by_hash)

    def lengths(self) -> list[int]:
        """The lengths that wanted stretches have, the shortest first."""
        return sorted(self._lengths)

    def missing(self, found: Iterable[Stretch]) -> list[Stretch]:
        """The stretches of the same articles as those found that were not found with them."""
        there = set(found)
        articles = dict.fromkeys(one.article_id for one in there)
        return [one for article_id in articles for one in self._of_article[article_id] if one not in there]

    def discard(self, stretch: Stretch) -> None:
        """Look for a stretch no more."""
        several = self.by_hash[stretch.sha256]
        several.remove(stretch)
        if not several:
            del self.by_hash[stretch.sha256]
        del self._of_article[stretch.article_id][stretch]
        self._lengths -= Counter([stretch.n_folded])


class Rendering(NamedTuple):
    """The words of a stretch, as long as it is in the canonical text. Not ``placed``: some may stand too far to the left."""

    words: str
    placed: bool


@dataclass(frozen=True, slots=True)
class Haystack:
    """A text in which stretches are looked for.

    ``folded`` is its folded form, ``places`` the offset in ``text`` of each character of it. ``borders`` holds the offsets
    of ``folded`` before which something else than a letter or digit stands, its beginning and its end.
    """

    text: str
    folded: bytes
    places: tuple[int, ...]
    borders: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Haystack":
        """Fold a text, character by character with the marks that combine with it."""
        pieces: list[str] = []
        places: list[int] = []
        borders = [0]
        at = 0
        while at < len(text):
            stop = at + 1
            while stop < len(text) and unicodedata.combining(text[stop]):
                stop += 1
            piece = fold(text[at:stop])
            if piece:
                pieces.append(piece)
                places += [at] * len(piece)
            elif borders[-1] != len(places):
                borders.append(len(places))
            at = stop
        if borders[-1] != len(places):
            borders.append(len(places))
        return cls(text, "".join(pieces).encode("utf-32-le"), tuple(places), tuple(borders))

    def find(self, wanted: Wanted, likely: Sequence[int] = ()) -> dict[Stretch, Place]:
        """Return where wanted stretches stand.

        They are looked for where ``likely`` cuts the folded text, lengths one after the other; if that does not give all of
        an article, between borders; and all over a text in which others of the article were found.
        """
        found = self._find(wanted.by_hash, self._in_turn(likely))
        if found and not wanted.missing(found):
            return found
        found |= self._find(wanted.by_hash, self._between_borders(wanted.lengths()))
        rest = index(wanted.missing(found))
        return found | self._find(rest, self._anywhere({one.n_folded for several in rest.values() for one in several}))

    def _in_turn(self, lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
        at = 0
        for length in lengths:
            if at + length <= len(self.places):
                yield at, length
            at += length

    def _between_borders(self, lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
        borders = set(self.borders)
        for start in self.borders:
            for length in lengths[: bisect_left(lengths, len(self.places) - start + 1)]:
                if start + length in borders:
                    yield start, length

    def _anywhere(self, lengths: Collection[int]) -> Iterator[tuple[int, int]]:
        return ((start, length) for length in lengths for start in range(len(self.places) - length + 1))

    def _find(self, by_hash: Index, windows: Iterator[tuple[int, int]]) -> dict[Stretch, Place]:
        found: dict[Stretch, Place] = {}
        if not by_hash:
            return found
        for start, length in windows:
            words = self.folded[4 * start : 4 * (start + length)].decode("utf-32-le").encode()
            for one in by_hash.get(sha256(words).hexdigest(), ()):
                found.setdefault(one, Place(self.places[start], self.places[start + length - 1] + 1))
        return found

    def render(self, place: Place, paragraphs: Sequence[int], spaced: bool) -> Rendering | None:
        """Return a stretch as paragraphs of the given lengths, with a line feed between each two.

        The marks around the letters are taken along, and white space is left out where it must be. ``spaced`` says whether
        the canonical text has spaces within its lines: where a page has lost them, or marks, their places are not known, and
        the stretch is filled up at its end. ``None`` where the stretch is too long.
        """
        length = sum(paragraphs)
        before, is_first = self._marks(place.start, -1)
        after, is_last = self._marks(place.stop, 1)
        left = len(before) if is_first else _count_opening(before)
        right = len(after) if is_last else len(after) - _count_opening(after)
        inner = self.text[place.start : place.stop]
        readings = (_joined_lines(inner), "".join(inner.split()))
        for words in readings:
            if left + len(words) + right == length:
                return Rendering(_cut(before[len(before) - left :] + words + after[:right], paragraphs), True)
        if not spaced:
            above, below = self._marks(place.start, -1, across=True)[0], self._marks(place.stop, 1, across=True)[0]
            for fewer, more in product(range(len(above) + 1), range(len(below) + 1)):
                if fewer + len(readings[1]) + more == length:
                    return Rendering(_cut(above[len(above) - fewer :] + readings[1] + below[:more], paragraphs), True)
        words = before[len(before) - left :] + readings[1] + after[:right]
        return Rendering(_cut(words.ljust(length), paragraphs), False) if len(words) <= length else None

    def words(self, place: Place) -> str:
        """Return a stretch as the page prints it, with the marks after it."""
        return self.text[place.start : place.stop] + self._marks(place.stop, 1)[0]

    def _marks(self, at: int, step: int, across: bool = False) -> tuple[str, bool]:
        """The marks on one side of an offset, white space left out, and whether they reach to the end of the line.

        They may be gathered across the ends of lines.
        """
        marks: list[str] = []
        k = at if step > 0 else at - 1
        while 0 <= k < len(self.text):
            if self.text[k] in "\r\n" and not across:
                return "".join(marks[::step]), True
            if fold(self.text[k]):
                return "".join(marks[::step]), False
            if not self.text[k].isspace():
                marks.append(self.text[k])
            k += step
        return "".join(marks[::step]), True


def _count_opening(marks: str) -> int:
    """How many marks at the end of a run belong to what follows: opening brackets and quotes, and dashes."""
    return next((n for n, mark in enumerate(reversed(marks)) if unicodedata.category(mark) not in _OPENING), len(marks))


def _joined_lines(words: str) -> str:
    return "".join(line.strip() for line in words.splitlines())


def _cut(words: str, lengths: Sequence[int]) -> str:
    pieces, at = [], 0
    for length in lengths:
        pieces.append(words[at : at + length])
        at += length
    return "\n".join(pieces)
