"""The captures of a corpus, one at a time."""

from pathlib import Path

import pytest

from pbdata.captures.store.withdrawing import withdraw
from pbdata.errors import PbdataError
from pbdata.model.correction import PageCorrection, Told
from tests.review.corpus import FIRST, SECOND, corpus, page_text, shelf


def test_a_capture_is_found_by_its_id(tmp_path: Path) -> None:
    """The order is that of the manifest, and the bytes are those of the file."""
    held = shelf(tmp_path)
    assert held.ids == [FIRST, SECOND]
    opened = held.open(FIRST)
    assert opened.captured.data == page_text("b05_numbered_measures").encode()
    assert opened.processed(()).status == "processed"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """An id that nobody knows is an error that says so."""
    with pytest.raises(PbdataError, match="there is no such capture here"):
        shelf(tmp_path).open("c0000000000000000")


def test_what_was_taken_down_is_not_shown(tmp_path: Path) -> None:
    """A withdrawn capture is not there, and of another the words that were taken down are withheld."""
    withdraw(corpus(tmp_path), [SECOND], "2026-01-01")
    withdraw(tmp_path, [FIRST], "2026-01-01", spans=[(0, 4)])
    held = shelf(tmp_path)
    assert held.ids == [FIRST]
    text = held.open(FIRST).processed(()).page_text
    assert text is not None and not text.startswith("中共")


def test_results_are_remembered(tmp_path: Path) -> None:
    """The same decisions give the same result, which is made once; where they are written has no say in it."""
    opened = shelf(tmp_path).open(FIRST)
    told = Told("a menu", None, "2026-01-01")
    one = PageCorrection(told, "processed", "processed")
    made = opened.processed([one])
    assert opened.processed([one._replace(told=told._replace(place="file:1:1"))]) is made
    assert opened.processed([one._replace(told=told._replace(reason="another"))]) is not made
    assert opened.processed(()) is not made
