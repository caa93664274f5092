"""WARC records and files, byte for byte as a test wants them."""

import gzip
import io
from collections.abc import Callable, Iterable

from fastwarc.stream_io import ZstdWriter

PAGE = "<html><body><p>县委组织部开展党员活动日。</p></body></html>".encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def record(
    kind: str = "response",
    body: bytes = PAGE,
    *,
    http: bytes = HTTP,
    url: str = "http://example.cn/1.html",
    content_type: str = "application/http; msgtype=response",
    length: int | str | None = None,
    date: str = "2025-07-07T08:30:00Z",
) -> bytes:
    """One record as it stands in a plain WARC file. ``length`` is what it says of its length, the truth where not given."""
    block = http + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0a0a0a0a-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def wet(text: str, url: str = "http://example.cn/1.html") -> bytes:
    """The record of a WET file."""
    return record("conversion", text.encode(), http=b"", url=url, content_type="text/plain")


def plain(one: bytes) -> bytes:
    """A record as it is."""
    return one


def gzipped(one: bytes) -> bytes:
    """A record as a member of a gzip file."""
    return gzip.compress(one, mtime=0)


def zstd(one: bytes) -> bytes:
    """A record as a frame of a zstd file."""

    class Kept(io.BytesIO):
        def close(self) -> None:
            """Keep what was written."""

    made = Kept()
    with ZstdWriter(made) as writer:
        writer.write(one)
    return made.getvalue()


COMPRESSIONS: tuple[Callable[[bytes], bytes], ...] = (plain, gzipped, zstd)


def joined(records: Iterable[bytes], compress: Callable[[bytes], bytes]) -> bytes:
    """A file of records."""
    return b"".join(map(compress, records))
