"""What a name stands for that somebody gives: a capture, a file that holds many, or one of these, listed in a manifest or not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pbdata.captures.addresses import RecordAddress, is_remote, record_address
from pbdata.captures.formats import sniff
from pbdata.captures.sourced import Captured, captured, captured_at
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.formats import FORMATS, format_of
from pbdata.captures.store.manifest import MANIFEST, Sighting, Source, read_manifest
from pbdata.errors import ManifestError


def is_there(name: str) -> bool:
    """Whether there is a file of this name, or one with a record of this name. What a URL has is known when it is read."""
    address = record_address(name)
    return is_remote(name) or Path(name).is_file() or address is not None and Path(address.file).is_file()


def captures_at(name: str) -> Iterator[Captured]:
    """The captures that a name stands for: the file itself, all records of a source, or one of them (``crawl.warc.gz#1234``).

    Raises ``PbdataError`` where a source cannot be read, or has no such record.
    """
    address = None if Path(name).is_file() else record_address(name)
    source = source_at(address.file if address else name)
    if source is None:
        data = Path(name).read_bytes()
        yield Captured(Sighting(name, sha256(data).hexdigest(), sniff(data, name), ""), data)
    elif address:
        yield captured_at(Path(), source, address.offset)
    else:
        yield from captured(Path(), source, Counter())


def record_at(name: str, found: Captured) -> RecordAddress | None:
    """Where a capture that a name stands for lies in its source; ``None`` for a file, which may be called like a record."""
    return None if found.sighting.path == name and Path(name).is_file() else record_address(found.sighting.path)


def source_at(name: str) -> Source | None:
    """The source that a file is, with its ``path`` as it is named here; ``None`` for a file that is a capture itself.

    It is what the manifest says of it in whose corpus it lies; where none does, its name and its columns tell.
    """
    listed = _listed(name)
    if listed:
        return replace(listed, path=name)
    known = format_of(name)
    return Source(path=name, format=known, collection="", columns=own_columns(name, known)) if known else None


def own_columns(place: str, known: str, given: Columns | None = None) -> Columns:
    """The columns of a file: as ``given``, and else those that are called so. Of a page one column is taken, where it is given."""
    given = given or Columns()
    there = FORMATS[known].columns
    if there is None:
        return given
    names = there(place)
    asked = ("url", "retrieved") if given.page else Columns._fields
    own = {name: name for name in asked if name in names and getattr(given, name) is None}
    return given._replace(**own)


def _listed(name: str) -> Source | None:
    """The entry of a file in the manifest of the corpus in which it lies, or for a URL of the folder in which we are."""
    here = Path().resolve()
    place = (here / name).resolve()
    roots = [here] if is_remote(name) else [one for one in place.parents if (one / MANIFEST).is_file()]
    for root in roots:
        try:
            sources = read_manifest(root / MANIFEST).sources
        except ManifestError:
            continue
        for one in sources:
            if one.path == name if is_remote(name) else (root / one.path).resolve() == place:
                return one
    return None
