"""The body of a response comes as the page was sent, whatever its headers claim."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from pbdata.captures.sources import http_body
from pbdata.captures.sources.http_body import decoded_body
from tests.captures.sources.warcs import zstd

BODY = "<html><p>县委组织部开展党员活动日。</p>".encode() * 50


def chunked(body: bytes, size: int = 700) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflated(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflated,
    " br ": brotli.compress,
    "zstd": zstd,
    "chunked": chunked,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_coding_is_undone(coding: str) -> None:
    """Each coding that servers use, in any case of its letters."""
    assert decoded_body(CODINGS[coding](BODY), [coding]) == BODY


@pytest.mark.parametrize("coding", [*CODINGS, "identity", "", "rot13"])
def test_a_coding_that_is_not_there_changes_nothing(coding: str) -> None:
    """A crawler that stored the body decoded left the header as it came."""
    assert decoded_body(BODY, [coding]) == BODY


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate", "chunked"])
def test_of_a_body_that_is_cut_short_comes_what_there_is(coding: str) -> None:
    """The beginning of the page is a page, too."""
    body = b"".join(b"%d " % (number * 7919 % 10_007) for number in range(200_000))
    sent = CODINGS[coding](body)
    undone = decoded_body(sent[: len(sent) * 9 // 10], [coding])
    assert body.startswith(undone[: len(body) // 3]) and len(body) // 3 < len(undone) < len(body)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_all_members_of_a_body_come(coding: str) -> None:
    """A server may send a page in several; what is no member behind them is no page."""
    sent = CODINGS[coding](BODY[:100]) + CODINGS[coding](BODY[100:])
    assert decoded_body(sent, [coding]) == BODY
    if coding == "gzip":
        assert decoded_body(sent + b"\x00" * 9, [coding]) == decoded_body(sent + b"\x1f\x8bjunk", [coding]) == BODY


@pytest.mark.parametrize("coding", [one for one in CODINGS if one != "chunked"])
def test_a_body_that_is_too_long_shows_that_it_is(monkeypatch: pytest.MonkeyPatch, coding: str) -> None:
    """It comes with a byte more than a record may have."""
    monkeypatch.setattr(http_body, "MAX_RECORD", 1_000)
    assert decoded_body(CODINGS[coding](BODY), [coding]) == BODY[:1_001]


def test_codings_are_undone_from_the_outside_in() -> None:
    """Transfer encoding lies around content encoding."""
    assert decoded_body(chunked(gzip.compress(BODY)), ["chunked", "gzip"]) == BODY


@pytest.mark.parametrize("coding", [*CODINGS, "identity"])
def test_nothing_stays_nothing(coding: str) -> None:
    """An empty body has no coding."""
    assert decoded_body(b"", [coding]) == b""
