"""Ties between quantities; sentences are in cases/figures.yaml."""

from pbdata.chinese.numbers import read_numbers
from pbdata.chinese.sentences import Sentences
from pbdata.facts.figures.quantities import read_quantities
from pbdata.facts.figures.relations import Ties, tie


def tied(text: str) -> Ties:
    return tie(text, read_quantities(text, read_numbers(text)), Sentences(text))


def ties(text: str) -> list[tuple[int, int, str]]:
    return [(one.position, one.base, one.relation) for one in tied(text).ties]


def test_a_tie_needs_its_words() -> None:
    """Two figures that stand side by side are tied by nothing."""
    assert ties("收入3亿元，覆盖率12%。") == []
    assert ties("党员100名，干部20名。") == []


def test_a_growth_is_tied_to_the_figure_before_it() -> None:
    """比上年增长 and the like make the tie, also within brackets."""
    assert ties("收入3亿元，比上年增长12%。") == [(1, 0, "growth_of")]
    assert ties("收入3亿元（同比下降2%）。") == [(1, 0, "growth_of")]


def test_a_list_that_does_not_fit_is_not_given_out() -> None:
    """Three growths and two heads: nothing says which belongs to which."""
    found = tied("收入3亿元，投资2亿元，同比分别增长5%、6%、7%。")
    assert [one for one in found.ties if one.rule == "respectively"] == []


def test_a_part_is_tied_to_the_whole_of_its_unit() -> None:
    """Of two figures before 其中, the one with the same unit is the whole."""
    assert ties("党组织60个，党员900名，其中非公企业党组织12个。") == [(2, 0, "subset_of")]


def test_nouns_are_given_out_by_分别() -> None:  # noqa: N802
    """As many nouns as numbers in front of 分别为."""
    text = "党委、支部分别为3个、20个。"
    nouns = tied(text).nouns
    assert [text[slice(*nouns[i])] for i in (0, 1)] == ["党委", "支部"]
