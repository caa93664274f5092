"""The ends of pairings: numbered nouns (19位省领导, 38户困难户), names of bodies and villages, and nouns alone.

Ends are found by their own words. Who helps and who is helped is for pairings.py to say, from the verb between them.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.scanning import Scanner
from pbdata.datafiles import read_data

HAN = r"\u4e00-\u9fff"
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_UNITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {"两": 2}
_NUMBER = r"[0-9][0-9,.]*[万千百亿]*(?:多|余)?(?:万)?|[一二三四五六七八九十两]*[百千万十][一二三四五六七八九]?(?:多|余)?|[一二两三四五六七八九](?=[名位个户支所家])"
# A body that opens with the name of a county: 盘县林业局. 市 stands for prefectures and counties, 区 for much else.
_COUNTY = re.compile(f"[{HAN}]{{1,3}}县(?=[{HAN}]{{2}})(?!级)")
_REACH = 12
_ABOUT = "(?:上|近|约|超|逾|超过)?"
_DIGITS = "0123456789"


class End(NamedTuple):
    """One end in the text: its class noun if it has one, its number and measure if printed, and whether it is a name."""

    start: int
    stop: int
    noun: str | None
    number: int | float | None = None
    unit: str | None = None
    named: str | None = None


@cache
def lexicon() -> Mapping[str, Any]:
    """Return the word lists of words.yaml."""
    words: Mapping[str, Any] = read_data(__package__, "words.yaml")
    return words


def either(words: list[str]) -> str:
    """Return the alternation of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


class _Patterns(NamedTuple):
    numbered: Scanner
    number_last: Scanner
    noun: Mapping[str, re.Pattern[str]]
    village: re.Pattern[str]
    body: re.Pattern[str]
    classes: Mapping[str, Mapping[str, str]]
    noun_before: re.Pattern[str]
    last_noun: Mapping[str, re.Pattern[str]]
    no_name: re.Pattern[str]
    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    level: re.Pattern[str]


def numbered_ends(text: str, start: int, stop: int) -> list[End]:
    """Return the numbered nouns of a stretch of text, in order: 9.3万名党员干部, and number last, 指导员2700名."""
    patterns = _patterns()
    ends = [
        End(match.start(), match.end(), match["noun"], _value(match["number"]), match["measure"] or None)
        for match in patterns.numbered.finditer(text, start, stop)
    ]
    for match in patterns.number_last.finditer(text, start, stop):
        noun = patterns.noun_before.search(text[max(start, match.start() - _REACH) : match.start()])
        if noun and not any(end.start < match.end() and match.start() < end.stop for end in ends):
            begin = match.start() - len(noun[0])
            ends.append(End(begin, match.end(), noun["noun"], _value(match["number"]), match["measure"]))
    return sorted(ends)


def noun_end(text: str, start: int, stop: int, side: str) -> End | None:
    """Return the noun of a side (``helpers``, ``helped``) that begins at ``start``, with the words that restrict it."""
    match = _patterns().noun[side].match(text, start, stop)
    return End(match.start(), match.end(), match["noun"]) if match else None


def noun_end_before(text: str, start: int, stop: int, side: str) -> End | None:
    """Return the noun of a side that ends at ``stop`` and stands alone in its clause, or behind 与 and the like."""
    match = _patterns().last_noun[side].search(text[start:stop])
    return End(start + match.start("end"), stop, match["noun"]) if match else None


def village_end(text: str, start: int, stop: int) -> End | None:
    """Return the village or community named at ``start`` with the areas above it, or pointed at (我们村)."""
    match = _patterns().village.match(text, start, stop)
    if match is None or _patterns().no_name.search(match[0]):
        return None
    noun = match["committee"] or match["last"]
    return End(match.start(), match.end(), noun, named="organisation" if match["committee"] else "place")


def body_end(text: str, start: int, stop: int) -> End | None:
    """Return the named body, or the people of one, that ends at ``stop`` and fills its clause: 市地税局干部."""
    match = _patterns().body.search(text[start:stop])
    if match is None:
        return None
    return End(
        start + match.start("body"), stop, match["people"], named="person" if match["people"] else "organisation"
    )


def class_of(end: End, side: str) -> str | None:
    """Return the class of an end on one side of a tie: 企业 helps as a body and is helped as an enterprise."""
    words = _patterns().classes["helpers" if side == "helper" else "helped"]
    found = words.get(re.sub("（.*", "", end.noun or ""))
    if end.named == "organisation" and side == "helper":
        return found or "department"
    if end.named == "person":
        return found or "cadre"
    if end.noun in ("委会", "村民委员会", "民委员会"):
        return "village"
    if found == "residents" and end.unit in lexicon()["household_measures"]:
        return "household"
    return found


