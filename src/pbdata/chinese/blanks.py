"""Blanks that part nothing: those between the parts of a date (2008 年 8 月 8 日) or of a number (1000  万, 百 分 之三)."""

import re

from pbdata.patterns import compiled

_BEFORE = 4
_IN_DATE = compiled(
    f"{__name__}.in-date",
    r"""(?: [0-9０-９]\ [年月日号时] | [年月]\ [0-9０-９] | [年月]\ [一二三四五六七八九十初底末上中下第前]
    | [年月\ ][一二三四五六七八九十]{1,2}\ [月日号] | [〇零○一二三四五六七八九]{4}\ 年 )$""",
    re.VERBOSE,
)
_IN_NUMBER = re.compile(
    r"(?: [0-9０-９]\ [万亿千百萬億%％‰] | [百千万]\ 分 | 分\ 之 | 分之\ [0-9０-９一二三四五六七八九十] | \ 之\ [0-9０-９] )$",
    re.VERBOSE,
)


def part_nothing(text: str, start: int, stop: int) -> bool:
    """Whether the blanks from ``start`` to ``stop`` stand between two parts of one date or of one number."""
    return stands_in_date(text, start, stop) or _IN_NUMBER.search(around(text, start, stop)) is not None


def stands_in_date(text: str, start: int, stop: int) -> bool:
    """Whether the blanks from ``start`` to ``stop`` stand between two parts of one date."""
    return _IN_DATE.search(around(text, start, stop)) is not None


def around(text: str, start: int, stop: int) -> str:
    """The characters around blanks, with one blank between them."""
    return f"{text[max(0, start - _BEFORE) : start]} {text[stop : stop + 1]}"
