"""Cases: cases/facts/names.yaml."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.facts.persons.names import spot_names
from tests import cases

CASES = cases("facts/names.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_names_are_spotted(case: dict[str, Any]) -> None:
    """Names are found and nothing else is, save what a case admits as a failure."""
    text = case["text"]
    found = [text[one.start : one.stop] for one in spot_names(text).names if one.rule != "maker"]
    assert found == case["names"]


def test_the_makers_are_told_apart() -> None:
    """A name behind a word for makers, and the names after it, are spotted as makers."""
    text = "记者 王小明 李大海报道。书记赵东说。"
    assert [(text[one.start : one.stop], one.rule == "maker") for one in spot_names(text).names] == [
        ("王小明", True),
        ("李大海", True),
        ("赵东", False),
    ]


def test_a_model_helps_a_light_name() -> None:
    """What the rules find too light is a name where a model sees one too, if it has the shape of one."""
    text = "有冯抗扎根基层，还有沙发两张。"
    spans = [(text.index(word), text.index(word) + 2) for word in ("冯抗", "沙发")]
    assert spot_names(text).names == []
    assert [text[one.start : one.stop] for one in spot_names(text, spans).names] == ["冯抗"]


def test_a_model_does_not_cut_a_name() -> None:
    """Where the model sees only the beginning of a name, the rules say where it ends."""
    text = "该乡鹅岭村果农刘观发在自家果园察看。"
    start = text.index("刘")
    assert [text[one.start : one.stop] for one in spot_names(text, [(start, start + 2)]).names] == ["刘观发"]


@given(st.text(alphabet="王李高书记主任说、，。（）“”·和的镇村 马上\n记者摄", max_size=60))
def test_names_stand_apart_and_in_order(text: str) -> None:
    """Whatever the text, the names found do not overlap the order of their starts, and none is empty."""
    found = spot_names(text).names
    assert all(0 <= one.start < one.stop <= len(text) for one in found)
    assert [one.start for one in found] == sorted({one.start for one in found})


def test_a_long_text_takes_linear_time() -> None:
    """Ten times the text has ten times the names."""
    text = "书记李大山说，村民王小梅来了。\n"
    assert len(spot_names(text * 200).names) == 10 * len(spot_names(text * 20).names)
