"""The dates that an article names: absolute, partial, relative, Republican years, intervals, festivals, five-year plans.

What is printed stays as printed (``surface``); ``value`` is what it means, with the anchor and the method that gave it:
``printed`` (the words say all), ``published`` (counted from the publication date) or ``context`` (from a date that stands
before it in the same sentence or paragraph). Without an anchor there is no value.
"""

import re
from collections.abc import Iterator

from pbdata.chinese.calendar import Anchor, anchor_of
from pbdata.chinese.rules import Rule, first_match, read_rules
from pbdata.facts.dates.context import Context, FoundDate
from pbdata.facts.dates.feasts import PLACES as FEASTS
from pbdata.facts.dates.heads import read_date
from pbdata.facts.dates.plain import plain
from pbdata.facts.reading import Namer, Reading
from pbdata.model.facts import Date

_PLACES = (*(rule.pattern for rule in read_rules(__package__, "places")), FEASTS)
_REFUSALS = read_rules(__package__, "refusals")
_ASIDES = {rule.name for rule in read_rules(__package__, "heads") if rule.given.get("aside")}


def detect_dates(reading: Reading) -> tuple[Date, ...]:
    """Return the dates in title, subtitle and text, counted from the article's publication date where they need one."""
    anchor = anchor_of(reading.article.published)
    name = Namer("d", reading.article.article_id)
    rows = []
    for field, words in reading.fields.items():
        for one in read_dates(words.text, anchor, traditional=reading.article.script == "hant"):
            if one.refused:
                reading.refuse("dates", field, one.start, one.stop, one.rule)
                continue
            surface = words.text[one.start : one.stop]
            rows.append(
                Date(
                    date_id=name(field, surface),
                    field=field,
                    start=one.start,
                    stop=one.stop,
                    surface=surface,
                    value=one.value,
                    granularity=one.granularity,
                    anchor=one.anchor,
                    anchor_method=one.anchor_method,
                    detectors="rules",
                    rule=one.rule,
                )
            )
    return tuple(rows)


def read_dates(text: str, anchor: Anchor | None, *, traditional: bool = False) -> Iterator[FoundDate]:
    """Yield what names a time in a text, in order, without overlap; ``anchor`` is when it was published.

    Those that are ``refused`` look like a date and are none.
    """
    read = plain(text)
    context = Context(read.text, anchor, traditional=traditional)
    at = 0
    for start in _places(read.text):
        if start < at:
            continue
        found = _refused(context, start) or read_date(context, start)
        if found is not None:
            if found.rule not in _ASIDES:
                context.remember(found)
            at = found.stop
            start, stop = read.span(found.start, at)
            yield found if (start, stop) == (found.start, at) else found._replace(start=start, stop=stop)


def _places(text: str) -> list[int]:
    return sorted({match.start() for place in _PLACES for match in place.finditer(text)})


def _refused(context: Context, at: int) -> FoundDate | None:
    refusal = None if _REFUSALS.match_none(context.text, at) else first_match(_REFUSALS, context.text, at)
    if refusal is None:
        return None
    rule, match = refusal
    stop = _behind(context, rule, match)
    return None if stop is None else FoundDate(at, stop, None, "", None, None, rule.name, refused=True)


def _behind(context: Context, rule: Rule, match: re.Match[str]) -> int | None:
    """Where refused words end; ``None`` where the date is missing that they need behind them."""
    if not rule.given.get("with_date"):
        return match.end()
    date = read_date(context, match.end())
    return None if date is None else date.stop
