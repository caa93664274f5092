"""Cases: cases/figures.yaml; the marks on the five captures: cases/figures_of_captures.yaml and data/annotation/facts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.facts import dates
from pbdata.facts.figures.finding import find_figures
from pbdata.facts.reading import Reading
from pbdata.model.facts import Figure, FigureRelation
from tests import cases
from tests.articles import article

CASES = cases("facts/figures.yaml")


def detect(text: str) -> tuple[tuple[Figure, ...], tuple[FigureRelation, ...]]:
    reading = Reading(article(text, published="2014-09-29"))
    reading.add(dates.find(reading))
    return find_figures(reading)


def shown(figure: Figure) -> list[Any]:
    value = figure.value if figure.value_max is None else [figure.value, figure.value_max]
    return [figure.surface, value, figure.unit, figure.approximator, figure.counted]


def expected(case: dict[str, Any]) -> list[list[Any]]:
    return [[one[0], pytest.approx(one[1], abs=1e-4), *one[2:]] for one in case["figures"]]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["label"])
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    """These figures are found, and no others, with unit, approximator and counted noun."""
    figures, _ = detect(case["text"])
    assert [shown(figure) for figure in figures] == expected(case)


@pytest.mark.parametrize("case", [case for case in CASES["cases"] if "columns" in case], ids=lambda case: case["label"])
def test_what_the_sentence_says_of_a_figure(case: dict[str, Any]) -> None:
    """Measure, modality, per and the like follow from the words of the sentence."""
    found = {figure.surface: figure._asdict() for figure in detect(case["text"])[0]}
    for surface, columns in case["columns"].items():
        assert {name: found[surface][name] for name in columns} == columns


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["label"])
def test_relations_of_a_sentence(case: dict[str, Any]) -> None:
    """These relations are found; where a case gives none, there is none but between its tied neighbours."""
    figures, relations = detect(case["text"])
    surface = {figure.figure_id: figure.surface for figure in figures}
    found = [[surface[one.figure_id], one.relation, surface[one.related_id]] for one in relations]
    assert found == case.get("relations", [])


@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["label"])
@pytest.mark.xfail(strict=True, reason="an admitted failure, whose case says why")
def test_known_failures(case: dict[str, Any]) -> None:
    """These should be so, and are not yet."""
    assert [shown(figure) for figure in detect(case["text"])[0]] == expected(case)


@pytest.mark.slow
@given(
    st.text(
        alphabet="0123456789.%，。、“”（）\n 一两三十百万亿半第几多余近约上个名户元亩年月日次位分别其中增长从到提高每的了党员干部群众村",
        max_size=60,
    )
)
def test_slicing_gives_the_words(text: str) -> None:
    """Whatever the text, a figure and its counted noun are slices of it, and relations lead to figures."""
    figures, relations = detect(text)
    ids = {figure.figure_id for figure in figures}
    assert len(ids) == len(figures)
    for figure in figures:
        assert text[figure.start : figure.stop] == figure.surface != ""
        assert (figure.counted is None) == (figure.counted_start is None)
        if figure.counted is not None:
            assert text[figure.counted_start : figure.counted_stop] == figure.counted != ""
    assert {one.figure_id for one in relations} | {one.related_id for one in relations} <= ids


@given(
    number=st.integers(min_value=10, max_value=10**7),
    mark=st.sampled_from(("", ",", " ")),
    scale=st.sampled_from(("", "万", " 万")),
    more=st.sampled_from(("", "余", "多")),
    blanks=st.tuples(st.sampled_from(("", " ")), st.sampled_from(("", " "))),
    words=st.sampled_from(
        ("现有党员{}名，", "发放慰问金{}元。", "全村耕地面积达{}亩，", "受益群众{}人、", "表彰了{}个先进集体")
    ),
)
def test_grouping_and_blanks_change_nothing_of_a_figure(
    number: int, mark: str, scale: str, more: str, blanks: tuple[str, str], words: str
) -> None:
    """A figure has one value, unit, approximator and noun, however its number is grouped and spaced."""
    plain = words.format(f"{number}{scale.strip()}{more}")
    spaced = words.format(f"{blanks[0]}{f'{number:,}'.replace(',', mark)}{scale}{more or blanks[1]}")
    assert [shown(one) for one in detect(spaced)[0]] == [
        [spaced[one.start : one.stop], *shown(figure)[1:]]
        for one, figure in zip(detect(spaced)[0], detect(plain)[0], strict=True)
    ]


def test_a_list_given_out_one_by_one_is_one_group() -> None:
    """Heads and values of the list carry the id of its first figure."""
    figures, _ = detect("总收入3亿元，增加值2亿元，同比分别增长5%、6%。")
    assert {figure.list_group for figure in figures} == {figures[0].figure_id}


def test_a_period_is_that_of_the_date_in_the_sentence() -> None:
    """A date before the figure in its sentence gives the period; without one there is none."""
    figures, _ = detect("从2010年开始，选派4646支工作队。今年1月至8月，收入200亿元。投资5亿元。")
    assert [(one.period_kind, one.period_start, one.period_stop) for one in figures] == [
        ("since", "2010", None),
        ("interval", "2014-01", "2014-08"),
        (None, None, None),
    ]


def test_a_long_text_takes_linear_time() -> None:
    """Thousands of figures without a full stop are read in one go."""
    figures, _ = detect("全市共有100名党员、" * 3000)
    assert len(figures) == 3000
