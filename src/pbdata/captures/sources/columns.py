"""Rows that hold captures: which columns have the page, its address and its time, and what a row of them gives."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any, NamedTuple

from pbdata.captures.sources.record import Record
from pbdata.checked_yaml import is_moment
from pbdata.errors import PbdataError

_URL = re.compile(r"https?://[^\s/]\S*")
_SLASHES = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=\D|$)")
# Seconds and milliseconds since 1970, from 1990 to 2100.
_SECONDS, _MILLISECONDS = range(631_152_000, 4_102_444_800), range(631_152_000_000, 4_102_444_800_000)


class Columns(NamedTuple):
    """The names of the columns that hold the page as text or as HTML (one of the two), its address, and when it was retrieved."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    retrieved: str | None = None

    @property
    def page(self) -> str:
        """The column that holds the page."""
        return self.text or self.html or ""

    @property
    def media_type(self) -> str:
        """The media type of the pages."""
        return "text/plain" if self.text else "text/html"

    @property
    def names(self) -> list[str]:
        """The columns that are read."""
        return list(dict.fromkeys(name for name in self if name))


def wrong_columns(columns: Columns, known: Collection[str]) -> Iterator[str]:
    """What is wrong with columns of a file that has the ``known`` ones, in sentences."""
    there = ", ".join(f"`{name}`" for name in known) or "none"
    if bool(columns.text) == bool(columns.html):
        yield f"say which column holds the page: --column text=NAME or --column html=NAME. The file has {there}."
    for name in columns.names:
        if name not in known:
            yield f"there is no column `{name}`. The file has {there}."


def refuse_wrong(place: str, columns: Columns, known: Collection[str]) -> None:
    """Raise ``PbdataError`` where the columns are not those of a file that has the ``known`` ones."""
    if said := [f"{place}: {one}" for one in wrong_columns(columns, known)]:
        raise PbdataError("\n".join(said))


def record_of(offset: int, row: Mapping[str, Any], columns: Columns, raw: bytes = b"") -> Record:
    """The record that a row gives; ``raw`` are the bytes that stand for it where its page is no text."""
    page = row.get(columns.page)
    if page is None:
        return Record(offset, left_out=f"no {columns.page}")
    if isinstance(page, str):
        page = page.encode("utf-8", "surrogatepass")
    if not isinstance(page, bytes):
        return Record(offset, raw, broken=f"`{columns.page}` is no text")
    url, retrieved = (row.get(name) if name else None for name in (columns.url, columns.retrieved))
    return Record(offset, page, columns.media_type, _address(url), moment(retrieved))


def moment(value: Any) -> str | None:
    """A time as ISO 8601, from what columns hold: ISO 8601, `2025/7/7`, a date of e-mail, seconds or milliseconds since 1970.

    ``None`` for what is none of these: a time is not guessed.
    """
    if isinstance(value, datetime):
        said = value.isoformat(timespec="seconds")
        said = f"{said.removesuffix('+00:00')}Z" if said.endswith("+00:00") else said
        return said if is_moment(said) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _since_1970(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = _SLASHES.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", value.strip())
    if is_moment(text):
        return text
    if text.isascii() and text.isdecimal() and len(text) > len("20250707"):
        return _since_1970(int(text[:15]))
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return moment(read(text))
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _since_1970(number: float) -> str | None:
    if not isfinite(number):
        return None
    seconds = int(number) // 1000 if int(number) in _MILLISECONDS else int(number)
    return moment(datetime.fromtimestamp(seconds, UTC)) if seconds in _SECONDS else None


def _address(value: Any) -> str | None:
    return value if isinstance(value, str) and _URL.fullmatch(value) and value.isprintable() else None
