"""Quantities with unit, what they count, and what the sentence says of them."""

from pbdata.facts.figures.finding import find_figures
from pbdata.facts.figures.links import link_figures
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``figures`` and ``figure_relations``; dates must have been found before."""
    figures, relations = find_figures(reading)
    return Found(tables={"figures": figures, "figure_relations": relations})


def link(reading: Reading) -> Found:
    """Return the rows of ``figures`` with the place and the programme whose they are; both must have been found before."""
    return Found(tables={"figures": link_figures(reading)})
