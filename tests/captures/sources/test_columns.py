"""A row gives the page, the address and the time that its columns hold, and nothing that is guessed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pbdata.captures.sources.columns import Columns, moment, record_of, wrong_columns
from pbdata.captures.sources.record import Record
from tests import cases

COLUMNS = Columns(text="content", url="link", retrieved="seen")


@pytest.mark.parametrize("case", cases("captures/sources/moments.yaml"), ids=lambda case: str(case["given"]))
def test_a_time_is_read_as_it_is_written(case: dict[str, Any]) -> None:
    """ISO 8601 and its kin, dates of e-mail, seconds and milliseconds; nothing else."""
    given = case["given"]
    assert moment(given.isoformat() if isinstance(given, datetime | date) else given) == case["read"]


def test_a_time_may_be_typed() -> None:
    """Parquet has days and times of its own."""
    assert moment(date(2025, 7, 7)) == "2025-07-07"
    assert moment(datetime(2025, 7, 7, 8, 30, 1, 5)) == "2025-07-07T08:30:01"
    assert moment(datetime(2025, 7, 7, 8, 30, tzinfo=UTC)) == "2025-07-07T08:30:00Z"


def test_a_row_gives_a_page() -> None:
    """The page is UTF-8; its type is that of its column."""
    row = {"content": "页", "link": "http://e.cn/1", "seen": "2025", "other": 1}
    assert record_of(7, row, COLUMNS) == Record(7, "页".encode(), "text/plain", "http://e.cn/1", "2025")
    assert record_of(7, row, Columns(html="content")) == Record(7, "页".encode(), "text/html")


@pytest.mark.parametrize(
    "address", ["", "e.cn/1", "ftp://e.cn/1", "http://", "http://e.cn/a b", "http://e.cn/\x07", 5, None]
)
def test_what_is_no_address_is_none(address: object) -> None:
    """An address begins with http:// or https:// and has no blank in it."""
    assert record_of(0, {"content": "页", "link": address}, COLUMNS).url is None


def test_a_row_without_a_page_is_left_out() -> None:
    """Nothing is no page; an empty text is one."""
    assert record_of(0, {"content": None}, COLUMNS) == Record(0, left_out="no content")
    assert record_of(0, {}, COLUMNS) == Record(0, left_out="no content")
    assert record_of(0, {"content": ""}, COLUMNS).data == b""


def test_a_page_that_is_no_text_is_broken() -> None:
    """The row stands for it, byte for byte."""
    assert record_of(0, {"content": 5}, COLUMNS, b"raw") == Record(0, b"raw", broken="`content` is no text")


def test_half_a_character_of_json_is_kept() -> None:
    """JSON may hold surrogates that are no characters."""
    assert record_of(0, {"content": "\ud83d"}, COLUMNS).data == b"\xed\xa0\xbd"


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (Columns(text="content", url="link"), []),
        (Columns(text="txt"), ["there is no column `txt`. The file has `content`, `link`."]),
        (Columns(), ["say which column holds the page: --column text=NAME or --column html=NAME. The file has `content`, `link`."]),
        (Columns(text="content", html="link"), ["say which column holds the page: --column text=NAME or --column html=NAME. The file has `content`, `link`."]),
    ],
)  # fmt: skip
def test_a_wrong_column_is_told_with_those_that_are_there(columns: Columns, says: list[str]) -> None:
    """Whoever misspelt a column sees the right one."""
    assert list(wrong_columns(columns, ["content", "link"])) == says
