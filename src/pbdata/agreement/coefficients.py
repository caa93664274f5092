"""Coefficients of agreement, each with an interval: percent agreement, Cohen's kappa, Krippendorff's alpha, F1.

Each is a function of sums over units, so that a bootstrap is one product of matrices: units are put into groups (captures, or each unit
for itself), groups are drawn with replacement, and the coefficient is computed from the sums of those that were drawn.

* Kappa: Cohen (1960), A coefficient of agreement for nominal scales, doi:10.1177/001316446002000104.
* Alpha: Krippendorff (2011), Computing Krippendorff's alpha-reliability, repository.upenn.edu/asc_papers/43.
* F1 of units: Hripcsak and Rothschild (2005), Agreement, the F-measure, and reliability in information retrieval, doi:10.1197/jamia.M1733:
  where what nobody marked cannot be counted, kappa comes to F1.
* Percentile interval: Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

RESAMPLES = 1000
SEED = 20110125
"""The same codings give the same intervals, whenever and wherever they are computed."""
COVERAGE = 0.95
DIGITS = 3

Value = Hashable
Matrix = np.ndarray
_Formula = Callable[[Matrix], Matrix]


class Coded(NamedTuple):
    """A unit with the value of each coder who coded it. Units of one ``group`` are drawn together."""

    group: Hashable
    values: Mapping[str, Value]


class Estimate(NamedTuple):
    """A coefficient to three decimals with its 95 % interval; ``None`` where it is not defined.

    There is no interval where what was drawn always gives the same, as where all units agree: nothing can be told of the uncertainty then.
    """

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)


def percent_agreement(units: Sequence[Coded]) -> Estimate:
    """The share of pairs of values of one unit, by different coders, that are equal."""
    rows = []
    for unit in units:
        pairs = list(permutations(unit.values.values(), 2))
        rows.append([sum(one == other for one, other in pairs), len(pairs)])
    return _estimate(units, rows, lambda sums: sums[:, 0] / sums[:, 1])


def kappa(units: Sequence[Coded], first: str, second: str) -> Estimate:
    """Cohen's kappa of two coders, over the units that both coded."""
    both = [unit for unit in units if first in unit.values and second in unit.values]
    known = _numbered(value for unit in both for value in (unit.values[first], unit.values[second]))
    rows = np.zeros((len(both), 1 + 2 * len(known)))
    for row, unit in zip(rows, both, strict=True):
        left, right = known[unit.values[first]], known[unit.values[second]]
        row[0] = left == right
        row[1 + left] = row[1 + len(known) + right] = 1

    def formula(sums: Matrix) -> Matrix:
        left, right = sums[:, 1 : 1 + len(known)], sums[:, 1 + len(known) :]
        n, by_chance = left.sum(1), (left * right).sum(1)
        return np.asarray((n * sums[:, 0] - by_chance) / (n * n - by_chance))

    return _estimate(both, rows, formula)


def nominal_alpha(units: Sequence[Coded]) -> Estimate:
    """Krippendorff's alpha for values of which one is as different as another; units with one value say nothing."""
    several = [unit for unit in units if len(unit.values) > 1]
    known = _numbered(value for unit in several for value in unit.values.values())
    rows = np.zeros((len(several), 1 + len(known)))
    for row, unit in zip(rows, several, strict=True):
        for value in unit.values.values():
            row[1 + known[value]] += 1
        counts = row[1:]
        row[0] = (counts * (counts - 1)).sum() / (len(unit.values) - 1)

    def formula(sums: Matrix) -> Matrix:
        counts = sums[:, 1:]
        n = counts.sum(1)
        return np.asarray(1 - (n - 1) * (n - sums[:, 0]) / (n * n - (counts * counts).sum(1)))

    return _estimate(several, rows, formula)


def interval_alpha(units: Sequence[Coded]) -> Estimate:
    """Krippendorff's alpha for numbers, whose difference is squared; values that are no numbers count as missing."""
    numbers = [[float(one) for one in unit.values.values() if isinstance(one, int | float)] for unit in units]
    several = [(unit, found) for unit, found in zip(units, numbers, strict=True) if len(found) > 1]
    middle = float(np.mean([number for _, found in several for number in found])) if several else 0.0
    rows = []
    for _, found in several:
        apart = np.array(found) - middle
        m, total, squares = len(found), apart.sum(), (apart * apart).sum()
        rows.append([2 * (m * squares - total * total) / (m - 1), m, total, squares])

    def formula(sums: Matrix) -> Matrix:
        observed, n, total, squares = sums.T
        return np.asarray(1 - (n - 1) * observed / (2 * (n * squares - total * total)))

    return _estimate([unit for unit, _ in several], rows, formula)


def f1(counts: Sequence[tuple[Hashable, int, int]]) -> Estimate:
    """F1 of two lists of units: ``counts`` holds for each group how many are in both lists, and in the two together.

    A unit that is in both is one of the first and two of the second number.
    """
    rows = [[2 * same, all_of_them] for _, same, all_of_them in counts]
    return _estimate([Coded(group, {}) for group, _, _ in counts], rows, lambda sums: sums[:, 0] / sums[:, 1])


def _estimate(units: Sequence[Coded], rows: Sequence[Sequence[float]] | Matrix, formula: _Formula) -> Estimate:
    """The coefficient of all units, and of as many as there are groups, drawn with replacement. ``rows`` has a row a unit."""
    if not units:
        return NOTHING
    numbers = _numbered(unit.group for unit in units)
    groups = np.zeros((len(numbers), np.shape(rows)[1]))
    np.add.at(groups, [numbers[unit.group] for unit in units], np.asarray(rows, float))
    drawn = np.random.default_rng(SEED).multinomial(len(groups), np.full(len(groups), 1 / len(groups)), RESAMPLES)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = formula(groups.sum(0, keepdims=True))[0]
        again = formula(drawn @ groups)
    again = again[np.isfinite(again)]
    if not np.isfinite(value):
        return NOTHING
    if 2 * len(again) < RESAMPLES or np.ptp(again) < 1e-9:
        return Estimate(_rounded(value), None, None)
    low, high = np.quantile(again, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return Estimate(_rounded(value), _rounded(low), _rounded(high))


def _numbered(values: Iterable[Value]) -> dict[Value, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _rounded(value: float) -> float:
    return round(float(value), DIGITS) + 0.0
