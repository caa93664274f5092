"""Readings made up for tests: an article as the dimensions before the one under test leave it."""

from collections.abc import Iterable
from types import ModuleType

from pbdata.facts.reading import Found, Reading
from pbdata.model.article import Article
from pbdata.model.facts import PlaceMention
from tests.articles import article


def reading(
    text: str | Article, *before: ModuleType, places: Iterable[PlaceMention] = (), detectors: Iterable[str] = ("rules",)
) -> Reading:
    """Return the reading of a text with these places, after each of the dimensions ``before`` has found its rows."""
    made = Reading(article(text) if isinstance(text, str) else text, tuple(detectors))
    made.add(Found(tables={"place_mentions": tuple(places)}))
    for dimension in before:
        made.add(dimension.find(made))
    return made
