"""Ties between helpers and helped, with one row for each end."""

from pbdata.facts.pairings.finding import find_pairings
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``pairings`` and ``pairing_ends``; all that can be an end comes before."""
    pairings, ends = find_pairings(reading)
    return Found(tables={"pairings": tuple(pairings), "pairing_ends": tuple(ends)})
