"""From an article to its facts: the dimensions one after the other, in the order of need. None touches another."""

from collections.abc import Callable

from pbdata.facts import dates, figures, organisations, pairings, persons, places, posts, programmes, quotations
from pbdata.facts.reading import Found, Reading
from pbdata.model.article import Article
from pbdata.model.capture import Settings
from pbdata.model.facts import Facts

ORDER: tuple[Callable[[Reading], Found], ...] = (
    dates.find,
    figures.find,
    places.find,
    persons.find,
    organisations.find,
    quotations.find,
    programmes.find,
    posts.find,
    pairings.find,
    figures.link,
)
_DEFAULTS = Settings()


def detect(article: Article, settings: Settings = _DEFAULTS) -> tuple[Article, Facts]:
    """Return an article with what its facts say of it as a whole, and the facts.

    Without any detector in the settings there are no facts.
    """
    if not settings.detectors:
        return article, Facts()
    reading = read(article, settings)
    return reading.article, reading.facts


def read(article: Article, settings: Settings = _DEFAULTS) -> Reading:
    """Read an article with all dimensions: its facts, and what was refused on the way."""
    reading = Reading(article, settings.detectors)
    for find in ORDER:
        reading.add(find(reading))
    return reading
