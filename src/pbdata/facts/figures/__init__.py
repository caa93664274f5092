"""Quantities with unit, what they count, and what the sentence says of them."""

from pbdata.facts.figures.finding import detect_figures
from pbdata.facts.figures.links import link_figures
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``figures`` and ``figure_relations``; dates must have been found before."""
    figures, relations = detect_figures(reading.article, reading.facts.dates)
    return Found(tables={"figures": figures, "figure_relations": relations})


def link(reading: Reading) -> Found:
    """Return the rows of ``figures`` with the place and the programme whose they are; both must have been found before."""
    facts = reading.facts
    linked = link_figures(reading.article, facts.figures, facts.place_mentions, facts.programme_mentions)
    return Found(tables={"figures": linked})
