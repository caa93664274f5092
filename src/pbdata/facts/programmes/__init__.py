"""Named programmes, mechanisms and slogans, with what the article prints as their parts."""

from pbdata.facts.programmes.finding import find_names
from pbdata.facts.programmes.rows import rows
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of the four tables of programmes; places come before."""
    return rows(reading, find_names(reading))
