"""Read ``data/raw/manifest.yaml``: how captures were gathered, the files that hold many of them, and each sighting of one.

forms/manifest.yaml is its form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pbdata.captures.addresses import MANIFEST, RAW, is_remote, place_in_order, record_address
from pbdata.captures.sources.columns import Columns
from pbdata.checked_yaml import did_you_mean
from pbdata.forms.checking import check
from pbdata.forms.reading import Step, Written

__all__ = [
    "MANIFEST",
    "RAW",
    "Collection",
    "Manifest",
    "Sighting",
    "Source",
    "by_capture",
    "manifest_of",
    "read_manifest",
    "unfit",
    "unfit_sources",
]

_SHARED = ("rights_holder", "rights_notice", "rights_uri")


@dataclass(frozen=True, slots=True)
class Collection:
    """How captures were gathered. ``gathered`` is a date or an interval (``2025-01/2025-03``) in ISO 8601."""

    collection_id: str
    title: str
    frame: str | None = None
    query: str | None = None
    gathered: str | None = None
    n_found: int | None = None
    n_kept: int | None = None
    exclusions: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time that a capture was taken. ``path`` counts from the package root; ``place`` is where the manifest says so.

    ``url_from`` and ``retrieved_from`` name what in the file itself says the address and the time, where nobody gave them.
    ``broken`` says what is wrong with a record of a source that cannot be read.
    """

    path: str
    sha256: str
    media_type: str
    collection: str
    url: str | None = None
    retrieved: str | None = None
    rights_holder: str | None = None
    rights_notice: str | None = None
    rights_uri: str | None = None
    url_from: str | None = None
    retrieved_from: str | None = None
    broken: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds many captures. ``path`` counts from the package root, or is a URL; ``sha256`` is that of a file that is here.

    ``columns`` says where rows have what. ``media_type`` and ``retrieved`` hold where a record does not say. ``n_captures`` is how many
    captures there are in it, as ``pbdata add`` counted them.
    """

    path: str
    format: str
    collection: str
    sha256: str | None = None
    columns: Columns = Columns()
    media_type: str | None = None
    retrieved: str | None = None
    n_captures: int | None = None
    rights_holder: str | None = None
    rights_notice: str | None = None
    rights_uri: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Collections, sightings and sources in the order in which the manifest lists them."""

    collections: tuple[Collection, ...]
    sightings: tuple[Sighting, ...]
    sources: tuple[Source, ...] = ()

    def by_capture(self) -> dict[str, list[Sighting]]:
        """The sightings of each capture, as ``by_capture`` has them."""
        return by_capture(self.sightings)


