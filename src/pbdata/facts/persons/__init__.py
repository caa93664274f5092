"""Persons whom the text names, and every place where it names them."""

from pbdata.facts.persons.finding import find_persons
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``persons`` and ``person_mentions``, and what is printed beside them; places come before."""
    return find_persons(reading)
