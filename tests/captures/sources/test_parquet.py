"""Each row of a Parquet file is a capture with the number of its row."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import polars as pl
import pytest

from pbdata.captures.sources import parquet
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.record import Record
from pbdata.errors import PbdataError

COLUMNS = Columns(text="content", url="link", retrieved="seen")


def write(path: Path, n: int = 1_200) -> str:
    pl.DataFrame(
        {
            "content": [f"第{number}页" if number % 7 else None for number in range(1, n + 1)],
            "link": [f"http://e.cn/{number}" for number in range(1, n + 1)],
            "seen": [datetime(2025, 7, 7, 8, 30)] * n,
            "number": range(n),
        }
    ).write_parquet(path, row_group_size=250)
    return str(path)


def test_a_row_is_a_page_with_its_number(tmp_path: Path) -> None:
    """Rows are counted from 1; one without a page is left out."""
    place = write(tmp_path / "x.parquet")
    found = list(parquet.records(place, COLUMNS))
    assert [one.offset for one in found] == list(range(1, 1_201))
    assert found[0] == Record(1, "第1页".encode(), "text/plain", "http://e.cn/1", "2025-07-07T08:30:00")
    assert found[6] == Record(7, left_out="no content")
    for offset in (1, 7, 250, 251, 1_200):
        assert parquet.record_at(place, offset, COLUMNS) == found[offset - 1]
    assert parquet.record_at(place, 0, COLUMNS) is parquet.record_at(place, 1_201, COLUMNS) is None


def test_bytes_are_a_page_as_they_are(tmp_path: Path) -> None:
    """A crawl may keep pages in the encoding in which they came."""
    page = "<p>县委组织部</p>".encode("gb18030")
    pl.DataFrame({"html": [page]}).write_parquet(tmp_path / "x.parquet")
    [found] = parquet.records(str(tmp_path / "x.parquet"), Columns(html="html"))
    assert (found.data, found.media_type) == (page, "text/html")


def test_a_wrong_column_names_those_that_are_there(tmp_path: Path) -> None:
    """Before a row is read."""
    with pytest.raises(PbdataError, match="no column `text`. The file has `content`, `link`, `seen`, `number`"):
        list(parquet.records(write(tmp_path / "x.parquet"), Columns(text="text")))


def test_a_column_of_numbers_has_no_pages(tmp_path: Path) -> None:
    """Each row is told."""
    first, *_ = parquet.records(write(tmp_path / "x.parquet", 3), Columns(text="number"))
    assert first.broken == "`number` is no text"


def test_a_time_beyond_those_of_python_is_none(tmp_path: Path) -> None:
    """Years from 10000 on are mistakes, and cost no row."""
    days = pl.DataFrame({"content": ["a"], "seen": pl.Series([2_932_907], dtype=pl.Int32).cast(pl.Date)})
    times = pl.DataFrame({"content": ["a"], "seen": pl.Series([10**18], dtype=pl.Int64).cast(pl.Datetime("us"))})
    for frame in (days, times):
        frame.write_parquet(tmp_path / "x.parquet")
        place = str(tmp_path / "x.parquet")
        assert list(parquet.records(place, Columns(text="content", retrieved="seen")))[0].retrieved is None
        assert list(parquet.records(place, Columns(text="seen")))[0].broken == "`seen` is no text"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (date(2025, 7, 7), "2025-07-07"),
        (datetime(2025, 7, 7, 8, 30, 1, 5), "2025-07-07T08:30:01"),
        (datetime(2025, 7, 7, 8, 30, tzinfo=UTC), "2025-07-07T08:30:00Z"),
        (time(8, 30), None),
        (timedelta(8), None),
    ],
)
def test_a_time_is_read_whatever_its_type(tmp_path: Path, seen: object, read: str | None) -> None:
    """A day, a time, one of a zone; what is neither is none."""
    pl.DataFrame({"content": ["a"], "seen": [seen]}).write_parquet(tmp_path / "x.parquet")
    [found] = parquet.records(str(tmp_path / "x.parquet"), Columns(text="content", retrieved="seen"))
    assert found.retrieved == read


def test_no_more_is_read_at_a_time_than_a_record_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long rows are read in parts, and one that is longer than any page is told."""
    monkeypatch.setattr(parquet, "MAX_RECORD", 100)
    pages = ["a" * 60, "b" * 60, None, "c" * 101, "d" * 30, "e" * 100, "f" * 200]
    pl.DataFrame({"content": pages}).write_parquet(tmp_path / "x.parquet")
    place, columns = str(tmp_path / "x.parquet"), Columns(text="content")
    found = list(parquet.records(place, columns))
    assert [one.offset for one in found if one.broken] == [4, 7]
    assert [one.data.decode() or None for one in found if not one.broken] == [
        one for one in pages if len(one or "") <= 100
    ]
    assert [parquet.record_at(place, one.offset, columns) for one in found] == found


def test_what_is_damaged_is_told_row_by_row_and_the_others_come(tmp_path: Path) -> None:
    """The rows that are stored with the damage are lost, and each is named."""
    place = tmp_path / "x.parquet"
    write(place)
    data = bytearray(place.read_bytes())
    data[40:200] = b"\x00" * 160
    place.write_bytes(data)
    found = list(parquet.records(str(place), COLUMNS))
    broken = [one for one in found if one.broken]
    assert [one.offset for one in found] == list(range(1, 1_201))
    assert 0 < len(broken) <= 500
    assert found[-1].data == "第1200页".encode()
    assert parquet.record_at(str(place), broken[0].offset, COLUMNS) == broken[0]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"no Parquet at all, this is"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, data: bytes) -> None:
    """The file is named."""
    (tmp_path / "x.parquet").write_bytes(data)
    with pytest.raises(PbdataError, match=r"x\.parquet: this is no Parquet"):
        parquet.known_columns(str(tmp_path / "x.parquet"))
