"""Each page of a WARC file is found with its offset, and what is no page or is broken is told."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pbdata.captures.sources import http_body, warc
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.record import Record
from pbdata.errors import PbdataError
from tests import cases, cpu_limit
from tests.captures.sources.warcs import COMPRESSIONS, HTTP, PAGE, gzipped, joined, plain, record, wet, zstd

NONE = Columns()
Compress = Callable[[bytes], bytes]
INFO = record("warcinfo", b"software: x\r\n", http=b"", content_type="application/warc-fields")
HEADS = cases("captures/sources/warc_heads.yaml")
KINDS = cases("captures/sources/warc_kinds.yaml")


def page(number: int) -> bytes:
    """The page of a number."""
    return PAGE.replace(b"<p>", b"<p>%d " % number) + b"x" * 500


def five() -> list[bytes]:
    """The records of a file: one that tells of it, and four pages."""
    return [INFO, *(record(body=page(number)) for number in range(1, 5))]


def read(path: Path, data: bytes) -> list[Record]:
    """The records of a file, each of which must be the same when it is read by its offset."""
    path.write_bytes(data)
    found = list(warc.records(str(path), NONE))
    assert [warc.record_at(str(path), one.offset, NONE) for one in found] == found
    return found


def told(found: Sequence[Record]) -> list[bytes | str]:
    """Of each record the page, or what is wrong with it."""
    return [one.data if one.broken is None else one.broken for one in found if not one.left_out]


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_a_page_comes_with_its_offset_its_address_and_its_time(tmp_path: Path, compress: Compress) -> None:
    """The offset is where the record, or its compressed member, begins; what is no page has one, too."""
    parts = [compress(one) for one in five()]
    found = read(tmp_path / "x.warc", b"".join(parts))
    offsets = [sum(map(len, parts[:number])) for number in range(len(parts))]
    assert [one.offset for one in found] == offsets
    assert found[0].left_out == "warcinfo"
    assert found[1][1:] == (page(1), "text/html", "http://example.cn/1.html", "2025-07-07T08:30:00Z", None, None)
    assert told(found) == [page(1), page(2), page(3), page(4)]


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("lost", [30, 200, 400])
def test_of_a_file_that_is_cut_short_all_whole_records_come_and_one_loss(
    tmp_path: Path, compress: Compress, lost: int
) -> None:
    """The loss is a broken record where the last one begins, with the bytes that are left of it."""
    whole, last = joined(five()[:-1], compress), compress(five()[-1])
    left = last[: max(len(last) - lost, 3)]
    found = read(tmp_path / "x.warc", whole + left)
    *pages, loss = told(found)
    assert pages == [page(1), page(2), page(3)]
    assert isinstance(loss, str) and "WARC record" in loss
    assert (found[-1].offset, found[-1].data) == (len(whole), left)


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("length", [100, 5_000, 99_999_999, "many"])
def test_a_record_with_a_wrong_length_is_broken_and_the_others_come(
    tmp_path: Path, compress: Compress, length: int | str
) -> None:
    """Too short, too long, longer than the file, no number: each is told, and costs no other record."""
    records = five()
    records[2] = record(body=page(2), length=length)
    found = read(tmp_path / "x.warc", joined(records, compress))
    assert told(found) == [page(1), warc.MISFIT, page(3), page(4)]


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_a_stretch_of_noise_is_one_loss(tmp_path: Path, compress: Compress) -> None:
    """Where bytes were overwritten, what cannot be read is one broken record, and reading goes on behind it."""
    parts = [compress(one) for one in five()]
    for at in (0, 40) if compress is not plain else (0,):
        damaged = parts[2][:at] + b"\x01" * 60 + parts[2][at + 60 :]
        found = told(read(tmp_path / "x.warc", b"".join((*parts[:2], damaged, *parts[3:]))))
        assert [one for one in found if isinstance(one, bytes)] == [page(1), page(3), page(4)]
        assert len(found) == 4


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_a_page_of_no_bytes_is_a_page(tmp_path: Path, compress: Compress) -> None:
    """A server that gave an empty body gave an empty page; a block without HTTP gave none."""
    records = [record(body=b""), record(body=b"", http=b""), record(body=page(3))]
    found = read(tmp_path / "x.warc", joined(records, compress))
    assert [(one.data, one.left_out) for one in found] == [
        (b"", None),
        (b"", "response: no HTTP"),
        (page(3), None),
    ]


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case["label"])
def test_what_is_no_page_is_told_by_its_kind(tmp_path: Path, case: dict[str, Any]) -> None:
    """Status, type, address and the kind of the record say whether there is a page in it."""
    http = case.get("http")
    one = record(
        case.get("kind", "response"),
        case.get("body", "<html><p>页</p>").encode(),
        http=HTTP if http is None else http.replace("\n", "\r\n").encode(),
        url=case.get("url", "http://example.cn/a"),
        content_type=case.get("content_type", "application/http; msgtype=response"),
    )
    [found] = read(tmp_path / "x.warc", one)
    assert (found.left_out, found.media_type) == (case.get("left_out"), case.get("media_type"))


@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("case", HEADS, ids=lambda case: case["label"])
def test_the_names_of_fields_have_no_case(tmp_path: Path, compress: Compress, case: dict[str, Any]) -> None:
    """So the standard says; a length in two ways costs no other record either."""
    records = five()
    for name, written in case["write"].items():
        records[2] = records[2].replace(f"\r\n{name}:".encode(), f"\r\n{written}:".encode(), 1)
    broken = case.get("broken", False)
    found = read(tmp_path / "x.warc", joined(records, compress))
    assert told(found) == [page(1), warc.MISFIT if broken else page(2), page(3), page(4)]
    assert found[2].url == (None if broken else "http://example.cn/1.html")


@pytest.mark.parametrize("junk", [b"WARC/1.0\r\nno header", b"WARC/1.0\r\n\r\n", b"junk\r\n", b"\x1f\x8b\x08\x00"])
@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_no_record_is_skipped_behind_a_whole_one(tmp_path: Path, compress: Compress, junk: bytes) -> None:
    """A record whose header is damaged is told at its own byte, and each one behind it is read."""
    parts = [compress(one) for one in five()]
    damaged = compress(record(body=page(9)).replace(b"WARC-Type: response\r\n", b"WARC-Type\r\n"))
    found = read(tmp_path / "x.warc", b"".join([*parts[:2], damaged, parts[2], junk, *parts[3:]]))
    assert [page for page in told(found) if isinstance(page, bytes)][:2] == [page(1), page(2)]
    assert len(b"".join(parts[:2])) in [one.offset for one in found]


def test_the_text_of_a_wet_file_is_a_page(tmp_path: Path) -> None:
    """A record of the kind `conversion` is a text with the address of its page."""
    text = "县委组织部开展党员活动日。\n"
    [found] = read(tmp_path / "x.wet.gz", gzipped(wet(text)))
    assert (found.data.decode(), found.media_type, found.url) == (text, "text/plain", "http://example.cn/1.html")


def test_a_fraction_of_a_second_is_left_out(tmp_path: Path) -> None:
    """WARC 1.1 allows times finer than a second; tables hold whole seconds."""
    [found] = read(tmp_path / "x.warc", record(date="2025-07-07T08:30:00.123456Z"))
    assert found.retrieved == "2025-07-07T08:30:00Z"


def test_an_address_in_angle_brackets_is_read(tmp_path: Path) -> None:
    """Old versions of wget write it so."""
    [found] = read(tmp_path / "x.warc", record(url="<http://example.cn/2.html>"))
    assert found.url == "http://example.cn/2.html"


def test_a_file_that_is_compressed_as_a_whole_is_refused(tmp_path: Path) -> None:
    """None of its records can be read by itself; the message says what to do."""
    (tmp_path / "x.warc.gz").write_bytes(gzipped(joined(five(), plain)))
    with pytest.raises(PbdataError, match="compressed as a whole.*warcio recompress"):
        list(warc.records(str(tmp_path / "x.warc.gz"), NONE))


def test_an_address_that_is_none_costs_no_other_record(tmp_path: Path) -> None:
    """The name of a page without a type is asked of whatever stands there."""
    odd = record(url="http://[bad/", http=b"HTTP/1.1 200 OK\r\n\r\n", body=page(1))
    found = read(tmp_path / "x.warc", joined([odd, record(body=page(2))], plain))
    assert told(found) == [page(1), page(2)]


@pytest.mark.parametrize("compress", [gzipped, zstd], ids=lambda one: one.__name__)
def test_a_member_of_two_records_is_one_loss(tmp_path: Path, compress: Compress) -> None:
    """Where it is not the first one, the file was not compressed as a whole."""
    one, *others = five()
    data = b"".join([compress(one), compress(others[0] + others[1]), *map(compress, others[2:])])
    assert told(read(tmp_path / "x.warc", data)) == [warc.MISFIT, page(3), page(4)]


def test_a_page_that_is_too_long_unpacked_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not cut silently."""
    for module in (warc, http_body):
        monkeypatch.setattr(module, "MAX_RECORD", 10_000)
    http = HTTP.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    long = record(http=http, body=gzipped(b"<p>" * 5_000))
    found = read(tmp_path / "x.warc", joined([long, record(body=page(2))], plain))
    assert found[0].left_out and found[0].left_out.startswith("response: more than")
    assert told(found) == [page(2)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["response", "request"])
