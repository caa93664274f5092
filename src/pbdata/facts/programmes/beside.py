"""The list that stands right behind a name or right before it, tied to it by words, brackets or nothing but its place."""

import re
from functools import cache

from pbdata.chinese.rules import rule, scanner
from pbdata.chinese.scanning import Scanner
from pbdata.datafiles import read_data
from pbdata.facts.programmes.lists import list_after, list_before, list_in_marks
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import Slogan, counts, fits
from pbdata.facts.programmes.spots import (
    FAR,
    Listed,
    bracket_stop,
    enclosing,
    line_stop,
    quotes_between,
    row_of_quotes,
    sentence_start,
    sentence_stop,
    several_in_marks,
)
from pbdata.facts.reading import Field

_LEAD = 36
_LIST_END = re.compile("[、，；”’为]")


def list_behind(field: Field, name: Name, slogan: Slogan | None) -> Listed | None:
    """Return the list behind a name: in brackets, or behind 包括, 即是, a colon or a dash."""
    text = field.text
    match = _pattern("behind").match(text, name.stop)
    if match is None or (slogan is None and match["words"] is None):
        return None
    start = match.end()
    if match["bracket"]:
        close = text.find("）", start, start + FAR)
        items = list_in_marks(text, start, close, slogan) if close >= 0 else None
        return Listed(items, "brackets") if items else None
    stop = min(bracket_stop(text, start, line_stop(text, start)), enclosing(field, name)[1])
    listed = _in_marks_behind(field, start, stop, slogan, named=match["words"] is not None)
    if listed:
        return listed
    items = list_after(text, start, min(stop, start + FAR), slogan, explicit=True)
    return Listed(items, "behind") if items else None


def _in_marks_behind(field: Field, start: int, stop: int, slogan: Slogan | None, *, named: bool) -> Listed | None:
    """The list that fills one pair of marks at ``start``, or several pairs in its sentence."""
    text = field.text
    if not text.startswith(("“", "‘"), start):
        return None
    close = text.find("”" if text[start] == "“" else "’", start, stop)
    if slogan:
        for several in several_in_marks(field, start, sentence_stop(text, start, stop)):
            counted = named and len(several) == sum(number for number, _ in slogan.parts) and several[-1].stop > close
            if counted or fits(slogan, [item.words for item in several]):
                return Listed(several, "behind")
    inside = list_in_marks(text, start + 1, close, slogan) if close > 0 else None
    if inside and not text.startswith(("、", "和"), close + 1):
        return Listed(inside, "behind", (start, close + 1))
    return None


def list_in_front(field: Field, name: Name, slogan: Slogan | None) -> Listed | None:
    """Return the list that ends right before a name, or before 为主要内容 and the like."""
    text = field.text
    near = max(0, name.start - _LEAD)
    words = text[near : name.start]
    if slogan is None and "为" not in words:
        return None
    lead = next(_in_front().finditer(words, 0, len(words)), None)
    if not (lead or _LIST_END.search(words)):
        return None
    stop = near + lead.start() if lead else name.start
    start = max(sentence_start(field, name.start), name.start - FAR, enclosing(field, name)[0])
    if stop <= start:
        return None
    named = bool(lead and lead["parts"])
    listed = _in_marks_before(field, start, stop, slogan, named=named)
    if listed or slogan is None:
        return listed or (_framed(text, start, stop) if named else None)
    row = row_of_quotes(field, start, stop)
    if len(row) in counts(slogan):
        return Listed(row, "in-front")
    items = list_before(text, start, stop, slogan, adjacent=bool(lead and not lead["verb"]) or stop == name.start)
    return Listed(items, "in-front") if items else None


def _framed(text: str, start: int, stop: int) -> Listed | None:
    """The list between 以 and 为主要内容, of a name that announces no number."""
    begin = text.rfind("以", start, stop) + 1
    items = list_after(text, begin, stop, None, explicit=True) if begin > start else None
    return Listed(items, "in-front") if items else None


def _in_marks_before(field: Field, start: int, stop: int, slogan: Slogan | None, *, named: bool) -> Listed | None:
    """The list that fills the pair of marks that closes at ``stop``, or all pairs of the sentence."""
    near = quotes_between(field, start, stop)
    quote = next((quote for quote in near if quote.stop == stop and quote.mark in "“‘"), None)
    if quote is None or not (named or slogan):
        return None
    inside = list_in_marks(field.text, quote.start + 1, quote.stop - 1, slogan)
    if inside:
        return Listed(inside, "in-front", (quote.start, quote.stop))
    for several in several_in_marks(field, start, stop) if slogan else ():
        if slogan and several[-1:] and several[-1].stop == stop - 1 and fits(slogan, [item.words for item in several]):
            return Listed(several, "in-front")
    return None


@cache
def _in_front() -> Scanner:
    words = read_data(__package__, "words.yaml")
    begin = (*words["list_leads"], *words["theme_leads"], *words["carrying"], *"的等两三四五六七八九十0123456789")
    return scanner(__package__, "definitions", "in-front", begin)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "definitions", name).pattern
