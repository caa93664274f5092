"""Numeral slogans (数字缩略语): the counts and stems that a name such as 一树两强 announces, and whether a list keeps them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {"两": 2, "双": 2, "百": 100, "千": 1000}
_PLAUSIBLE = frozenset((*range(1, 21), 100, 1000))
_NUMERAL = "[一二两双三四五六七八九十百千]+|[0-9]{1,3}"
# A stem holds no numeral, but for words such as 统一 and 四化's own endings.
_STEM = "(?:统一|唯一|合一|(?<=个)一|[^一二两双三四五六七八九十百千0-9])"
# Words of counting between numeral and stem say nothing of the items: 两个永远, 十项行动, 三大工程.
_MEASURE = "(?:[个大项条类支套种重张把级](?!$)|轮(?=..))?"
_PART = rf"({_NUMERAL})({_MEASURE})({_STEM}{{1,6}}?)"
_PARTS = re.compile(f"(?:{_PART})(?=$|{_NUMERAL}|[、，])")
_WHOLE = re.compile(rf"(?:{_PART}[、，]?){{1,5}}")
_SUFFIX = re.compile(f"[^一二两双三四五六七八九十百千0-9、，]{{2,6}}({_NUMERAL})([法条招步])")
_MARKS = dict.fromkeys(map(ord, "“”‘’「」『』《》〈〉 \t\u3000，,、·；;。()（）"))
# Heads that an item of the slogan does not repeat: 三大工程 is 连心、强基、模范.
_EMPTY = frozenset(
    [
        "工程",
        "行动",
        "计划",
        "活动",
        "机制",
        "任务",
        "一体",
        "体",
        "个",
        "法",
        "招",
        "步",
        "条",
        "项",
        "制度",
        "举措",
        "措施",
        "平台",
        "抓手",
        "重点",
    ]
)


class Slogan(NamedTuple):
    """The parts of a numeral slogan, each a count and its stem; (1, 树), (2, 强) for 一树两强."""

    parts: tuple[tuple[int, str], ...]


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """Return a name without quotation marks, brackets, separators and spaces, so that 帮、联、驻 is 帮联驻."""
    return name.translate(_MARKS)


@lru_cache(maxsize=4096)
def read_slogan(name: str) -> Slogan | None:
    """Return what a numeral slogan announces, or ``None`` where a name is none (书记项目, or a bare number)."""
    suffix = _SUFFIX.fullmatch(name)
    if suffix:
        return Slogan(((_value(suffix[1]), suffix[2]),))
    if not _WHOLE.fullmatch(name):
        return None
    parts = tuple((_value(number), stem) for number, _, stem in _PARTS.findall(name))
    sound = all(number in _PLAUSIBLE and stem not in ("万", "亿") for number, stem in parts)
    return Slogan(parts) if parts and sound else None


def tokens(name: str) -> list[str]:
    """Return the parts of a numeral slogan as they are written: 三村, 三联 and 三扶 of 三村三联三扶."""
    return [match[0] for match in _PARTS.finditer(name)]


@lru_cache(maxsize=1024)
def counts(slogan: Slogan) -> frozenset[int]:
    """Return the numbers of items that a slogan may announce: 4 for 四帮四促 (pairs) and 8; 3 for 一树两强."""
    numbers = [number for number, stem in slogan.parts if stem != "体"]
    each = set(numbers) if len(set(numbers)) == 1 else set()
    return frozenset({sum(numbers)} | each) - {1}


def fits(slogan: Slogan, items: Sequence[str]) -> bool:
    """Whether a list has the announced number of items and each repeats the stem that its place asks for.

    Stems that no item would repeat (工程, 个) are free: then the number alone does not prove the list, and the answer is no.
    """
    if len(items) not in counts(slogan):
        return False
    parts = [(number, stem) for number, stem in slogan.parts if stem not in _EMPTY]
    if len(parts) < len(slogan.parts):
        return False
    if len(parts) > 1 and len(items) == parts[0][0] and len({number for number, _ in parts}) == 1:
        return all(_has(item, stem) for item in items for _, stem in parts)
    wanted = [stem for number, stem in parts for _ in range(number)]
    return len(wanted) == len(items) and all(_has(item, stem) for item, stem in zip(items, wanted, strict=True))


def abbreviates(name: str, items: Sequence[str]) -> bool:
    """Whether a name takes one character from each item in turn: 帮联驻 from 部门帮县、处长联乡、干部驻村."""
    if not 3 <= len(items) <= len(name):
        return False
    letters = bare(name)
    return len(letters) == len(items) and all(
        letter in item and len(item) > 1 for letter, item in zip(letters, items, strict=True)
    )


def numerals(slogan: Slogan) -> str:
    """Write the counts with their stems, separated by semicolons: ``1 树;2 强``."""
    return ";".join(f"{number} {stem}" for number, stem in slogan.parts)


def _has(item: str, stem: str) -> bool:
    return stem in item or (len(stem) == 2 and stem[0] in item and stem[1] in item)


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS[numeral[0]]
