"""A text as dates are read in it: digits of one width, no blank within a date, and 〇 where a letter stands for it.

So width and blanks never change a value: 2008 年 8 月 8 日 and ２００８年８月８日 are read as 2008年8月8日, 二OO八年 as 二〇〇八年.
"""

import re
from typing import NamedTuple

from pbdata.chinese.blanks import around, stands_in_date
from pbdata.chinese.characters import HAN
from pbdata.patterns import compiled

_WIDE = "０１２３４５６７８９"
_WIDTHS = str.maketrans(_WIDE, "0123456789")
_ZERO = re.compile("[OoΟОо0](?<=[一二三四五六七八九〇零○].)[OoΟОо0]?(?=[〇零○一二三四五六七八九年])")
# It begins with one character of a set, which is what ``re`` finds fast.
_BLANKS = re.compile("[ \u00a0\u3000][ \u00a0\u3000]*")
# A number with what it counts, or with the other end of a stretch.
_BESIDE_NUMBER = compiled(
    f"{__name__}.beside-number", rf"(?:[0-9] [{HAN}—–~-]|[{HAN}—–~-] [0-9]|[年月日号] [至到—–~-])$"
)


class Plain(NamedTuple):
    """A text to read dates in, and for each of its offsets, the end included, the offset in the text as it stands."""

    text: str
    places: list[int] | range

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The place in the text as it stands of words that were read."""
        return self.places[start], self.places[stop - 1] + 1


def plain(text: str) -> Plain:
    """Return the text in which dates are read."""
    if any(digit in text for digit in _WIDE):
        text = text.translate(_WIDTHS)
    text = _ZERO.sub(lambda match: "〇" * len(match[0]), text)
    blanks = [match for match in _BLANKS.finditer(text) if _is_within(match)]
    if not blanks:
        return Plain(text, range(len(text) + 1))
    starts, stops = [0, *(match.end() for match in blanks)], [*(match.start() for match in blanks), len(text)]
    pieces = list(zip(starts, stops, strict=True))
    places = [at for start, stop in pieces for at in range(start, stop)]
    return Plain("".join(text[start:stop] for start, stop in pieces), [*places, len(text)])


def _is_within(blank: re.Match[str]) -> bool:
    text, (start, stop) = blank.string, blank.span()
    return stands_in_date(text, start, stop) or _BESIDE_NUMBER.search(around(text, start, stop)) is not None