@pytest.mark.parametrize("compress", COMPRESSIONS, ids=lambda one: one.__name__)
def test_lengths_that_lie_cost_no_pass_each(tmp_path: Path, compress: Compress, kind: str) -> None:
    """Thousands of records that claim megabytes are told with little work."""
    lies = [record(kind, body=b"<p>%d" % number, length=60_000_000) for number in range(4_000)]
    with cpu_limit(30):
        (tmp_path / "x.warc").write_bytes(joined(lies, compress))
        found = list(warc.records(str(tmp_path / "x.warc"), NONE))
    assert told(found) == [warc.MISFIT] * len(lies)


@pytest.mark.parametrize("mark", [b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"])
def test_marks_of_records_that_are_none_cost_little(tmp_path: Path, mark: bytes) -> None:
    """Each looks like the beginning of a member."""
    compress = gzipped if mark.startswith(b"\x1f") else zstd
    (tmp_path / "x.warc").write_bytes(compress(INFO) + mark * 30_000)
    with cpu_limit(30):
        first, loss = warc.records(str(tmp_path / "x.warc"), NONE)
    assert (first.left_out, loss.offset) == ("warcinfo", len(compress(INFO)))


def test_a_record_may_end_as_lines_do_on_unix(tmp_path: Path) -> None:
    """Some writers end it so, and each one is read, whatever its length and whatever was damaged before."""
    long = b"x" * 100_000
    records = [record(body=page(number) + long).removesuffix(b"\r\n\r\n") + b"\n\n" for number in range(3)]
    found = read(tmp_path / "x.warc", b"".join([records[0], b"junk\n", *records[1:]]))
    assert [one.broken for one in found] == [None, "no WARC record can be read here", None, None]


def test_a_file_that_is_no_warc_is_refused(tmp_path: Path) -> None:
    """It is told before anything is made of it."""
    (tmp_path / "x.warc").write_bytes(b"no WARC\n")
    with pytest.raises(PbdataError, match="no WARC file"):
        warc.check(str(tmp_path / "x.warc"), NONE)


def test_an_empty_file_has_no_records(tmp_path: Path) -> None:
    """Nothing is told of nothing, at no offset."""
    assert read(tmp_path / "x.warc", b"") == []
    assert warc.record_at(str(tmp_path / "x.warc"), 0, NONE) is None
