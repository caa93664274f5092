"""Ties between helpers and helped, with one row for each end."""

from pbdata.facts.pairings.finding import Known, find_pairings
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``pairings`` and ``pairing_ends``; all that can be an end comes before."""
    facts = reading.facts
    known = Known(
        facts.figures, facts.place_mentions, facts.person_mentions, facts.organisations, facts.programme_mentions
    )
    return Found(tables=find_pairings(reading.article, known)._asdict())