def kind_of(end: End, target_class: str | None) -> str:
    """Return what an end is: ``person``, ``organisation``, ``place``, ``household`` or ``project``."""
    if end.named:
        return end.named
    if end.noun and end.noun.endswith(("单位", "党组织", "党支部", "委会")):
        return "organisation"
    return _patterns().kinds.get(target_class or "", "person")


def level_of(words: str, target_class: str | None) -> str | None:
    """Return the level that the words of an end print; a rank (处级干部) prints none."""
    for level, classes in lexicon()["level_of_class"].items():
        if target_class in classes:
            return str(level)
    match = _patterns().level.search(words)
    if match:
        return _patterns().levels[match[0]]
    return "county" if _COUNTY.match(words) else None


def _value(number: str) -> int | float | None:
    """The value of a plain number as printed: 9.3万, 一百, 千."""
    number = number.lstrip("上近约超逾过").rstrip("多余")
    match = re.fullmatch(r"([0-9][0-9,.]*)?([百千万亿]*)", number)
    if match:
        value = float(match[1].replace(",", "").rstrip(".") or 0) if match[1] else 1.0
        for multiple in match[2]:
            value *= _MULTIPLES[multiple]
        return int(value) if value == int(value) else value
    total = current = 0
    for letter in number:
        if letter in _MULTIPLES:
            total += (current or 1) * _MULTIPLES[letter]
            current = 0
        else:
            current = _UNITS.get(letter, 0)
    return total + current or None


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    classes = {
        side: {noun: target for target, nouns in words[side].items() for noun in nouns}
        for side in ("helpers", "helped")
    }
    nouns = either([*classes["helpers"], *classes["helped"]])
    verbs = [verb for group in words["verbs"].values() for verb in group]
    behind = either([*words["adverbs"], *words["going"], *words["sending"], *verbs])
    follows = rf"(?=[^{HAN}（]|$|{behind}|任职|任教|担任|挂职|工作|服务|[与和及同跟为在像中每率走被以的等入下把])"
    measures = either(words["measures"])
    levels = {word: level for level, group in words["levels"].items() for word in group}
    restricts = rf"(?:“[^”\n]{{1,10}}”)?(?:[{HAN}]{{0,3}}委、[{HAN}]{{1,3}}府)?(?:[{HAN}]{{1,8}}、[{HAN}、]{{1,12}}的)?[{HAN}]{{0,14}}?"
    return _Patterns(
        numbered=Scanner(
            f"{_DIGITS}一二三四五六七八九十两百千万上近约超逾",
            rf"(?<![0-9.第])(?P<number>{_ABOUT}(?:{_NUMBER}))(?P<measure>{measures}|(?<=万)(?=[{HAN}]))"
            rf"{restricts}(?P<noun>(?:{nouns})(?:（[^）\n]{{1,6}}）)?){follows}",
        ),
        number_last=Scanner(
            f"{_DIGITS}上近约超逾",
            rf"(?<=[{HAN}])(?P<number>{_ABOUT}[0-9][0-9.,]*万?[余多]?)(?P<measure>{measures})(?=[^{HAN}]|$|{behind})",
        ),
        noun_before=re.compile(rf"(?:党建工作|党建|扶贫|驻村|帮扶|市县|机关)?(?P<noun>{nouns})$"),
        noun={
            side: re.compile(
                rf"(?:“[^”\n]{{1,10}}”|(?![驻联包帮挂进访入])[{HAN}]{{0,6}}?)(?P<noun>{either(list(classes[side]))}){follows}"
            )
            for side in classes
        },
        last_noun={
            side: re.compile(
                rf"(?:^|[，。；：、（）“\n与和由]|通过|依托)(?P<end>(?!通过|依托)[^与和的\W]{{0,6}}?(?P<noun>{either(list(classes[side]))}))$"
            )
            for side in classes
        },
        village=re.compile(
            rf"(?:(?:[{HAN}]{{1,5}}?[省州市县区旗])?(?:[{HAN}]{{1,6}}?(?:街道|乡|镇))?[{HAN}]{{1,5}}?|我们|咱们|他们|我|本|该)"
            rf"(?P<last>村|社区)(?P<committee>民委员会|委会|居委会)?"
        ),
        no_name=re.compile("^[农驻联包进入访到去]|[每多所贫重难弱困政]|联系|挂钩|帮扶|结对|相关|其他|基层|全部"),
        body=re.compile(
            rf"(?:^|[，。；：、“”（）\n由让]|安排|组织)(?:还有|另有|其中|以及|包括|比如|例如|如|像)?(?P<body>[{HAN}]{{1,14}}?"
            rf"(?:局|委|部|办|院|厅|处|中心|公司|银行|集团|工会|党委|机关|学校|大学)(?<!干部)"
            rf"(?P<people>党员干部|干部职工|干部|工作人员|领导)?)$"
        ),
        classes=classes,
        kinds={target: kind for kind, targets in words["kinds"].items() for target in targets},
        levels=levels,
        level=re.compile(either(list(levels))),
    )
