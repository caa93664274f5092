"""The captures of a corpus, one at a time."""

from pathlib import Path

import pytest

from pbdata.captures.store.withdrawing import withdraw
from pbdata.errors import PbdataError
from tests.review.corpus import FIRST, SECOND, corpus, page_text, shelf


def test_a_capture_is_found_by_its_id(tmp_path: Path) -> None:
    """The order is that of the manifest, and the bytes are those of the file."""
    held = shelf(tmp_path)
    assert held.ids == [FIRST, SECOND]
    assert held.data(FIRST) == page_text("b05_numbered_measures").encode()
    assert held.process(FIRST).status == "processed"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """An id that nobody knows is an error that says so."""
    with pytest.raises(PbdataError, match="there is no such capture here"):
        shelf(tmp_path).process("c0000000000000000")


def test_what_was_taken_down_is_not_shown(tmp_path: Path) -> None:
    """A withdrawn capture is not there, and of another the words that were taken down are withheld."""
    withdraw(corpus(tmp_path), [SECOND], "2026-01-01")
    withdraw(tmp_path, [FIRST], "2026-01-01", spans=[(0, 4)])
    held = shelf(tmp_path)
    assert held.ids == [FIRST]
    text = held.process(FIRST).page_text
    assert text is not None and not text.startswith("中共")
