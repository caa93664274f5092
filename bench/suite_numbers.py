"""The public suites of numbers, read as figures: Recognizers-Text ``Specs`` and the tests of cn2an.

A suite of numbers asks for any number; a figure of pbdata is a quantity with its unit (docs/facts/figures.md). The rule that
makes them comparable:

* The sentence is read as it is, within a made page. A thing expected is found if a figure whose words overlap has its value.
* A number that stands bare (neither a letter nor a sign behind it) is by the guideline no figure. If it was not found, its
  words are read once more as a count, 全县共有…个。, which asks for the same reading of the number and adds nothing to it.
* What the guideline calls no figure is not asked of any system: the article 一, and the numbers of a printed date.
* A sum or a share that overlaps nothing expected is not held against pbdata: the suite has other models for these.
* A figure that overlaps nothing expected is wrong. Cases that the suite marks as unsupported in Python are left out, as its
  own runner does, so that the peer is judged as its makers judge it.

Ranges (NumberRangeModel) are left out: what they expect are conditions (大于20), which pbdata reads as a bound of one value.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from suite_pages import DAY, Case, Found, facts_in, overlaps

COUNT = ("全县共有", "个。")
_BARE = re.compile(r"\s*(?:[^\w\s%％℃°]|$)")
_DATE = re.compile(
    r"[\d０-９]{4}年[\d０-９]+月[\d０-９]+日[^，。]*?[\d０-９]+[点點时時]|[\d０-９]{4}年[\d０-９]+月[\d０-９]+日"
)
_ARTICLES = ("一", "壹")
_PER_CENT = ("%", "百分点", "个百分点")


def recognizers_numbers(specs: Path) -> dict[str, list[Case[float]]]:
    """Return the cases of NumberModel and PercentModel in the folder ``Specs/Number/Chinese``."""
    names = {"numbers": "NumberModel", "percents": "PercentModel"}
    return {task: list(_cases(specs / f"{name}.json")) for task, name in names.items()}


def recognizers_units(specs: Path) -> dict[str, list[Case[float]]]:
    """Return the cases of the models in the folder ``Specs/NumberWithUnit/Chinese``.

    Their units are not compared, nor what else a sentence holds. Bits and bytes are left out: their values are in thousands.
    """
    names = ("Age", "Currency", "Dimension", "Temperature")
    cases = [case for name in names for case in _cases(specs / f"{name}Model.json")]
    cases = [case for case in cases if case.expected and not re.search("比特|字节", case.text)]
    return {"units": [case._replace(unasked=((0, len(case.text)),)) for case in cases]}


def cn2an_numbers(tests: Path) -> dict[str, list[Case[float]]]:
    """Return the numerals of the file ``cn2an_test.py`` with the numbers that they are; codes (零零三) are left out."""
    numerals: dict[str, float] = {}
    for node in ast.walk(ast.parse(tests.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            read = ast.literal_eval(node.value)
            numerals |= {words: value for words, value in read.items() if not isinstance(value, str)}
    cases = [Case(words, DAY, (Found(0, len(words), float(value)),)) for words, value in numerals.items()]
    return {"numbers": cases}


def numbers_in(case: Case[float], task: str) -> list[Found[float]]:
    """Return the numbers that pbdata reads in a case; a range has two."""
    facts = [fact for fact in facts_in(case.text, case.day, "figures") if _belongs(fact, case, task)]
    found = list(_values(facts))
    for one in case.expected:
        is_bare = task == "numbers" and _BARE.match(case.text, one.stop)
        if is_bare and not any(overlaps(one, other) and same(one.value, other.value) for other in found):
            counted = _values(facts_in(case.text[one.start : one.stop].join(COUNT), case.day, "figures"))
            values = [other.value for other in counted]
            if values:
                found = [other for other in found if not overlaps(one, other)]
                found += [Found(one.start, one.stop, value) for value in values]
    return found


def same(one: float, other: float) -> bool:
    """Whether two numbers are one, but for rounding."""
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other))


def _belongs(fact: Found[Any], case: Case[float], task: str) -> bool:
    """Whether a figure is to be judged: shares alone where these are asked, else all but sums and shares of other models."""
    figure = fact.value
    if task == "percents":
        return figure.unit in _PER_CENT
    is_other = task == "numbers" and (figure.unit in _PER_CENT or figure.unit_class == "money")
    return not is_other or any(overlaps(fact, one) for one in case.expected)


def _values(facts: Iterable[Found[Any]]) -> Iterator[Found[float]]:
    for start, stop, figure in facts:
        yield Found(start, stop, figure.value)
        if figure.value_max is not None:
            yield Found(start, stop, figure.value_max)


def _cases(path: Path) -> Iterator[Case[float]]:
    for spec in json.loads(path.read_text("utf-8-sig")):
        if "python" in spec.get("NotSupported", "").lower():
            continue
        text = spec["Input"]
        results = [
            Found(one["Start"], one["End"] + 1, float(one["Resolution"]["value"].rstrip("%")))
            for one in spec["Results"]
            if one.get("Resolution", {}).get("value")
        ]
        dates = [date.span() for date in _DATE.finditer(text)]
        unasked = [
            (one.start, one.stop)
            for one in results
            if text[one.start : one.stop] in _ARTICLES or any(overlaps(one, date) for date in dates)
        ]
        asked = tuple(one for one in results if (one.start, one.stop) not in unasked)
        if asked or not results:
            yield Case(text, DAY, asked, tuple(unasked))
