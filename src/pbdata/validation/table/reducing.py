"""Lines of a dialect with comments, escapes or spaces as plain CSV, where no quote stands in them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from pbdata.validation.table.dialects import Dialect

_LF = 10


class Reduced(NamedTuple):
    """Plain CSV, which line of the original each of its lines was, from 0, and what its signs stand for."""

    data: bytes
    lines: npt.NDArray[np.int64]
    signs: Mapping[str, str]

    def restored(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The cells with the characters for which the signs stand."""
        for sign, meant in self.signs.items():
            frame = frame.with_columns(pl.all().str.replace_all(sign, meant, literal=True))
        return frame


def reduced(data: bytes, dialect: Dialect) -> Reduced | None:
    """Whole lines as plain CSV, ``None`` where they must be read one by one."""
    if not data or (dialect.quote and dialect.quote.encode() in data) or data.count(b"\r") != data.count(b"\r\n"):
        return None
    lines = np.arange(data.count(b"\n"))
    if dialect.comment:
        return _without_comments(data, dialect.comment.encode())
    if dialect.skip_initial_space:
        spaces = re.compile(rb"(?m)(^|" + re.escape(dialect.delimiter.encode()) + rb") +")
        return Reduced(spaces.sub(rb"\1", data), lines, {})
    return _without_escapes(data, dialect, lines)


def is_plain(line: bytes, dialect: Dialect) -> bool:
    """Whether a line is plain CSV as it stands."""
    less = reduced(line, dialect)
    return less is not None and less.data == line


def _without_comments(data: bytes, mark: bytes) -> Reduced:
    codes = np.frombuffer(data, np.uint8)
    feeds = np.flatnonzero(codes == _LF)
    starts = np.concatenate(([0], feeds[:-1] + 1))
    kept = codes[starts] != mark[0]
    if len(mark) > 1:
        kept |= [not data.startswith(mark, int(at)) for at in starts]
    return Reduced(codes[np.repeat(kept, feeds - starts + 1)].tobytes(), np.flatnonzero(kept), {})


def _without_escapes(data: bytes, dialect: Dialect, lines: npt.NDArray[np.int64]) -> Reduced | None:
    escape, delimiter = (dialect.escape or "").encode(), dialect.delimiter.encode()
    if any(sign in data for sign in (b"\1", b"\2", escape + b"\r")):
        return None
    # Pairs are taken from the left, as a reader does.
    plain = data.replace(escape * 2, b"\1")
    if escape + b"\n" in plain:
        return None
    plain = plain.replace(escape + delimiter, b"\2").replace(escape, b"")
    return Reduced(plain, lines, {"\1": escape.decode(), "\2": dialect.delimiter})
