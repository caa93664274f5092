"""Coefficients of agreement. Cases: cases/agreement/published.yaml, cases/package/comparison.yaml."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from pbdata.agreement.coefficients import NOTHING, Coded, f1, interval_alpha, kappa, nominal_alpha, percent_agreement
from pbdata.package import comparison
from tests import cases

PUBLISHED = cases("agreement/published.yaml")
PAIRS = cases("package/comparison.yaml")


def units_of(case: dict[str, Any]) -> list[Coded]:
    if "pairs" in case:
        return list(coded([(one, other) for one, other, times in case["pairs"] for _ in range(times)]))
    coders = case["coders"]
    return [
        Coded(number, {coder: value for coder, value in zip(coders, values, strict=True) if value is not None})
        for number, values in enumerate(zip(*coders.values(), strict=True))
    ]


def coded(pairs: Sequence[tuple[Any, Any]]) -> Iterator[Coded]:
    for number, (one, other) in enumerate(pairs):
        yield Coded(number, {"a": one, "b": other})


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: str(case["label"]))
def test_published_examples_come_out_as_printed(case: dict[str, Any]) -> None:
    """Alpha and kappa of the examples in the literature are those that their authors print."""
    units = units_of(case)
    found = {
        "nominal_alpha": nominal_alpha(units).value,
        "interval_alpha": interval_alpha(units).value,
        "agreement": percent_agreement(units).value,
        "kappa": kappa(units, "a", "b").value,
    }
    printed = {name: value for name, value in case.items() if name in found}
    assert printed
    assert {name: found[name] for name in printed} == printed


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: str(case["label"]))
def test_two_readers_agree_as_in_the_table_of_reliability(case: dict[str, Any]) -> None:
    """Agreement and kappa are those of the table ``reliability``, which computes them without numpy."""
    units = units_of(case)
    pairs = [(unit.values["a"], unit.values["b"]) for unit in units]
    assert percent_agreement(units).value == comparison.percent_agreement(pairs)
    assert kappa(units, "a", "b").value == comparison.kappa(pairs)


def test_nothing_has_no_agreement() -> None:
    """Without units, and without a unit that two coded, each coefficient is null."""
    for units in ([], [Coded(0, {"a": 1})]):
        assert [percent_agreement(units), kappa(units, "a", "b"), nominal_alpha(units), interval_alpha(units)] == [
            NOTHING
        ] * 4
    assert f1([]) == NOTHING


def test_one_value_throughout_has_no_alpha() -> None:
    """Where nothing could have differed, alpha and kappa say nothing, and agreement is whole."""
    units = list(coded([("x", "x")] * 5))
    assert (kappa(units, "a", "b"), nominal_alpha(units)) == (NOTHING, NOTHING)
    assert percent_agreement(units) == (1.0, None, None)


def test_an_interval_holds_its_value_and_is_the_same_each_time() -> None:
    """The value lies within its interval, and a second call gives the same digits."""
    units = units_of(PUBLISHED[-1])
    found = kappa(units, "a", "b")
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low < found.value < found.high
    assert kappa(units, "a", "b") == found


def test_an_interval_covers_as_the_normal_one_does() -> None:
    """Of many units the bootstrap interval of a share is that of the normal distribution, 0.7 ± 1.96 √(0.7 · 0.3 / 200)."""
    found = percent_agreement(units_of(PUBLISHED[-1]))
    assert found.low == pytest.approx(0.637, abs=0.01)
    assert found.high == pytest.approx(0.763, abs=0.01)


def test_units_of_a_group_are_drawn_together() -> None:
    """Twice the same units in groups of two make the interval no narrower; as units for themselves they would."""
    once = list(coded([("x", "x")] * 12 + [("x", "y")] * 8))
    twice = [Coded(unit.group, unit.values) for unit in once for _ in range(2)]
    assert percent_agreement(twice) == percent_agreement(once)
    apart = percent_agreement([Coded(number, unit.values) for number, unit in enumerate(twice)])
    grouped = percent_agreement(twice)
    assert None not in (*apart, *grouped)
    assert apart.high - apart.low < grouped.high - grouped.low  # type: ignore[operator]


def test_a_change_of_scale_changes_no_interval_alpha() -> None:
    """Alpha for numbers does not depend on their unit or origin, yuan or hundred million yuan."""
    pairs = [(1.0, 1.0), (2.0, 3.0), (5.0, 5.0), (7.0, 6.0)]
    large = [(one * 1e8 + 2.8e10, other * 1e8 + 2.8e10) for one, other in pairs]
    assert interval_alpha(list(coded(large))) == interval_alpha(list(coded(pairs)))


def test_what_is_no_number_is_missing_for_interval_alpha() -> None:
    """A null beside a number leaves one value, which says nothing."""
    pairs: list[tuple[Any, Any]] = [(1, 1), (2, 3), (5, 5)]
    assert (
        interval_alpha(list(coded([*pairs, (None, 4), ("many", 4)]))).value == interval_alpha(list(coded(pairs))).value
    )


def test_f1_counts_what_only_one_of_them_found() -> None:
    """3 in both of 4 and 5: 6 / 9."""
    assert f1([("page", 3, 9)]).value == 0.667
    assert f1([("page", 0, 0)]) == NOTHING
