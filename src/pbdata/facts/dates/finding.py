"""The dates that an article names: absolute, partial, relative, Republican years, intervals, festivals, five-year plans.

What is printed stays as printed (``surface``); ``value`` is what it means, with the anchor and the method that gave it:
``printed`` (the words say all), ``published`` (counted from the publication date) or ``context`` (from a date that stands
before it in the same sentence or paragraph). Without an anchor there is no value.
"""

from collections.abc import Iterator

from pbdata.chinese.calendar import Anchor, anchor_of
from pbdata.facts.dates.context import Context, FoundDate
from pbdata.facts.dates.grammar import NUMERIC, WORDS
from pbdata.facts.dates.numeric import read_numeric
from pbdata.facts.dates.relative import read_word
from pbdata.facts.reading import Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Date


def detect_dates(article: Article) -> tuple[Date, ...]:
    """Return the dates in title, subtitle and text, counted from the article's publication date where they need one."""
    anchor = anchor_of(article.published)
    name = Namer("d", article.article_id)
    return tuple(
        Date(
            name(field, words[one.start : one.stop]), field, one.start, one.stop, words[one.start : one.stop], one.value,
            one.granularity, one.anchor, one.anchor_method, "rules", one.rule,
        )
        for field, words in fields_of(article)
        for one in read_dates(words, anchor)
    )  # fmt: skip


def read_dates(text: str, anchor: Anchor | None) -> Iterator[FoundDate]:
    """Yield what names a time in a text, in order, without overlap; ``anchor`` is when it was published."""
    context = Context(text, anchor)
    places = [(match.start(), match.end(), True) for match in WORDS.finditer(text)]
    places += [(match.start(), match.end(), False) for match in NUMERIC.finditer(text)]
    places.sort()
    at = 0
    for start, stop, is_word in places:
        if start < at and (stop <= at or is_word):
            continue
        start = max(start, at)
        found = read_word(context, start, text[start:stop]) if is_word else read_numeric(context, start)
        if found is not None:
            context.remember(found)
            yield found
            at = found.stop
