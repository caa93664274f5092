"""What a number counts."""

import pytest

from pbdata.chinese.numbers import read_numbers
from pbdata.facts.figures.counting import counted
from pbdata.facts.figures.quantities import read_quantities


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("9.3万名党员干部与228万户群众结成对子", ["党员干部", "群众"]),
        ("解决企业融资难、用地难等问题206个", ["用地难等问题"]),
        ("经费投入达3.79亿元", ["经费投入"]),
        ("23168名县级以上机关单位干部进驻", ["县级以上机关单位干部"]),
        ("十余名有马匹的农村党员组成", ["农村党员"]),
        ("7户生活特别困难的群众", ["群众"]),
        ("组织74名分管农业的县、乡干部学习", ["县、乡干部"]),
        ("摸排软弱涣散基层党组织373个", ["软弱涣散基层党组织"]),
        ("“一树两强”专题培训班330期", ["“一树两强”专题培训班"]),
        ("运转经费从无到有，现每年不低于1万元", ["运转经费"]),
        ("23个被遴选为市级项目", ["市级项目"]),
        ("三个入选省库项目之一", ["入选省库项目"]),
        ("4G手机500部", ["4G手机"]),
        ("走访3000户，", [None]),
        ("仅用37天", [None]),
    ],
)
def test_what_the_numbers_of_a_clause_count(text: str, nouns: list[str | None]) -> None:
    """The noun ends or begins at verbs and marks; where there is none, nothing is counted."""
    found = []
    floor = 0
    for quantity in read_quantities(text, read_numbers(text)):
        place = counted(text, quantity, floor)
        found.append(text[slice(*place)] if place else None)
        floor = quantity.stop
    assert found == nouns
