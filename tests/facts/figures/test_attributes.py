"""What a sentence says about its figures."""

import pytest

from pbdata.chinese.numbers import read_numbers
from pbdata.chinese.sentences import Sentences
from pbdata.facts.figures.attributes import Teller, Telling
from pbdata.facts.figures.quantities import read_quantities


def tell(text: str) -> list[Telling]:
    teller = Teller(text, Sentences(text), [])
    return [teller.tell(one, None) for one in read_quantities(text, read_numbers(text))]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("全省23168名干部进驻。", "achieved"),
        ("计划选派300名干部。", "planned"),
        ("实施行动计划，投入3亿元。", "achieved"),
        ("争取资金131760元。", "achieved"),
        ("争取3年脱贫。", "planned"),
        ("将村干部报酬提高到1450元。", "achieved"),
        ("将建成50个示范点。", "planned"),
        ("预计增收30万元。", "expected"),
        ("收入普遍4万元有望。", "expected"),
        ("要求每年下乡60天。", "required"),
        ("正在建设5个中心。", "ongoing"),
        ("年收益2万元以下的村。", "threshold"),
        ("千名干部下乡。", "nominal"),
        ("计划用3年，今年已消除160个。", "planned achieved"),
    ],
)
def test_the_last_telling_word_decides(text: str, modality: str) -> None:
    """Without a telling word in front of it in its sentence, a figure is a fact."""
    assert [one.modality for one in tell(text)] == modality.split()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("现有党员300名。", "stock"),
        ("发放资料300份。", "flow"),
        ("投入300元。", "flow"),
        ("同比增长11.2%。", "change"),
        ("占95.5%。", "share"),
        ("每亩补助10元。", "rate"),
        ("人均收入4100元。", "mean"),
        ("排第四位。", "rank"),
        ("历时三年。", None),
    ],
)
def test_the_measure(text: str, measure: str | None) -> None:
    """The unit and the verbs of the clause decide."""
    assert [one.measure for one in tell(text)] == [measure]


def test_a_sum_holds_for_what_follows_a_verb() -> None:
    """共撤换52名，选配74名 sums up both; 共258人 sums up itself alone."""
    assert [one.period_kind for one in tell("共撤换52名，选配74名。")] == ["cumulative", "cumulative"]
    assert [one.period_kind for one in tell("培训七期，共258人；组织74名干部学习。")] == [None, "cumulative", None]


def test_per_is_what_the_clause_prints() -> None:
    """The words are those in front of the number, or behind its unit."""
    assert [one.per for one in tell("每村每年5万元，每户10元，30元/亩，共7元。")] == ["每村每年", "每户", "亩", None]
