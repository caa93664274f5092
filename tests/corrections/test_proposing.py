"""What is wanted is given, what stands there is looked up."""

from pathlib import Path

import pytest

from pbdata.corrections import proposing
from pbdata.corrections.deciding import decide
from pbdata.corrections.opening import OpenCapture, open_capture
from pbdata.errors import PbdataError
from pbdata.model.correction import Told
from tests.corrections.conftest import ID

TOLD = Told("made up", "AB", "2026-01-31")
DATE, PERSON = "d575fa294aad31da1", "p6116fb116d859796"


@pytest.fixture
def capture(root: Path) -> OpenCapture:
    return open_capture(root, ID)


def test_the_page_is_what_it_is(capture: OpenCapture) -> None:
    """The status that it has is expected."""
    assert proposing.decide_page(capture, TOLD, "rejected").expect == "processed"


def test_words_at_a_place_are_a_value(capture: OpenCapture) -> None:
    """A field may be given by its span alone; the value that stands there is expected."""
    one = proposing.set_field(capture, TOLD, "title", None, (18, 24))
    assert (one.expect, one.value, one.span) == ("云岭县开展主题党日活动", "主题党日活动", (18, 24))


def test_a_paragraph_may_begin_anywhere(capture: OpenCapture) -> None:
    """Whether one begins there by the rules is expected."""
    begin, go_on = (proposing.set_paragraph(capture, TOLD, 113, begins) for begins in (True, False))
    assert (begin.expect, go_on.expect) == (True, True)
    assert proposing.set_paragraph(capture, TOLD, 79, True).expect is False
    assert proposing.start_of_line(capture, 5) == 113


def test_text_is_what_it_was_made(capture: OpenCapture) -> None:
    """Without a text, what is printed is wanted."""
    one = proposing.set_text(capture, TOLD, (18, 20), None)
    assert (one.expect, one.text) == ("主题", "主题")


def test_a_maker_is_told_by_name(capture: OpenCapture) -> None:
    """The role that he has is looked up."""
    assert proposing.decide_maker(capture, TOLD, "reject", "林志远").role == "作者"


def test_a_fact_is_told_by_its_row(capture: OpenCapture) -> None:
    """Its words, its id and the columns that change are expected."""
    one = proposing.decide_fact(capture, TOLD, "change", "dates", DATE, {"value": "2017-10"})
    assert dict(one.expect) == {"surface": "去年10月", "date_id": DATE, "value": "2018-10"}
    assert (one.field, one.start, one.stop, one.change) == ("text", 62, 67, (("value", "2017-10"),))
    assert one.around == ("", "，镇党委书记王建")


def test_a_fact_that_was_decided_is_decided_anew(root: Path, capture: OpenCapture) -> None:
    """By what the rules say of it, also where it was rejected; one that was added is changed where it was added."""
    told = decide(root, capture, lambda one: proposing.decide_fact(one, TOLD, "reject", "dates", DATE))
    again = decide(
        root, told.capture, lambda one: proposing.decide_fact(one, TOLD, "change", "dates", DATE, {"value": "2017-10"})
    )
    assert len(again.capture.corrections) == 1
    added = decide(
        root,
        again.capture,
        lambda one: proposing.add_fact(
            one, TOLD, "dates", ("text", 3, 6), {"granularity": "day", "value": "2001-01-01"}
        ),
    )
    row = next(one for one in added.after.facts.dates if one.surface == "云岭县")
    changed = decide(
        root,
        added.capture,
        lambda one: proposing.decide_fact(one, TOLD, "change", "dates", row.date_id, {"value": "2002-02-02"}),
    )
    assert len(changed.capture.corrections) == 2
    assert next(one.value for one in changed.after.facts.dates if one.surface == "云岭县") == "2002-02-02"
    with pytest.raises(PbdataError, match="this row was added in"):
        proposing.decide_fact(changed.capture, TOLD, "reject", "dates", row.date_id)


def test_a_second_change_keeps_the_first(root: Path, capture: OpenCapture) -> None:
    """One decision holds both columns, and the last word on each."""
    row = next(one.figure_id for one in capture.processed(()).facts.figures if one.surface == "615名")
    for change in ({"value": "51"}, {"unit_printed": "人"}, {"value": "52"}):
        outcome = decide(
            root,
            capture,
            lambda one, change=change: proposing.decide_fact(one, TOLD, "change", "figures", row, change),  # type: ignore[misc]
        )
    assert len(outcome.capture.corrections) == 1
    (made,) = [one for one in outcome.after.facts.figures if one.figure_id == row]
    assert (made.value, made.unit_printed) == (52, "人")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda one: proposing.label_lines(one, TOLD, 1, 1, "navi"),
            "`navi` is no label of lines. Did you mean `nav`?",
        ),
        (lambda one: proposing.label_lines(one, TOLD, 7, 9, "nav"), "has the lines 0 to 7, and not 7 to 9"),
        (lambda one: proposing.decide_fact(one, TOLD, "accept", "date", DATE), "`date` is no table of facts. Did you"),
        (lambda one: proposing.decide_fact(one, TOLD, "accept", "dates", "d0"), "has no row d0 of dates"),
        (lambda one: proposing.decide_fact(one, TOLD, "change", "dates", DATE), "`change` needs columns with values"),
        (lambda one: proposing.decide_fact(one, TOLD, "change", "dates", DATE, {"valu": "1"}), "Did you mean `value`?"),
        (lambda one: proposing.add_fact(one, TOLD, "dates", ("text", 3, 6), {}), "a row of dates needs granularity"),
        (lambda one: proposing.add_fact(one, TOLD, "dates", None, {"granularity": "day"}), "say where they stand"),
    ],
)
def test_what_cannot_be_is_told(capture: OpenCapture, call, said: str) -> None:  # type: ignore[no-untyped-def]
    """With what is there instead."""
    with pytest.raises(PbdataError, match=said.replace("?", r"\?")):
        call(capture)
