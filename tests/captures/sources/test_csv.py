"""Each row of a CSV file is a capture at the byte at which it begins, or is told."""

import csv as standard
import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pbdata.captures.sources import csv
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.record import Record
from pbdata.errors import PbdataError
from tests import cases
from tests.captures.sources.warcs import plain, zstd

COLUMNS = Columns(html="content", url="link")
HEAD = "content,link\r\n"
PAGES = ['<p class="a">第一页，\n"两行"</p>', "<p>第二页</p>" * 30_000, "", "第四页"]


def read(path: Path, data: bytes, columns: Columns = COLUMNS) -> list[Record]:
    """The records of a file, each of which must be the same when it is read by its offset."""
    path.write_bytes(data)
    found = list(csv.records(str(path), columns))
    assert [csv.record_at(str(path), one.offset, columns) for one in reversed(found)] == found[::-1]
    return found


def written(delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = standard.writer(out, delimiter=delimiter)
    writer.writerow(["content", "link"])
    writer.writerows([page, f"http://e.cn/{number}"] for number, page in enumerate(PAGES))
    return out.getvalue()


@pytest.mark.parametrize("compress", [plain, gzip.compress, zstd])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5"])
def test_a_row_is_a_page_whatever_the_encoding(
    tmp_path: Path, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    """Lines and quotes within a cell belong to it, long cells too; the page becomes UTF-8."""
    pages = PAGES if encoding != "big5" else [page.replace("页", "頁").replace("两", "兩") for page in PAGES]
    data = written()
    for page, other in zip(PAGES, pages, strict=True):
        data = data.replace(page.replace('"', '""'), other.replace('"', '""'))
    found = read(tmp_path / "x.csv", compress(data.encode(encoding)))
    assert [one.data.decode() for one in found] == pages
    assert [one.url for one in found] == [f"http://e.cn/{number}" for number in range(4)]
    assert {one.media_type for one in found} == {"text/html"}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_header_says_what_parts_the_cells(tmp_path: Path, delimiter: str) -> None:
    """Spreadsheets in some countries write semicolons, others tabs."""
    assert [one.data.decode() for one in read(tmp_path / "x.csv", written(delimiter).encode())] == PAGES


@pytest.mark.parametrize("case", cases("captures/sources/csv_rows.yaml"), ids=lambda case: case["label"])
def test_a_broken_row_is_told_and_the_others_come(tmp_path: Path, case: dict[str, Any]) -> None:
    """In the middle of a file, a row costs itself alone."""
    first, odd, last = read(tmp_path / "x.csv", f"{HEAD}一,\r\n{case['row']}\r\n二,\r\n".encode())
    assert (first.data.decode(), last.data.decode()) == ("一", "二")
    assert odd.broken is not None and odd.broken.startswith(case["broken"])
    assert odd.data.decode() == f"{case['row']}\r\n"


def test_a_stray_quote_swallows_no_rows(tmp_path: Path) -> None:
    """Whatever lies between it and the next one; a row of several lines behind them is one row still."""
    rows = ['5" pipe,', *(f"页 {number}," for number in range(500)), '6" pipe,', '"a\n""b""\nc",', "last,"]
    found = read(tmp_path / "x.csv", (HEAD + "\n".join(rows) + "\n").encode())
    assert [number for number, one in enumerate(found) if one.broken] == [0, 501]
    assert [one.data.decode() for one in found[1:501]] == [f"页 {number}" for number in range(500)]
    assert [one.data for one in found[502:]] == [b'a\n"b"\nc', b"last"]


def test_a_row_without_end_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that stays open for longer than any page is told with its line, and each other line is a row."""
    monkeypatch.setattr(csv, "MAX_RECORD", 100)
    rows = ['"open,', *(f"{number:0>40}," for number in range(9))]
    first, *others = read(tmp_path / "x.csv", (HEAD + "\n".join(rows) + "\n").encode())
    assert first.broken == "a quote is opened and not closed"
    assert [one.data.decode() for one in others] == [f"{number:0>40}" for number in range(9)]


def test_a_line_that_is_too_long_is_one_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rest is no row; a quote in it opens none."""
    monkeypatch.setattr(csv, "MAX_RECORD", 100)
    for row in ("a" * 350, '"' + "b" * 350, '"a\n' + "b" * 350):
        *_, long, last = read(tmp_path / "x.csv", f"{HEAD}{row},\nlast,\n".encode())
        assert (long.broken, last.data) == (csv._TOO_LONG, b"last")


def test_a_row_that_is_no_text_is_broken(tmp_path: Path) -> None:
    """It is told as a capture would be."""
    first, odd, last = read(tmp_path / "x.csv", HEAD.encode() + b"a,\r\n\x01\x02\x03\x04,\x05\r\nb,\r\n")
    assert (odd.broken, first.data, last.data) == ("no CSV: binary: the bytes are not text", b"a", b"b")


def test_a_wrong_column_names_those_that_are_there(tmp_path: Path) -> None:
    """All that is wrong is told at once."""
    (tmp_path / "x.csv").write_text(written(), "utf-8")
    with pytest.raises(PbdataError) as error:
        list(csv.records(str(tmp_path / "x.csv"), Columns(text="txt", url="address")))
    assert str(error.value).splitlines() == [
        f"{tmp_path / 'x.csv'}: there is no column `txt`. The file has `content`, `link`.",
        f"{tmp_path / 'x.csv'}: there is no column `address`. The file has `content`, `link`.",
    ]


@pytest.mark.parametrize(
    "data", ["", "\n\n", "text,url\rfoo,http://e.cn/\r", '"text"x,url\nfoo,\n', '"text,url\nfoo,\n']
)
def test_a_file_without_a_header_is_refused(tmp_path: Path, data: str) -> None:
    """There is nothing to say which cell is the page."""
    (tmp_path / "x.csv").write_text(data, "utf-8")
    with pytest.raises(PbdataError, match="no CSV with a header"):
        csv.known_columns(str(tmp_path / "x.csv"))


def test_utf_16_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Its lines cannot be found byte by byte."""
    (tmp_path / "x.csv").write_text(written(), "utf-16")
    with pytest.raises(PbdataError, match="Save it as CSV, UTF-8"):
        csv.known_columns(str(tmp_path / "x.csv"))


def test_the_limit_of_cells_stays_what_it_was(tmp_path: Path) -> None:
    """Other readers of CSV in the same process have theirs."""
    before = standard.field_size_limit()
    read(tmp_path / "x.csv", written().encode())
    assert standard.field_size_limit() == before


def test_of_a_gzip_that_is_cut_short_whole_rows_come_and_one_loss(tmp_path: Path) -> None:
    """The loss stands behind the last row."""
    rows = "".join(f"{number * 7919 % 10_007} 页,http://e.cn/{number}\r\n" for number in range(2_000))
    *pages, loss = read(tmp_path / "x.csv.gz", gzip.compress((HEAD + rows).encode())[:-40])
    assert loss.broken == "the compressed file is cut short"
    assert len([one for one in pages if not one.broken]) > 1_900
