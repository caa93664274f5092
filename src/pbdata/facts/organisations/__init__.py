"""Bodies that an article names: Party organs, governments, schools, firms."""

from pbdata.facts.organisations.finding import find_organisations
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``organisations``; places and persons come before."""
    return Found(tables={"organisations": find_organisations(reading)})
