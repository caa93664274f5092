"""Bodies that an article names: Party organs, governments, schools, firms."""

from pbdata.facts.organisations.finding import find_organisations
from pbdata.facts.persons.finding import People
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``organisations``; places and persons come before."""
    people = People(reading.facts.persons, reading.facts.person_mentions, reading.beside)
    return Found(tables={"organisations": find_organisations(reading.article, people, reading.facts.place_mentions)})
