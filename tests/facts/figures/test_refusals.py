"""Why a number with a unit is no figure; the refused are named."""

import pytest

from pbdata.chinese.numbers import read_numbers
from pbdata.facts.figures.quantities import read_quantities


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("践行四个意识", "standing-name"),
        ("走访数百名党员", "vague"),
        ("党建+5个平台", "name-with-plus"),
        ("A4张", "letter-in-front"),
        ("PM25个", "letters-in-front"),
        ("9点30分", "clock-or-score"),
        ("金峰村1组", "number-of-a-group"),
        ("3组村民", "number-of-a-group-of-villagers"),
        ("乘18路", "number-of-a-route"),
        ("公元前221年", "era"),
        ("新的一年里", "new-year"),
        ("十八届三中全会", "session"),
        ("三道沟村", "name-of-a-place"),
        ("三面旗帜", "needs-digits"),
        ("三五个人", "some"),
        ("二类党支部", "article"),
        ("每一年", "article"),
        ("百级台阶", "bare-power"),
        ("“两个好”工程", "within-a-name"),
    ],
)
def test_a_refusal_has_a_name(text: str, rule: str) -> None:
    """The first rule that holds is told."""
    told: list[str] = []
    assert read_quantities(text, read_numbers(text), (), lambda start, stop, name: told.append(name)) == []
    assert told == [rule]


@pytest.mark.parametrize(
    "text", ["四个村", "上百名党员", "GDP56亿元", "12周", "分4路", "一年后", "千名党员", "“十件”实事"]
)
def test_what_is_a_figure_is_not_refused(text: str) -> None:
    """Next to each kind of refusal stands a figure."""
    assert len(read_quantities(text, read_numbers(text))) == 1
