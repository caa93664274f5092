"""A capture on which pbdata fails is rejected with the failure as its reason."""

from typing import Any

import pytest

from pbdata.corpus import failures
from pbdata.corpus.failures import failed, process_or_reject, reason_of
from pbdata.corpus.process import process
from pbdata.model.capture import Capture


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


@pytest.mark.parametrize("fault", [ImportError("no opencc"), MemoryError(), OSError("no rules")])
def test_a_failure_of_the_machine_is_not_blamed_on_a_capture(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    """A library that is missing must stop the build rather than reject every page."""

    def failing(capture: Capture, *given: object) -> Any:
        raise fault

    monkeypatch.setattr(failures, "process_capture", failing)
    with pytest.raises(type(fault)):
        process_or_reject(Capture(b"x"))
