"""From an article to its facts: the dimensions one after the other, in the order of need. None touches another."""

from collections.abc import Callable

from pbdata.errors import SettingsError
from pbdata.facts import dates, figures, organisations, pairings, persons, places, posts, programmes, quotations
from pbdata.facts.persons.lac import is_installed
from pbdata.facts.reading import Found, Reading
from pbdata.model.article import Article
from pbdata.model.capture import Settings
from pbdata.model.facts import Facts

DETECTORS = ("rules", "lac")
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


def check_detectors(settings: Settings) -> None:
    """Raise ``SettingsError`` where the settings name a detector that there is not or that is not installed."""
    unknown = [name for name in settings.detectors if name not in DETECTORS]
    if unknown:
        raise SettingsError(f"detectors: there is no {unknown[0]}. Name {' or '.join(DETECTORS)}.")
    if settings.detectors and "rules" not in settings.detectors:
        raise SettingsError("detectors: the model only adds to the rules. Name rules too: rules,lac.")
    if "lac" in settings.detectors and not is_installed():
        raise SettingsError("detectors: lac is not installed. Install it (pip install 'pbdata[ner]'), or leave it out.")


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
