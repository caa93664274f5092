"""Blanks that part nothing: those between the parts of a date (2008 年 8 月 8 日, 2008年 8月)."""

import re

_BEFORE = 4
_IN_DATE = re.compile(
    r"""(?: [0-9０-９]\ [年月日号时] | [年月]\ [0-9０-９] | [年月]\ [一二三四五六七八九十初底末上中下第前]
    | [年月\ ][一二三四五六七八九十]{1,2}\ [月日号] | [〇零○一二三四五六七八九]{4}\ 年 )$""",
    re.VERBOSE,
)


def stands_in_date(text: str, start: int, stop: int) -> bool:
    """Whether the blanks from ``start`` to ``stop`` stand between two parts of one date."""
    return _IN_DATE.search(around(text, start, stop)) is not None


def around(text: str, start: int, stop: int) -> str:
    """The characters around blanks, with one blank between them."""
    return f"{text[max(0, start - _BEFORE) : start]} {text[stop : stop + 1]}"
