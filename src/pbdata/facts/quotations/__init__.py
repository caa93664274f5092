"""Speech that the article reports, and who speaks."""

from pbdata.facts.quotations.finding import find_quotations
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``quotations``; persons come before."""
    return Found(tables={"quotations": find_quotations(reading)})
