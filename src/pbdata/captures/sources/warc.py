"""WARC and WET files: a capture in each record of a page, at the byte at which the record, or its compressed member, begins."""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord

from pbdata.captures.formats import UNKNOWN, is_read, sniff
from pbdata.captures.sources.columns import Columns, moment
from pbdata.captures.sources.http_body import decoded_body
from pbdata.captures.sources.opening import open_file, size_of
from pbdata.captures.sources.record import MAX_RECORD, MAX_SHOWN, Record
from pbdata.captures.sources.warc_frames import end_of, next_record, respelled
from pbdata.errors import PbdataError

_CONTENT = {"response", "resource", "conversion"}
# With these a server gives the page that was asked for.
_FOUND = (200, 203)
_WEB = ("http", "https", "ftp", "file")
_HTML = ("text/html", "application/xhtml+xml")
_HTTP = "application/http"
# The slashes of an address before its path, and the one that begins it.
_SLASHES = 3
_AS_A_WHOLE = (
    "this WARC file is compressed as a whole, so that no record can be read by itself. Unpack it, or compress each record: "
    "`warcio recompress OLD NEW`."
)
MISFIT = "the WARC record is cut short, or does not have the length that it says"
_UNREADABLE = "no WARC record can be read here"
_LONG = 1 << 16
_SPELT = {name.lower(): name for name in ("Content-Length", "Content-Type", "WARC-Type")}
_FRACTION = re.compile(r"\.\d+(?=Z$)")


def records(place: str, _: Columns) -> Iterator[Record]:
    """The records of a file, one by one. Raises ``PbdataError`` where its records cannot be addressed.

    A page is a ``response`` that a server gave with status 200 or 203, a ``resource`` or a ``conversion``, in a format that is read.
    What else there is comes as ``left_out``: other records (request, metadata, revisit ...), other status, other types, robots.txt,
    and what has no address on the web. Of a damaged file the whole records come, and each stretch between them as ``broken``.
    """
    with open_file(place) as file:
        yield from _from(file, 0, place)


def record_at(place: str, offset: int, _: Columns) -> Record | None:
    """The record that begins at a byte; ``None`` where the file ends before."""
    with open_file(place) as file:
        return next(_from(file, offset, place), None) if offset < size_of(file) else None


def check(place: str, _: Columns) -> None:
    """Raise ``PbdataError`` where the file does not begin as WARC does."""
    with open_file(place) as file:
        if next_record(file, 0) != 0:
            raise PbdataError(f"{place}: this is no WARC file, whose records begin with WARC/1. Check the format.")


def _from(file: BinaryIO, at: int, place: str) -> Iterator[Record]:
    size = size_of(file)
    is_damaged = False
    while at < size:
        last: Record | None = None
        try:
            file.seek(at)
            for found in ArchiveIterator(file, strict_mode=False, parse_http=False):
                if last:
                    if found.stream_pos in (last.offset, size):
                        if not last.offset:
                            raise PbdataError(f"{place}: {_AS_A_WHOLE}")
                        break
                    yield last
                # In a damaged file a length is tried before it is believed: many that lie would cost a pass of the file each.
                is_lie = is_damaged and found.content_length > _LONG and not _is_whole(file, found.stream_pos)
                last = _read(found, found.stream_pos, 0 if is_lie else MAX_RECORD)
                if last.broken or is_lie:
                    break
        except OSError as error:
            if error.errno:
                raise
        start = at if last is None else last.offset
        end = end_of(file, start) if last else None
        if last and last.broken and end is not None:
            last = _respelled(file, start, end)
        if last and not last.broken and end is not None:
            yield last
            at = end
            continue
        is_damaged = True
        at = next_record(file, start + 1) or size
        file.seek(start)
        stretch = file.read(min(at - start, MAX_SHOWN))
        if not stretch.strip(b"\x00\r\n"):
            continue
        if last is None:
            yield Record(start, stretch, broken=_UNREADABLE)
        else:
            yield Record(start, stretch, url=last.url, retrieved=last.retrieved, broken=MISFIT)


