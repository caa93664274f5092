"""Measures of agreement. Cases: cases/comparison.yaml."""

from typing import Any

import pytest

from pbdata.package.comparison import Unit, f1, kappa, percent_agreement, rates_of_units, rates_of_values, same_units
from tests import cases

CASES = cases("package/comparison.yaml")


def pairs_of(case: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(one, other) for one, other, times in case["pairs"] for _ in range(times)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_agreement_is_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    """Percent agreement and kappa of each case are those of the formulas."""
    assert (percent_agreement(pairs_of(case)), kappa(pairs_of(case))) == (case["agreement"], case["kappa"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_agreement_has_no_direction(case: dict[str, Any]) -> None:
    """It is the same whoever is called the first."""
    turned = [(other, one) for one, other in pairs_of(case)]
    assert (percent_agreement(turned), kappa(turned)) == (case["agreement"], case["kappa"])


def test_f1_counts_what_only_one_of_them_found() -> None:
    """3 of 4 against 3 of 5: 6 / 9; nothing at all has no F1."""
    assert f1(3, 4, 5) == 0.667
    assert f1(0, 4, 5) == 0.0
    assert f1(0, 0, 0) is None


def test_rates_of_units() -> None:
    """Of 4 rows 3 were read, of 5 that were read 3 were found; a program that finds nothing has no precision."""
    assert rates_of_units(3, 4, 5) == (0.75, 0.6)
    assert rates_of_units(0, 0, 5) == (None, 0.0)


def test_a_null_is_no_value() -> None:
    """A silent program makes no mistake, a value where none was read is one, and a null on both sides counts for nothing."""
    read_and_given = [("a", "a"), ("a", "b"), ("a", None), (None, "b"), (None, None), ("b", "b")]
    assert rates_of_values(read_and_given) == (0.5, 0.5)
    assert rates_of_values([("a", None)]) == (None, 0.0)
    assert rates_of_values([(None, "a")]) == (0.0, None)
    assert rates_of_values([(None, None)]) == (None, None)


def unit(start: int, stop: int, article_id: str = "a", apart: str = "", field: str = "text") -> Unit:
    return Unit(article_id, (apart,), (field, start, stop), {})


@pytest.mark.parametrize("other", [unit(0, 10), unit(0, 5), unit(5, 10), unit(0, 20), unit(2, 12)])
def test_units_that_share_half_of_their_words_are_the_same(other: Unit) -> None:
    """At least half of what two stretches cover together must be in both."""
    assert same_units([unit(0, 10)], [other]) == [(unit(0, 10), other)]


@pytest.mark.parametrize(
    "other",
    [unit(0, 4), unit(4, 14), unit(10, 20), unit(30, 40), unit(0, 10, "b"), unit(0, 10, apart="x")]
    + [unit(0, 10, field="title")],
)
def test_other_units_are_not_the_same(other: Unit) -> None:
    """Less than half shared, another article, another field, or something that tells them apart."""
    assert same_units([unit(0, 10)], [other]) == []


def test_a_unit_is_matched_once_with_the_nearest() -> None:
    """Of two that overlap the one that shares more is the same, whatever their order, and the other is left over."""
    near, far = unit(0, 9), unit(0, 6)
    assert same_units([unit(0, 10)], [far, near]) == same_units([unit(0, 10)], [near, far]) == [(unit(0, 10), near)]
    assert len(same_units([unit(0, 10), unit(0, 10)], [near])) == 1
