"""Definitions, each with the rule that found it."""

import pytest

from pbdata.facts.programmes.definitions import Definition, define
from pbdata.facts.programmes.names import quoted_names
from pbdata.facts.programmes.unmarked import unquoted_names
from pbdata.facts.reading import Reading
from tests.articles import article


def defined(text: str) -> list[Definition]:
    reading = Reading(article(text))
    field = reading.fields["text"]
    return define(field, [*quoted_names(reading, field, []), *unquoted_names(field)])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("以“送学、送物、送暖”为主要内容，开展“三送”工作。", "in-front"),
        ("“三送”工作包括送学、送物和送暖。", "behind"),
        ("“三区”（东区、西区、南区）建设。", "brackets"),
        ("开展“三送”工作。要做到“送学上门、送物到家、送暖入心”。", "same-stems"),
        ("“送学上门，实行联系”机制。“送联”好。", None),
        ("开展“三个主动”活动。一是主动学。二是主动干。三是主动想。", "numbered"),
        ("先进连连看、文艺连连看、温情连连看等活动。看“连连看”。", "common-ending"),
        ("开展“三送”工作，受欢迎。", None),
    ],
)
def test_the_rule_of_a_definition(text: str, rule: str | None) -> None:
    """One definition by the rule that words prove, or none."""
    assert [one.rule for one in defined(text)] == ([rule] if rule else [])


def test_a_definition_reaches_from_its_first_item_to_its_last() -> None:
    """Span and items agree, and 等 makes it open where the number is not announced."""
    text = "开展“党建+”工作，推动党建+项目、+扶贫、+治理等工作。"
    (one,) = defined(text)
    assert text[one.start : one.stop] == "项目、+扶贫、+治理"
    assert (one.items[0].start, one.items[-1].stop, one.exhaustive) == (one.start, one.stop, False)
