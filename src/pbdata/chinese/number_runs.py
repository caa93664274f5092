"""What a run of numerals looks like in a text: the patterns that :mod:`pbdata.chinese.numbers` is built of.

``ARABIC`` is a number in digits, its thousands parted by commas of either width or by blanks; ``RUN`` a number in digits,
Han numerals or both, with approximators inside (80余万) and one point.
"""

from pbdata.chinese.numerals import DIGITS, HAN_DIGITS, HAN_NUMERALS, HAN_SCALES
from pbdata.chinese.rules import either
from pbdata.datafiles import read_data

WORDS = read_data(__package__, "numbers.yaml")
BEGIN_WORDS = frozenset(WORDS["begin_words"]) | frozenset(WORDS["end_words"])
"""The numerals that may be a part of a word."""

_GROUPS = "|".join((
    rf"[{DIGITS}]{{1,3}}(?:[,，][{DIGITS}]{{3}})+",
    rf"[1-9１-９][{DIGITS}]{{0,2}}(?:[ \u3000][{DIGITS}]{{3}})+",
))  # fmt: skip
ARABIC = rf"(?:(?:{_GROUPS})(?![{DIGITS}])|[{DIGITS}]+)(?:[.．][{DIGITS}]+)?"

_BEGUN = "|".join(rf"{numeral}(?:{either(rests)})" for numeral, rests in WORDS["begin_words"].items())
_ENDED = "".join(rf"(?!(?<=[{firsts}]){numeral})" for numeral, firsts in WORDS["end_words"].items())
_NO_WORD = rf"(?!{_BEGUN}|(?<=[{DIGITS}])千米|(?<![{HAN_NUMERALS}{DIGITS}])万一){_ENDED}"
HAN = rf"{_NO_WORD}[{HAN_NUMERALS}]"
_SCALE = rf"{_NO_WORD}[{HAN_SCALES}]"
_CLASSIFIED = rf"(?:亿(?!{either(WORDS['not_hundred_millions'])})|万(?=[^\w]|$|{either(WORDS['ten_thousands'])}))"
_BLANK = r"\s{0,3}"
_GOES_ON = "|".join((
    rf"(?<=[{HAN_SCALES}])[0-9]{{1,4}}(?![0-9])(?:\.[0-9]+)?",  # 1千2百
    rf"(?<=[{HAN_SCALES}])\s[0-9](?={_BLANK}[十百千])",  # 7万 5千
    rf"(?<=[{HAN_SCALES}]零)[0-9]{{1,3}}(?![0-9])",  # 2千零15
    rf"{_BLANK}{HAN}",
    rf"(?:\s?点\s?|(?<=[{HAN_NUMERALS}])[.．])(?=[{HAN_DIGITS}]+(?!\s?[十分]))",
    r"(?<=[百千万亿])点(?=[0-9])[0-9]+",  # 一百点123
    rf"{_BLANK}(?:多|余|几|来)(?={_BLANK}{_SCALE})",
    rf"(?<=[{DIGITS}{HAN_NUMERALS}])[多余几]?个[多余]?(?={_CLASSIFIED})",  # 4.6个亿, 两个多亿, 十几个亿
))  # fmt: skip
RUN = rf"(?:{ARABIC}(?![eEｅ^][+-]?[{DIGITS}])|[.．][{DIGITS}]+|{HAN}|俩(?=[百千万]))(?:{_GOES_ON})*"
