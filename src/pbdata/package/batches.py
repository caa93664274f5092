"""Pages in the batches of another engine (Spark, Ray, any that speaks Arrow), and what they give to each table.

This is what needs no other page. ``pbdata build`` does more: it links the articles of a corpus, and validates its package.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import polars as pl

from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import Sighting
from pbdata.corpus.failures import failed, process_captured, reason_of
from pbdata.errors import PbdataError
from pbdata.model.capture import Processed, Settings
from pbdata.model.ids import capture_id
from pbdata.package.columns import typed
from pbdata.package.schemas import schemas
from pbdata.package.tables import BESIDE, of_captures

_DEFAULTS = Settings()
_COLUMNS = ("page", "path", "url", "media_type")
_OF_MANIFEST = "retrievals"
_NO_COLLECTION = "batch"


def process_batch(batch: Any, settings: Settings = _DEFAULTS) -> dict[str, pl.DataFrame]:
    """Turn a batch of pages into rows of the tables, by the name of the table, each with the types of its schema.

    ``batch`` is whatever Polars makes a frame of: a record batch or table of Arrow, a frame, a mapping of columns. Its column ``page``
    holds the bytes or the text of each page; ``path``, ``url`` and ``media_type`` are read where they are there, others are not.
    A row in which ``page`` is null is left out, and the same bytes count once; of two batches with the same page, drop
    the second by ``capture_id`` or ``article_id``. No page can make it fail: what gives no article is a row of ``captures``
    with its reason. Not there are tables that need a whole corpus, ``retrievals``, and ``articles.reprint_cluster``.

    Raises ``PbdataError`` where there is no such column, and ``SettingsError`` for a detector that is not there.
    """
    given = pl.DataFrame(batch)
    if "page" not in given.columns:
        raise PbdataError(
            f"there is no column `page` among {', '.join(given.columns) or 'none'}. Rename the one that holds the bytes or text."
        )
    pages: dict[str, Captured] = {}
    for one in map(_captured, _rows(given)):
        pages.setdefault(one.sighting.sha256, one)
    processed = [process_captured(one, settings) for one in pages.values()]
    seen = {digest: [one.sighting] for digest, one in pages.items()}
    try:
        made = of_captures(processed, seen)
    except ValueError:
        made = of_captures([_writable(one, seen) for one in processed], seen)
    return {name: typed(frame, schemas()[name]) for name, frame in made.items() if name not in {*BESIDE, _OF_MANIFEST}}


def _writable(one: Processed, seen: Mapping[str, Sequence[Sighting]]) -> Processed:
    """What a page gave; one whose rows cannot be written is rejected with the fault as its reason."""
    try:
        of_captures([one], seen)
    except ValueError as error:
        return failed(one, reason_of(error))
    return one


def _rows(given: pl.DataFrame) -> list[dict[str, Any]]:
    known = given.select(column for column in _COLUMNS if column in given.columns)
    return known.filter(pl.col("page").is_not_null()).rows(named=True)


def _captured(row: Mapping[str, Any]) -> Captured:
    page = row["page"]
    data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    digest = sha256(data).hexdigest()
    path = row.get("path") or row.get("url") or capture_id(digest)
    return Captured(Sighting(path, digest, row.get("media_type") or "", _NO_COLLECTION, url=row.get("url")), data)
