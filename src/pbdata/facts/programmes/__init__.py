"""Named programmes, mechanisms and slogans, with what the article prints as their parts."""

from pbdata.facts.programmes.finding import find_programmes
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of the four tables of programmes; places come before."""
    return Found(tables=find_programmes(reading.article, reading.facts.place_mentions)._asdict())
