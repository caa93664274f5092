"""What was processed, as the tables that the corpus is linked from."""

from collections.abc import Sequence

import polars as pl

from pbdata.captures.store.manifest import Sighting
from pbdata.model.capture import Processed
from pbdata.package.tables import of_captures


def tables_of(processed: Sequence[Processed]) -> dict[str, pl.LazyFrame]:
    """The tables of some captures, each seen once."""
    sightings = {
        one.sha256: [Sighting(one.path or f"data/raw/{one.capture_id}.txt", one.sha256, "text/plain", "seed")]
        for one in processed
    }
    return {name: frame.lazy() for name, frame in of_captures(processed, sightings).items()}
