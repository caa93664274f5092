"""The body of an HTTP response as the page was sent: without its transfer and content encoding, as far as they are true."""

import io
import re
import zlib
from collections.abc import Callable, Iterable

from fastwarc.stream_io import BrotliReader, ZstdReader

from pbdata.captures.sources.opening import GZIP
from pbdata.captures.sources.record import MAX_RECORD

_CHUNK = re.compile(rb"[ \t\r\n]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


def decoded_body(body: bytes, codings: Iterable[str]) -> bytes:
    """Undo codings in the order given, the one that was applied last first.

    A body that is not in the coding that its header says stays as it is: crawlers often store it decoded beside the header as it came.
    Of gzip, deflate and chunks that were cut short comes what there is; of what is longer than ``MAX_RECORD``, one byte more than that.
    """
    for coding in codings:
        undo = _CODINGS.get(coding.strip().lower())
        if undo:
            body = undo(body)
    return body


def _chunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if not size or at >= len(body):
            break
    else:
        # Where chunks end in the middle the rest is lost; where none begins, the body is not chunked.
        return b"".join(parts) if parts else body
    return b"".join(parts)


def _deflated(body: bytes) -> bytes:
    """Servers send deflate with the header of zlib, as they should, or without it."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        undone = _inflated(body, window)
        if undone is not body:
            return undone
    return body


def _gzipped(body: bytes) -> bytes:
    """Of several members the pages that are in them follow each other."""
    whole = bytearray()
    left = body
    while left.startswith(GZIP) and len(whole) <= MAX_RECORD:
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            whole += inflate.decompress(left, MAX_RECORD + 1 - len(whole))
        except zlib.error:
            break
        left = inflate.unused_data
    return bytes(whole) or body


def _inflated(body: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(body, MAX_RECORD + 1) or body
    except zlib.error:
        return body


def _by(reader: Callable[[io.BytesIO], BrotliReader | ZstdReader]) -> Callable[[bytes], bytes]:
    def undo(body: bytes) -> bytes:
        try:
            return reader(io.BytesIO(body)).read(MAX_RECORD + 1) or body
        except OSError:
            return body

    return undo


_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "chunked": _chunked,
    "gzip": _gzipped,
    "x-gzip": _gzipped,
    "deflate": _deflated,
    "br": _by(BrotliReader),
    "zstd": _by(ZstdReader),
}
