"""Speech that the article reports, and who speaks."""

from pbdata.facts.persons.finding import People
from pbdata.facts.quotations.finding import find_quotations
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``quotations``; persons come before."""
    people = People(reading.facts.persons, reading.facts.person_mentions, reading.beside)
    return Found(tables={"quotations": find_quotations(reading.article, people)})
