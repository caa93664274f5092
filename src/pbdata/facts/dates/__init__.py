"""Words that name a time: days, months, years, seasons, intervals, and what they mean on the day of publication."""

from pbdata.facts.dates.finding import detect_dates
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``dates``, counted from the day of publication where they need one."""
    return Found(tables={"dates": detect_dates(reading)})