def _is_whole(file: BinaryIO, at: int) -> bool:
    """Whether a record is as long as it says. The file stands where it stood."""
    before = file.tell()
    end = end_of(file, at)
    file.seek(before)
    return end is not None


def _respelled(file: BinaryIO, at: int, end: int) -> Record:
    """What a whole record holds whose header is spelt in another way than the library knows."""
    alone = respelled(file, at, end)
    try:
        found = next(ArchiveIterator(io.BytesIO(alone), strict_mode=False, parse_http=False), None)
    except OSError:
        found = None
    return Record(at, broken=MISFIT) if found is None else _read(found, at)


def _read(found: WarcRecord, at: int, longest: int = MAX_RECORD) -> Record:
    """What a record holds that begins at a byte. ``broken`` where it ends before the length that it says, or has more than ``longest``."""
    if _is_misread(found):
        return Record(at, broken=MISFIT)
    kind = str(found.record_type)
    headers = found.headers
    if kind not in _CONTENT:
        return Record(at, left_out=kind)
    url = (headers.get("WARC-Target-URI") or "").strip("<> ")
    retrieved = moment(_FRACTION.sub("", headers.get("WARC-Date") or ""))
    try:
        if found.is_http:
            found.parse_http(strict_mode=False)
        http = found.http_headers if found.is_http_parsed else None
        said = found.http_content_type if http is not None else headers.get("Content-Type")
        media_type = (said or UNKNOWN).partition(";")[0].strip().lower()
        left_out = _no_page(kind, url, media_type, _FOUND[0] if http is None else http.status_code)
        if left_out:
            return Record(at, left_out=left_out)
        length = found.content_length
        if length > MAX_RECORD:
            return Record(at, url=url, retrieved=retrieved, left_out=f"{kind}: more than {MAX_RECORD >> 20} MB")
        data = found.reader.read(min(length, longest))
    except OSError as error:
        if error.errno:
            raise
        return Record(at, url=url, retrieved=retrieved, broken=MISFIT)
    if len(data) < length:
        return Record(at, url=url, retrieved=retrieved, broken=MISFIT)
    if http is not None:
        data = decoded_body(data, _codings(http))
    if len(data) > MAX_RECORD:
        return Record(at, url=url, retrieved=retrieved, left_out=f"{kind}: more than {MAX_RECORD >> 20} MB")
    if media_type not in _HTML and kind != "conversion" and data:
        # What a server says of HTML is believed; of text and of nothing the bytes are asked first, then the name.
        media_type = sniff(data, _path_of(url) if media_type == UNKNOWN else None)
    if not is_read(media_type):
        return Record(at, url=url, retrieved=retrieved, left_out=f"{kind}: {media_type}")
    return Record(at, data, media_type, url, retrieved)


def _is_misread(found: WarcRecord) -> bool:
    """Whether the library took a header for another than it is, since it knows its names in one spelling only."""
    names = found.headers.asdict()
    is_strange = any(name.lower() in _SPELT and name not in _SPELT.values() for name in names)
    return is_strange or found.headers.get("Content-Length") != str(found.content_length)


def _no_page(kind: str, url: str, media_type: str, status: int | None) -> str | None:
    """What a record is that is no page, as far as its headers tell."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in _WEB:
        return f"{kind}: {scheme.lower() or 'no address'}"
    if media_type == _HTTP or status is None:
        return f"{kind}: no HTTP"
    if status not in _FOUND:
        return f"{kind}: status {status}"
    if rest.partition("?")[0].endswith("/robots.txt") and rest.count("/") == _SLASHES:
        return f"{kind}: robots.txt"
    return None if media_type == UNKNOWN or is_read(media_type) else f"{kind}: {media_type}"


def _path_of(url: str) -> str:
    """The path of an address, whatever its host is: what stands in a header may be no address."""
    return re.split(r"[?#]", url.partition("://")[2])[0].partition("/")[2]


def _codings(http: Any) -> Iterator[str]:
    """The codings of a body, the last one first: transfer encoding is around content encoding."""
    for name in ("Transfer-Encoding", "Content-Encoding"):
        yield from reversed((http.get(name) or "").split(","))
