"""The ends of pairings by their own words."""

import pytest

from pbdata.facts.pairings.ends import body_end, class_of, kind_of, level_of, numbered_ends, village_end


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
    ],
)
def test_numbered_ends(text: str, surface: str, number: int, unit: str, helps: str | None, helped: str | None) -> None:
    """Number, measure and noun are read, and what the noun means on either side."""
    (end,) = numbered_ends(text, 0, len(text))
    assert (text[end.start : end.stop], end.number, end.unit) == (surface, number, unit)
    assert (class_of(end, "helper"), class_of(end, "helped")) == (helps, helped)


def test_figures_without_a_class_are_no_ends() -> None:
    """Money, ordinals and things are not counted."""
    text = "投入280亿元，第3名选手，修路5公里。"
    assert numbered_ends(text, 0, len(text)) == []


def test_named_villages() -> None:
    """A village stands with the areas above it; a class of villages is no name."""
    end = village_end("会同县金子乡泥湾村修路", 0, 11)
    assert end is not None
    assert (end.start, end.stop, kind_of(end, "village")) == (0, 9, "place")
    assert village_end("贫困村修路", 0, 5) is None
    assert village_end("驻村干部", 0, 4) is None


def test_bodies_and_their_people() -> None:
    """A body fills its clause; 干部 behind it makes it people."""
    text = "近日，市地税局干部"
    end = body_end(text, 0, len(text))
    assert end is not None
    assert (text[end.start : end.stop], kind_of(end, class_of(end, "helper"))) == ("市地税局干部", "person")
    assert body_end("修路的", 0, 3) is None


@pytest.mark.parametrize(
    ("words", "target_class", "level"),
    [
        ("101个省直部门", "department", "province"),
        ("88个县", "county", "county"),
        ("盘县林业局", "department", "county"),
        ("市财政局", "department", None),
        ("2829名处级干部", "cadre", None),
        ("23168名县级以上机关单位干部", "cadre", None),
    ],
)
def test_levels_are_printed_or_unknown(words: str, target_class: str, level: str | None) -> None:
    """A level comes from words that carry one; 市 and ranks carry none."""
    assert level_of(words, target_class) == level
