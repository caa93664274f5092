"""How far two lists of coded units agree: which units are the same, and the measures that are made of them.

Percent agreement and kappa are those of Cohen (1960), A coefficient of agreement for nominal scales, doi:10.1177/001316446002000104.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

# Two stretches are the same unit where they share at least this part of what they cover together.
SAME = 0.5

Value = Hashable
Pair = tuple[Value, Value]


class Unit(NamedTuple):
    """A unit of coding: words in a field of an article, what tells it apart from others in the same words, and its codes.

    ``words`` are ``(field, start, stop)`` in code points; units that are told by ``apart`` alone have the same words in all lists.
    """

    article_id: str
    apart: tuple[Value, ...]
    words: tuple[str, int, int]
    codes: Mapping[str, Value]


class Rates(NamedTuple):
    """Precision and recall, each ``None`` where there is nothing to divide by."""

    precision: float | None
    recall: float | None


def same_units(left: Iterable[Unit], right: Iterable[Unit]) -> list[tuple[Unit, Unit]]:
    """Return the pairs of units that are the same, each unit in one pair at most, those that share most words first."""
    there: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in right:
        there[_place(unit)].append(unit)
    shared = [
        (share, one, other) for one in left for other in there[_place(one)] if (share := _shared(one, other)) >= SAME
    ]
    shared.sort(key=lambda found: (-found[0], found[1].article_id, found[1].words, found[2].words))
    pairs = []
    used: set[tuple[str, int]] = set()
    for _, one, other in shared:
        keys = {("left", id(one)), ("right", id(other))}
        if used.isdisjoint(keys):
            used |= keys
            pairs.append((one, other))
    return pairs


def percent_agreement(pairs: Sequence[Pair]) -> float | None:
    """Return the share of pairs whose two values are equal."""
    return _ratio(sum(one == other for one, other in pairs), len(pairs))


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa: agreement beyond what the two readers' own frequencies give by chance, divided by what could be.

    ``None`` without pairs, and where both readers used one and the same value throughout.
    """
    n = len(pairs)
    left, right = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    by_chance = sum(left[value] * right[value] for value in left)
    if n * n == by_chance:
        return None
    equal = sum(one == other for one, other in pairs)
    return _ratio(n * equal - by_chance, n * n - by_chance)


def f1(n_same: int, n_left: int, n_right: int) -> float | None:
    """Return the harmonic mean of precision and recall of one list of units against the other."""
    return _ratio(2 * n_same, n_left + n_right)


def rates_of_units(n_same: int, n_program: int, n_read: int) -> Rates:
    """Return which share of the program's units was read, and which share of those that were read it found."""
    return Rates(_ratio(n_same, n_program), _ratio(n_same, n_read))


def rates_of_values(pairs: Sequence[Pair]) -> Rates:
    """Return, for pairs of a value that was read and the program's, how many of the program's values are right, and how many found.

    A null is no value: a program that is silent makes no mistake of precision, and one that is rightly silent finds nothing.
    """
    right = sum(read == given is not None for read, given in pairs)
    return Rates(
        _ratio(right, sum(given is not None for _, given in pairs)),
        _ratio(right, sum(read is not None for read, _ in pairs)),
    )


def _place(unit: Unit) -> Hashable:
    return unit.article_id, unit.apart, unit.words[0]


def _shared(one: Unit, other: Unit) -> float:
    (_, start, stop), (_, from_, to) = one.words, other.words
    return max(0, min(stop, to) - max(start, from_)) / (max(stop, to) - min(start, from_))


def _ratio(part: int, whole: int) -> float | None:
    """A ratio to three decimals, or ``None`` of nothing."""
    return round(part / whole, 3) if whole else None
