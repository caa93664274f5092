"""Numeral slogans (数字缩略语): the counts and stems that a name such as 一树两强 announces, and whether a list keeps them."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pbdata.chinese.numerals import evaluate
from pbdata.chinese.rules import rule
from pbdata.datafiles import read_data

_PLAUSIBLE = frozenset((*range(1, 21), 100, 1000))
_LONGEST_LIST = 40
_SCALES = ("万", "亿")
_MARKS = dict.fromkeys(map(ord, "“”‘’「」『』《》〈〉 \t\u3000，,、·；;。()（）"))


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
    suffix = _pattern("suffix").fullmatch(name)
    if suffix:
        return _slogan([(suffix["number"], suffix["stem"])])
    if not _pattern("whole").fullmatch(name):
        return None
    return _slogan([(part["number"], part["stem"]) for part in _pattern("part").finditer(name)])


def _slogan(parts: Sequence[tuple[str, str]]) -> Slogan | None:
    counted = [(_value(number), stem) for number, stem in parts]
    if not counted or any(number not in _PLAUSIBLE or stem.startswith(_SCALES) for number, stem in counted):
        return None
    return Slogan(tuple((number, stem) for number, stem in counted if number is not None))


def _value(numeral: str) -> int | None:
    """What a count is worth; ``None`` where the numerals are a range or no number."""
    worth = evaluate(numeral.replace("双", "两"))
    return int(worth.value) if worth and worth.top is None else None


@lru_cache(maxsize=4096)
def announced(name: str) -> Slogan | None:
    """Return the slogan of a name that a list may keep; ``None`` where its counts are those of villages or households (千企联千村)."""
    slogan = slogan_of(name)
    return slogan if slogan and any(count <= _LONGEST_LIST for count in counts(slogan)) else None


@lru_cache(maxsize=4096)
def slogan_of(name: str) -> Slogan | None:
    """Return what a name announces, its head noun and what restricts it left aside: 三大工程, 五个一工程, 岁末三送."""
    for head in _campaign_heads():
        if name.endswith(head):
            slogan = read_slogan(name.removesuffix(head))
            if slogan and not slogan.parts[-1][1].endswith(("个", "大", "项")):
                return slogan
    restricted = _pattern("restricted").fullmatch(name)
    return read_slogan(name) or (read_slogan(restricted["slogan"]) if restricted else None)


def tokens(name: str) -> list[str]:
    """Return the parts of a numeral slogan as they are written: 三村, 三联 and 三扶 of 三村三联三扶."""
    return [match[0] for match in _pattern("part").finditer(name)]


@lru_cache(maxsize=1024)
def counts(slogan: Slogan) -> frozenset[int]:
    """Return the numbers of items that a slogan may announce: 4 for 四帮四促 (pairs) and 8; 3 for 一树两强; none for 三体."""
    numbers = [number for number, stem in slogan.parts if stem != "体"]
    each = set(numbers) if len(set(numbers)) == 1 else set()
    return frozenset({sum(numbers)} | each) - {0, 1}


def fits(slogan: Slogan, items: Sequence[str]) -> bool:
    """Whether a list has the announced number of items and each repeats the stem that its place asks for.

    Stems that no item would repeat (工程, 个) are free: then the number alone does not prove the list, and the answer is no.
    """
    if len(items) not in counts(slogan):
        return False
    wanted = _wanted(slogan, len(items))
    return bool(wanted) and all(_has(item, stem) for item, stems in zip(items, wanted, strict=True) for stem in stems)


def may_fit(slogan: Slogan, text: str, start: int, stop: int) -> bool:
    """Whether a stretch holds the characters with which stems begin as often as a list that fits does at least."""
    return any(
        all(text.count(character, start, stop) >= number for character, number in least) for least in _least(slogan)
    )


@lru_cache(maxsize=1024)
def _least(slogan: Slogan) -> tuple[tuple[tuple[str, int], ...], ...]:
    """For each size of a list that fits, how often characters stand in it: that of a figure (一) may not."""
    fitting = [wanted for size in counts(slogan) if (wanted := _wanted(slogan, size))]
    return tuple(
        tuple(Counter(first for stems in wanted for first in {stem[0] for stem in stems if stem != "一"}).items())
        for wanted in fitting
    )


@lru_cache(maxsize=1024)
def _wanted(slogan: Slogan, size: int) -> tuple[tuple[str, ...], ...]:
    """The stems that each item of a list of this size has to repeat; none where no list of it can show that it keeps a slogan."""
    parts, empty = slogan.parts, _empty_stems()
    if any(stem in empty for _, stem in parts):
        return ()
    if len(parts) > 1 and size == parts[0][0] and len({number for number, _ in parts}) == 1:
        return (tuple(stem for _, stem in parts),) * size
    wanted = tuple((stem,) for number, stem in parts for _ in range(number))
    return wanted if len(wanted) == size else ()


def is_free(slogan: Slogan) -> bool:
    """Whether no item of a list would repeat a stem (九法, 十条), so that nothing but the number can prove it."""
    return all(stem in _empty_stems() for _, stem in slogan.parts)


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
    return stem in item or any(all(word in item for word in words) for words in _also(stem))


@lru_cache(maxsize=4096)
def _also(stem: str) -> tuple[tuple[str, ...], ...]:
    """In which other words an item may repeat a stem: a figure, the stem without its manner, or its two characters apart."""
    core = next((stem.removesuffix(manner) for manner in _manners() if stem.endswith(manner)), "")
    ways: list[tuple[str, ...]] = [("1",)] if stem == "一" else []
    ways += [(core,)] if core else []
    ways += [(stem[0], stem[1])] if len(stem) == 2 else []
    return tuple(ways)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "slogan_parts", name).pattern


@cache
def _empty_stems() -> frozenset[str]:
    return frozenset(read_data(__package__, "words.yaml")["empty_stems"])


@cache
def _manners() -> tuple[str, ...]:
    return tuple(read_data(__package__, "words.yaml")["manners"])


@cache
def _campaign_heads() -> tuple[str, ...]:
    """The head nouns of campaigns, and 建设, the longest first."""
    words = read_data(__package__, "words.yaml")
    heads = [head for group in ("heads", "weak_heads") for head, kind in words[group].items() if kind == "campaign"]
    return tuple(sorted([*heads, "建设"], key=len, reverse=True))