def by_capture(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    """The sightings of each capture by SHA-256, in the order of their places, and captures in that of the first of them."""
    found: dict[str, list[Sighting]] = {}
    for one in sorted(sightings, key=lambda sighting: place_in_order(sighting.path)):
        found.setdefault(one.sha256, []).append(one)
    return found


def read_manifest(path: Path) -> Manifest:
    """The checked content of a manifest. Raises ``ManifestError`` with all faults, ``file:line:column`` each."""
    return manifest_of(Written.read(path))


def manifest_of(written: Written) -> Manifest:
    """The content of a manifest that has been read. Raises ``ManifestError`` as ``read_manifest`` does."""
    check(written, __package__, "manifest")
    given = written.value if isinstance(written.value, dict) else {}
    collections, rows, files = (_mappings(given.get(name)) for name in ("collections", "sightings", "sources"))
    ids = _check_collections(written, collections)
    sightings = [_sighting(written, at, row) for at, row in rows]
    for at, said, steps in unfit(sightings, ids):
        written.wrong(("sightings", rows[at][0], *steps), said)
    sources = [_source(written, at, row) for at, row in files]
    for at, said, steps in unfit_sources(sources, sightings, ids):
        written.wrong(("sources", files[at][0], *steps), said)
    written.close()
    return Manifest(tuple(Collection(**_named(row)) for _, row in collections), tuple(sightings), tuple(sources))


def unfit(
    sightings: Sequence[Sighting], ids: Sequence[str], known: int = 0
) -> Iterator[tuple[int, str, tuple[Step, ...]]]:
    """What no schema can say of sightings: the position of each at fault, what is wrong, and at which of its keys.

    The first ``known`` of them were looked at before.
    """
    paths: dict[str, Sighting] = {}
    bytes_seen: dict[str, Sighting] = {}
    for at, one in enumerate(sightings):
        first, same = paths.setdefault(one.path, one), bytes_seen.setdefault(one.sha256, one)
        if at < known:
            continue
        if one.collection and one.collection not in ids:
            yield at, _no_collection(one.collection, ids), ("collection",)
        if first is not one and one.path:
            said = f"`{one.path}` is listed already at {first.place or 'a row before'}. Keep one, or give this sighting a file of its own."
            yield at, said, ("path",)
        for name in _SHARED if same is not one and one.sha256 else ():
            if getattr(one, name) != getattr(same, name):
                yield at, _differs(one, same, name), ("path",)


def unfit_sources(
    sources: Sequence[Source], sightings: Sequence[Sighting], ids: Sequence[str], known: int = 0
) -> Iterator[tuple[int, str, tuple[Step, ...]]]:
    """What no schema can say of sources, as ``unfit`` does of sightings."""
    paths: dict[str, Source | Sighting] = {one.path: one for one in sightings}
    as_records = {address.file: str(address) for one in sightings if (address := record_address(one.path))}
    for at, one in enumerate(sources):
        first = paths.setdefault(one.path, one)
        if at < known:
            continue
        if one.collection and one.collection not in ids:
            yield at, _no_collection(one.collection, ids), ("collection",)
        if first is not one and one.path:
            yield at, f"`{one.path}` is listed already at {first.place or 'a row before'}. Keep one.", ("path",)
        if one.path in as_records:
            said = f"the file `{as_records[one.path]}` has the name of a record of this source. Rename one of them."
            yield at, said, ("path",)
        if not is_remote(one.path) and not one.sha256:
            yield at, "a source that is a file here has a `sha256`. Write it: `sha256sum FILE`.", ()
        for key in ("columns", "media_type") if one.format == "warc" else ():
            if any(getattr(one, key) or ()):
                yield at, f"a WARC file says itself what it holds. Leave `{key}` out.", (key,)
        if one.format != "warc" and bool(one.columns.text) == bool(one.columns.html):
            yield at, "say which column holds the page: `text: NAME` or `html: NAME`, one of them.", ("columns",)


def _no_collection(name: str, ids: Sequence[str]) -> str:
    return f"there is no collection `{name}`. {did_you_mean(name, ids)} Describe a new one under `collections:`."


def _differs(one: Sighting, first: Sighting, name: str) -> str:
    """The same bytes are one capture, and a capture has one statement of rights."""
    return (
        f"`{one.path}` holds the same bytes as the file at {first.place or first.path}, and their "
        f"{name.replace('rights_', 'rights: ')} differs. Make the two equal."
    )


def _mappings(items: Any) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a list with their positions; the form has told what else is in it."""
    return [(at, one) for at, one in enumerate(items if isinstance(items, list) else ()) if isinstance(one, dict)]


def _check_collections(written: Written, rows: list[tuple[int, dict[str, Any]]]) -> tuple[str, ...]:
    """The ids of the collections; what is wrong with them beyond their form is noted."""
    ids: dict[str, None] = {}
    for at, row in rows:
        one, found, kept = (row.get(key) for key in ("id", "n_found", "n_kept"))
        if isinstance(one, str):
            if one in ids:
                written.wrong(("collections", at), f"the collection `{one}` is described twice. Keep one.")
            ids[one] = None
        if type(found) is int and type(kept) is int and kept > found:
            written.wrong(("collections", at, "n_kept"), "`n_kept` is larger than `n_found`. Correct one of them.")
    return tuple(ids)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    gathered = {"gathered": str(row["gathered"])} if "gathered" in row else {}
    return {"collection_id" if key == "id" else key: value for key, value in row.items()} | gathered


def _text(row: dict[str, Any], key: str) -> str | None:
    """A plain value as text; what its form refuses is told by then, and is nothing here."""
    value = row.get(key)
    return None if value is None or isinstance(value, list | dict) else str(value)


def _part(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def _sighting(written: Written, at: int, row: dict[str, Any]) -> Sighting:
    rights, path = _part(row, "rights"), _text(row, "path")
    return Sighting(
        path=f"{RAW}/{path}" if path else "",
        sha256=_text(row, "sha256") or "",
        media_type=_text(row, "media_type") or "",
        collection=_text(row, "collection") or "",
        url=_text(row, "url"),
        retrieved=_text(row, "retrieved"),
        rights_holder=_text(rights, "holder"),
        rights_notice=_text(rights, "notice"),
        rights_uri=_text(rights, "uri"),
        url_from=_text(row, "url_from"),
        retrieved_from=_text(row, "retrieved_from"),
        place=written.place(("sightings", at, "path")),
    )


def _source(written: Written, at: int, row: dict[str, Any]) -> Source:
    rights, columns, path = _part(row, "rights"), _part(row, "columns"), _text(row, "path") or ""
    n_captures = row.get("n_captures")
    return Source(
        path=f"{RAW}/{path}" if path and not is_remote(path) else path,
        format=_text(row, "format") or "",
        collection=_text(row, "collection") or "",
        sha256=_text(row, "sha256"),
        columns=Columns(**{name: _text(columns, name) for name in Columns._fields}),
        media_type=_text(row, "media_type"),
        retrieved=_text(row, "retrieved"),
        n_captures=n_captures if type(n_captures) is int else None,
        rights_holder=_text(rights, "holder"),
        rights_notice=_text(rights, "notice"),
        rights_uri=_text(rights, "uri"),
        place=written.place(("sources", at, "path")),
    )
