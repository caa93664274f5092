"""Posts and roles printed beside the names of persons."""

from pbdata.facts.posts.finding import find_posts
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``posts``; persons, organisations, places and quotations come before."""
    return Found(tables={"posts": find_posts(reading)})
