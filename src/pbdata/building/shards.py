"""Some captures at a time, from their bytes to judged columns: a shard. Captures whose ids begin alike are in one shard.

Ids are hashes, so shards are of a size; in the order of shards, rows that begin with the id of a capture or an article are in
the order of the whole table.
"""

import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import polars as pl

from pbdata.building.faults import captures_at_fault, unwritable
from pbdata.captures.reading import CaptureReader
from pbdata.captures.sourced import Captured
from pbdata.captures.store.manifest import Collection, Sighting
from pbdata.captures.store.takedown import TAKEDOWN, Takedown
from pbdata.corpus.failures import failed, process_captured
from pbdata.errors import BuildError, ManifestError
from pbdata.model.capture import Processed, Settings
from pbdata.model.ids import capture_id
from pbdata.package.tables import as_package, of_captures, pages
from pbdata.package.writer import remove_pages, write_pages
from pbdata.validation.built import judge_tables
from pbdata.validation.report.findings import Problem

_LOG = logging.getLogger(__name__)
_CAPTURES = 100
"""About how many captures are in a shard: enough that what is done once for each costs little, and few enough for any memory."""
_SHOWN = 10
_BITS = 32
_DIGITS = _BITS // 4
_NOT_VALID = "the new package is not valid, and the last one stays. This is a fault of pbdata: please report it."


class Shard(NamedTuple):
    """What some captures gave: their columns in all tables, as ``of_captures`` has them, and what was said of them."""

    tables: Mapping[str, pl.DataFrame]
    warnings: Sequence[Problem]


def divided(sightings: Mapping[str, Sequence[Sighting]]) -> list[list[str]]:
    """Return the captures of each shard in order, by SHA-256; ``sightings`` has those of each capture."""
    bits = max(0, -(-len(sightings) // _CAPTURES) - 1).bit_length()
    ordered = sorted(sightings)
    return [
        list(shard) for _, shard in groupby(ordered, key=lambda digest: int(digest[:_DIGITS], 16) >> (_BITS - bits))
    ]


def make_shard(
    digests: Sequence[str],
    sightings: Mapping[str, Sequence[Sighting]],
    collections: Sequence[Collection],
    takedowns: Mapping[str, Takedown],
    root: Path,
    folder: Path,
    settings: Settings,
    done: Callable[[], None],
) -> Shard:
    """Process some captures of the corpus in ``root``, write their page texts below ``folder``, and judge what they gave.

    A capture whose rows are at fault is rejected, with the fault as its reason. ``done`` is called after each capture. Raises
    ``ManifestError`` for a takedown that leaves its page, and ``BuildError`` for a fault that is no capture's.
    """
    with _collector_off():
        processed = list(_process(digests, sightings, takedowns, root, settings, done))
        faults: dict[str, str] = {}
        while True:
            left = [failed(one, faults[one.capture_id]) if one.capture_id in faults else one for one in processed]
            try:
                made = of_captures(left, sightings)
            except ValueError as error:
                said = [f"the tables cannot be written: {error} The last package is untouched."]
                well = [one for one in left if one.capture_id not in faults]
                found = unwritable(well, lambda one: of_captures([one], sightings))
            else:
                texts = pages(left)
                write_pages(folder, texts)
                whole = as_package(made, collections)
                report = judge_tables(whole, folder, root)
                if report.valid:
                    return Shard(made, report.warnings)
                remove_pages(folder, texts)
                said = [_NOT_VALID, *islice(report.lines(), _SHOWN)]
                found = captures_at_fault(report.errors, whole)
            if not found or not found.keys() - faults.keys():
                raise BuildError("\n".join(said))
            faults |= found


def _process(
    digests: Sequence[str],
    sightings: Mapping[str, Sequence[Sighting]],
    takedowns: Mapping[str, Takedown],
    root: Path,
    settings: Settings,
    done: Callable[[], None],
) -> Iterator[Processed]:
    reader = CaptureReader(root)
    for digest in digests:
        first = sightings[digest][0]
        takedown = takedowns.get(capture_id(digest))
        spans = takedown.spans if takedown else ()
        one = process_captured(Captured(first, reader.read(first.path)), settings, spans)
        if spans and spans[-1][1] > len(one.page_text or ""):
            raise ManifestError(
                f"{root / TAKEDOWN}: the page of {one.capture_id} ends before {spans[-1][1]}. Correct the span."
            )
        _LOG.debug("%s: %s %s", first.path, one.status, one.reason or "")
        done()
        yield one


@contextmanager
def _collector_off() -> Iterator[None]:
    """Records hold no circles, so that there is nothing for the collector to find while they are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
