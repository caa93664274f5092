"""Find the records of CSV bytes by their delimiters and quotes, many megabytes at a time."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_LF, _CR = 10, 13

Offsets = npt.NDArray[np.int64]


class Layout(NamedTuple):
    """Where records lie: ``starts`` and ``stops`` are byte offsets (a stop is its line feed), ``lines`` count from 0.

    ``cells`` counts the cells of each record; ``size`` is where the last whole record ends. ``regular`` is false where a
    quote stands in an odd place or a line ends with a lone carriage return: then nothing else in the layout holds.
    """

    starts: Offsets
    stops: Offsets
    lines: Offsets
    cells: Offsets
    size: int
    regular: bool


_NONE: Offsets = np.empty(0, np.int64)
_ODD = Layout(_NONE, _NONE, _NONE, _NONE, 0, False)


def scan(data: bytes, delimiter: str, quote: str | None) -> Layout:
    """Lay out the whole records at the beginning of ``data``, which begins with a record."""
    codes = np.frombuffer(data, np.uint8)
    ends = (codes == ord(delimiter)) | (codes == _LF)
    quoted = bool(quote) and quote.encode() in data if quote else False
    outside: npt.NDArray[np.bool_] | None = None
    if quoted and quote:
        quotes = codes == ord(quote)
        outside = np.bitwise_xor.accumulate(quotes.view(np.uint8)) == 0
        if not _quotes_are_regular(codes, np.flatnonzero(quotes), ord(delimiter), ord(quote)):
            return _ODD
        ends &= outside
    if b"\r" in data and not _returns_are_regular(data, codes, outside):
        return _ODD
    places = np.flatnonzero(ends)
    feeds = np.flatnonzero(codes[places] == _LF)
    stops = places[feeds]
    starts = np.empty_like(stops)
    if len(stops):
        starts[0], starts[1:] = 0, stops[:-1] + 1
    lines = np.searchsorted(np.flatnonzero(codes == _LF), starts) if quoted else np.arange(len(stops))
    return Layout(starts, stops, lines, np.diff(feeds, prepend=-1), int(stops[-1]) + 1 if len(stops) else 0, True)


def is_blank(layout: Layout, data: bytes) -> npt.NDArray[np.bool_]:
    """Which records are empty lines."""
    lengths = layout.stops - layout.starts
    blank: npt.NDArray[np.bool_] = lengths == 0
    for at in np.flatnonzero(lengths == 1):
        blank[at] = data[layout.starts[at]] == _CR
    return blank


def _quotes_are_regular(codes: npt.NDArray[np.uint8], places: Offsets, delimiter: int, quote: int) -> bool:
    """Whether quotes enclose whole cells, and stand within them only twice in a row."""
    opening, closing = places[0::2], places[1::2]
    before = codes[opening[opening > 0] - 1]
    after = codes[closing[closing < len(codes) - 1] + 1]
    begins = (before == delimiter) | (before == _LF) | (before == quote)
    stops = (after == delimiter) | (after == _LF) | (after == quote) | (after == _CR)
    return bool(begins.all() and stops.all())


def _returns_are_regular(data: bytes, codes: npt.NDArray[np.uint8], outside: npt.NDArray[np.bool_] | None) -> bool:
    """Whether each carriage return outside of quotes stands before a line feed; the last byte may be one."""
    if outside is None:
        return data.count(b"\r") - data.endswith(b"\r") == data.count(b"\r\n")
    returns = np.flatnonzero((codes == _CR) & outside)
    returns = returns[returns < len(codes) - 1]
    return bool((codes[returns + 1] == _LF).all())
