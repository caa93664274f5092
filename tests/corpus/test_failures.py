"""A capture on which pbdata fails is rejected with the failure as its reason."""

from collections.abc import Sequence
from typing import Any

import pytest

from pbdata.corpus import failures
from pbdata.corpus.failures import failed, process_or_reject, reason_of
from pbdata.corpus.process import process, process_capture
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.correction import Correction, PageCorrection, Told


def test_a_reason_stands_on_one_line() -> None:
    """Line feeds in a message become blanks."""
    assert reason_of(ValueError("a\n b")) == "error: ValueError: a b"


def test_a_capture_that_fails_later_tells_nothing() -> None:
    """Of what it gave only that it was looked at stays, with the reason."""
    one = process(
        "石桥县召开会议\n\n本报讯 石桥县昨天召开党建工作会议，要求各级党组织抓好落实，群众纷纷叫好，今年还要再修路五公里。\n".encode()
    )
    left = failed(one, "error: x")
    assert (left.status, left.reason, left.sha256) == ("rejected", "error: x", one.sha256)
    assert (left.lines, left.article, left.page_text) == ((), None, None)


@pytest.mark.interpreted
def test_decisions_that_make_a_page_fail_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page gives what it gives without them, and each of them is told of with the failure."""

    def failing(capture: Capture, settings: Settings, corrections: Sequence[Correction] = ()) -> Processed:
        if corrections:
            raise ValueError("no such words")
        return process_capture(capture, settings, corrections)

    monkeypatch.setattr(failures, "process_capture", failing)
    decision = PageCorrection(Told("r", None, "2026-01-31"), "processed", "processed")
    made = process_or_reject(Capture("一行字".encode()), corrections=[decision])
    assert (made.reason or "").startswith("no article")
    (one,) = made.unfit
    assert (one.number, one.said.endswith("cannot be published: ValueError: no such words")) == (0, True)


@pytest.mark.interpreted
@pytest.mark.parametrize("fault", [ImportError("no opencc"), MemoryError(), OSError("no rules")])
def test_a_failure_of_the_machine_is_not_blamed_on_a_capture(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    """A library that is missing must stop the build rather than reject every page."""

    def failing(capture: Capture, *given: object) -> Any:
        raise fault

    monkeypatch.setattr(failures, "process_capture", failing)
    with pytest.raises(type(fault)):
        process_or_reject(Capture(b"x"))
