"""A text as dates are read in it: digits of one width, no blank within a date, and 〇 where a letter stands for it.

So width and blanks never change a value: 2008 年 8 月 8 日 and ２００８年８月８日 are read as 2008年8月8日, 二OO八年 as 二〇〇八年.
"""

import re
from typing import NamedTuple

from pbdata.chinese.characters import HAN

_WIDTHS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE = re.compile("[０-９]")
_ZERO = re.compile("(?<=[一二〇零○])[OoΟОо0]{1,2}(?=[〇零○一二三四五六七八九年])")
_BLANKS = re.compile("[ \u00a0\u3000]+")
# The characters around blanks that stand within a date.
_AROUND = re.compile(
    rf"""(?: [0-9]\ [{HAN}—–~-] | [{HAN}—–~-]\ [0-9] | [年月日号]\ [至到—–~-] | [年月]\ [一二三四五六七八九十初底末上中下第前]
    | [年月\ ][一二三四五六七八九十]{{1,2}}\ [月日号] | [〇零○一二三四五六七八九]{{4}}\ 年 )$""",
    re.VERBOSE,
)
_BEFORE = 4


class Plain(NamedTuple):
    """A text to read dates in, and for each of its offsets, the end included, the offset in the text as it stands."""

    text: str
    places: list[int] | range

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The place in the text as it stands of words that were read."""
        return self.places[start], self.places[stop - 1] + 1


def plain(text: str) -> Plain:
    """Return the text in which dates are read."""
    if _WIDE.search(text):
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
    start, stop = blank.span()
    around = blank.string[max(0, start - _BEFORE) : start] + " " + blank.string[stop : stop + 1]
    return _AROUND.search(around) is not None
