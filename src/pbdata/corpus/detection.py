"""From an article to its facts: the detectors, one after the other. Each is a plain function and touches no other."""

from dataclasses import replace

from pbdata.extraction.dates import detect_dates
from pbdata.extraction.figure_links import link_figures
from pbdata.extraction.figures import detect_figures
from pbdata.extraction.pairings import Known, find_pairings
from pbdata.extraction.places import find_places
from pbdata.extraction.programmes import find_programmes
from pbdata.facts import Facts
from pbdata.model import Article


def detect(article: Article) -> tuple[Article, Facts]:
    """Return an article with what its facts say of it as a whole, and the facts.

    A detector that needs what others found comes after them.
    """
    dates = detect_dates(article)
    figures, figure_relations = detect_figures(article, dates)
    placed = find_places(article)
    programmes = find_programmes(article, placed.mentions)
    known = Known(figures=figures, places=placed.mentions, programmes=programmes.programme_mentions)
    pairings = find_pairings(article, known)
    facts = Facts(
        dates=dates,
        figures=link_figures(article, figures, placed.mentions, programmes.programme_mentions),
        figure_relations=figure_relations,
        places=placed.places,
        place_mentions=placed.mentions,
        **programmes._asdict(),
        **pairings._asdict(),
    )
    return replace(article, place_id=placed.place_id, place_method=placed.place_method), facts
