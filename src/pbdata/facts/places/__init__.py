"""Administrative divisions, townships and villages that an article names, each with the chain down to it."""

from pbdata.facts.places.finding import find_places
from pbdata.facts.reading import Found, Reading


def find(reading: Reading) -> Found:
    """Return the rows of ``places`` and ``place_mentions``, and the article's own area."""
    placed = find_places(reading)
    for field, refused in placed.refused.items():
        for one in refused:
            reading.refuse("places", field, *one)
    return Found(
        tables={"places": placed.places, "place_mentions": placed.mentions},
        article={"place_id": placed.place_id, "place_method": placed.place_method},
    )
