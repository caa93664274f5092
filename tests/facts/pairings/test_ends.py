"""The ends of pairings: figures with their nouns, bodies, places and persons where they stand."""

import pytest

from pbdata.facts.detect import read
from pbdata.facts.pairings.classes import End, class_of, kind_of
from pbdata.facts.pairings.ends import Ends
from tests.articles import article


def ends_of(text: str) -> Ends:
    return Ends(read(article(text)), "text")


@pytest.mark.parametrize(
    ("text", "surface", "number", "unit", "helps", "helped"),
    [
        ("9.3万名党员干部，", "9.3万名党员干部", 93000, "名", "party_cadre", None),
        ("228万户群众。", "228万户群众", 2280000, "户", None, "household"),
        ("112万干部职工与群众", "112万干部职工", 1120000, None, "cadre", None),
        ("下派指导员2700名。", "指导员2700名", 2700, "名", "cadre", None),
        ("9户企业、", "9户企业", 9, "户", "department", "enterprise"),
        ("千名干部驻村", "千名干部", 1000, "名", "cadre", None),
        ("十二个单位联系", "十二个单位", 12, "个", "department", None),
        ("20个县（特区）、", "20个县（特区）", 20, "个", None, "county"),
        ("一百二十名干部联系", "一百二十名干部", 120, "名", "cadre", None),
        ("两千五百名党员联系", "两千五百名党员", 2500, "名", "party_member", None),
        ("一千五百余名党员联系", "一千五百余名党员", 1500, "名", "party_member", None),
    ],
)
def test_numbered_ends(text: str, surface: str, number: int, unit: str, helps: str | None, helped: str | None) -> None:
    """The figure gives number and measure; the noun beside it says what it means on either side."""
    (end,) = ends_of(text).numbered(0, len(text))
    assert end.figure is not None
    assert (text[end.start : end.stop], end.figure.value, end.figure.unit) == (surface, number, unit)
    assert (class_of(end, "helper"), class_of(end, "helped")) == (helps, helped)


def test_figures_without_a_class_are_no_ends() -> None:
    """Money, ordinals and things are not counted."""
    text = "投入280亿元，第3名选手，修路5公里。"
    assert ends_of(text).numbered(0, len(text)) == []


def test_named_villages() -> None:
    """A village is what the detector of places found, with the areas above it; a class of villages is no name."""
    end = ends_of("到会同县金子乡泥湾村修路").village(1, 12)
    assert end is not None
    assert (end.start, end.stop, kind_of(end, "village")) == (1, 10, "place")
    assert ends_of("贫困村修路").village(0, 5) is None
    assert ends_of("驻村干部").village(0, 4) is None


def test_a_village_that_is_pointed_at() -> None:
    """我们村 is one definite village without a name; 村委会 makes an organisation of it."""
    end, committee = ends_of("我们村修路").village(0, 5), ends_of("我们村委会").village(0, 5)
    assert end is not None and (end.stop, end.named) == (3, "place")
    assert committee is not None and (committee.stop, committee.named) == (5, "organisation")


@pytest.mark.parametrize(
    ("text", "stop", "bodies"),
    [
        ("青县残联联系", 4, [("青县残联", "organisation")]),
        ("近日，青县供销合作社下派", 10, [("青县供销合作社", "organisation")]),
        ("青县林业局干部联系", 7, [("青县林业局干部", "person")]),
        ("青县残联、青县科协联系", 9, [("青县残联", "organisation"), ("青县科协", "organisation")]),
        ("在青县林业局联系", 6, []),
        ("修路的联系", 3, []),
    ],
)
def test_bodies_and_their_people(text: str, stop: int, bodies: list[tuple[str, str]]) -> None:
    """A body is what the detector of bodies knows; 干部 behind it makes it people, and 在 before it another side."""
    ends = ends_of(text).bodies(0, stop)
    assert [(text[end.start : end.stop], kind_of(end, class_of(end, "helper"))) for end in ends] == bodies


def test_the_sender_is_the_one_of_the_post() -> None:
    """Where a person's post says who sent the person, the end is that body."""
    text = "青县残联下派到石桥镇西河村的陈杰，白天下地。"
    ends = ends_of(text)
    person = ends.person(0, len(text))
    assert person is not None
    assert ends.sender(person, 4) == End(0, 4, named="organisation")


def test_areas_that_are_helped_as_a_whole() -> None:
    """A township or county is an end where its name ends a phrase, and no part of a body's name."""
    end = ends_of("包联会同县金子乡，").area(2, 9)
    assert end is not None and (end.start, end.stop, class_of(end, "helped")) == (2, 8, "township")
    assert ends_of("支援会同县金子乡卫生院").area(2, 11) is None
