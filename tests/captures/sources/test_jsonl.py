"""Each line of a JSON Lines file is a capture, or is told."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pbdata.captures.sources import jsonl
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.record import Record
from pbdata.errors import PbdataError
from tests import cases
from tests.captures.sources.warcs import plain, zstd

COLUMNS = Columns(text="content", url="link")


def read(path: Path, data: bytes, columns: Columns = COLUMNS) -> list[Record]:
    """The records of a file, each of which must be the same when it is read by its offset."""
    path.write_bytes(data)
    found = list(jsonl.records(str(path), columns))
    at_random = [jsonl.record_at(str(path), one.offset, columns) for one in reversed(found)]
    assert at_random == found[::-1]
    return found


def line(text: object, **others: object) -> bytes:
    return json.dumps({"content": text, **others}, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize("compress", [plain, gzip.compress, zstd])
def test_a_line_is_a_page_at_its_byte(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    """The offset counts bytes of the file, of what is in it where it is compressed; blank lines are nothing."""
    first, second = line("一", link="http://e.cn/1"), line("二")
    found = read(tmp_path / "x.jsonl", compress(first + b"\n" + second))
    assert found == [
        Record(0, "一".encode(), "text/plain", "http://e.cn/1"),
        Record(len(first) + 1, "二".encode(), "text/plain"),
    ]
    assert jsonl.record_at(str(tmp_path / "x.jsonl"), 1000, COLUMNS) is None


@pytest.mark.parametrize("case", cases("captures/sources/jsonl_lines.yaml"), ids=lambda case: case["label"])
def test_a_line_that_is_no_page_is_told_and_the_others_come(tmp_path: Path, case: dict[str, Any]) -> None:
    """In the middle of a file, a line costs itself alone."""
    raw = case["line"].encode("latin-1")
    before, after = line("一"), line("二")
    first, odd, last = read(tmp_path / "x.jsonl", before + raw + b"\n" + after, Columns(text="content"))
    assert (first.data.decode(), last.data.decode()) == ("一", "二")
    assert last.offset == len(before) + len(raw) + 1
    if "broken" in case:
        assert (odd.broken or "").startswith(case["broken"]) and odd.data == raw + b"\n"
    else:
        assert odd.left_out == case["left_out"]


def test_a_wrong_column_names_those_that_are_there(tmp_path: Path) -> None:
    """The keys of the first lines are told, also of a line that lacks the others."""
    (tmp_path / "x.jsonl").write_bytes(line("一") + line("二", link="http://e.cn"))
    with pytest.raises(PbdataError, match=r"x\.jsonl: there is no column `url`\. The file has `content`, `link`\."):
        list(jsonl.records(str(tmp_path / "x.jsonl"), Columns(text="content", url="url")))


def test_keys_are_gathered_line_by_line(tmp_path: Path) -> None:
    """No more than one of the first lines is in memory at a time."""
    place = tmp_path / "x.jsonl"
    place.write_bytes(b"".join(line("页" * 300_000, **{f"k{number}": 1}) for number in range(20)))
    tracemalloc.start()
    assert len(jsonl.known_columns(str(place))) == 21
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < place.stat().st_size / 2


@pytest.mark.parametrize("lost", [5, 40])
def test_of_a_gzip_that_is_cut_short_whole_lines_come_and_one_loss(tmp_path: Path, lost: int) -> None:
    """The loss stands behind the last whole line."""
    lines = [line(f"{number * 7919 % 10_007} 页", link=f"http://e.cn/{number}") for number in range(2_000)]
    found = read(tmp_path / "x.jsonl.gz", gzip.compress(b"".join(lines))[:-lost])
    *pages, loss = found
    assert [one.broken for one in pages if one.broken and not one.broken.startswith("no JSON")] == []
    assert loss.broken == "the compressed file is cut short"
    assert len(pages) > 1_900


def test_a_byte_order_mark_is_no_part_of_a_line(tmp_path: Path) -> None:
    """Editors put one before the first line."""
    assert [one.data for one in read(tmp_path / "x.jsonl", b"\xef\xbb\xbf" + line("一", link=""))] == ["一".encode()]


def test_a_line_without_end_costs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is longer than any page is told, and the next one comes."""
    monkeypatch.setattr(jsonl, "MAX_RECORD", 100)
    first, second = read(tmp_path / "x.jsonl", line("长" * 500) + line("二"), Columns(text="content"))
    assert first.broken and first.broken.startswith("a line of more than")
    assert second.data == "二".encode()
