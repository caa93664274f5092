"""The captures of a source: a record of a file becomes a capture with its sighting."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pbdata.captures.addresses import RecordAddress, is_remote
from pbdata.captures.sources.formats import FORMATS
from pbdata.captures.sources.record import Record
from pbdata.captures.store.manifest import Sighting, Source
from pbdata.errors import PbdataError


class Captured(NamedTuple):
    """The bytes of a capture, and what is known of where they came from."""

    sighting: Sighting
    data: bytes


def captured(root: Path, source: Source, left_out: Counter[str]) -> Iterator[Captured]:
    """The captures of a source, one by one. What is no page is counted in ``left_out``; what is broken is a capture that says so."""
    for record in FORMATS[source.format].records(_place(root, source.path), source.columns):
        if record.left_out:
            left_out[record.left_out] += 1
        else:
            yield _captured(source, record)


def captured_at(root: Path, source: Source, offset: int) -> Captured:
    """The capture that lies at an offset of a source. Raises ``PbdataError`` where there is none."""
    record = FORMATS[source.format].record_at(_place(root, source.path), offset, source.columns)
    if record is None or record.left_out or record.offset != offset:
        what = record.left_out if record and record.offset == offset else "nothing"
        address = RecordAddress(source.path, offset)
        raise PbdataError(f"{address}: there is no capture here, but {what}. Check the address.")
    return _captured(source, record)


def _place(root: Path, path: str) -> str:
    return path if is_remote(path) else str(root / path)


def _captured(source: Source, record: Record) -> Captured:
    sighting = Sighting(
        path=str(RecordAddress(source.path, record.offset)),
        sha256=sha256(record.data).hexdigest(),
        media_type=source.media_type or record.media_type or "",
        collection=source.collection,
        url=record.url,
        retrieved=record.retrieved or source.retrieved,
        rights_holder=source.rights_holder,
        rights_notice=source.rights_notice,
        rights_uri=source.rights_uri,
        broken=record.broken,
        place=source.place,
    )
    return Captured(sighting, record.data)
