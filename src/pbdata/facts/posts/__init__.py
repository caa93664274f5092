"""Posts and roles printed beside the names of persons."""

from pbdata.facts.persons.finding import People
from pbdata.facts.posts.finding import find_posts
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``posts``; persons, organisations, places and quotations come before."""
    facts = reading.facts
    people = People(facts.persons, facts.person_mentions, reading.beside)
    posts = find_posts(reading.article, people, facts.organisations, facts.place_mentions, facts.quotations)
    return Found(tables={"posts": posts})
