"""Add captures: their bytes go into ``data/raw/``, their sightings to the end of the manifest."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pbdata.captures.encoding import decode
from pbdata.captures.formats import evidence, sniff
from pbdata.captures.store.appending import appended, as_row
from pbdata.captures.store.copying import Copy, copy_and_list
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, Source, manifest_of, unfit
from pbdata.captures.store.naming import free_name, path_in_raw, taken_names
from pbdata.captures.store.wanted import Wanted, wanted
from pbdata.checked_yaml import MOMENT_FORM, decode_yaml, is_moment, read_file
from pbdata.errors import ManifestError, PbdataError
from pbdata.forms.checking import faults
from pbdata.forms.reading import Written
from pbdata.locking import lock

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was added. ``same_as`` is the path of an earlier sighting of the same bytes, ``warning`` what to know."""

    source: str
    sighting: Sighting
    same_as: str | None
    warning: str | None


def add(
    root: Path,
    files: Sequence[Path],
    *,
    collection: str,
    url: str | None = None,
    retrieved: str | None = None,
    rights_holder: str | None = None,
    rights_notice: str | None = None,
    rights_uri: str | None = None,
    dry_run: bool = False,
) -> list[Added]:
    """Copy ``files`` into ``data/raw/`` and append a sighting of each to the manifest: all of them, or none.

    A folder stands for the pages in it, a name with ``*`` for the files that it fits. What is given is said of each of them;
    an address belongs to one. ``add_wanted`` says the rest. Raises ``ManifestError`` or ``PbdataError``, with nothing added.
    """
    given = Wanted(
        file=Path(),
        collection=collection,
        url=url,
        retrieved=retrieved,
        rights_holder=rights_holder,
        rights_notice=rights_notice,
        rights_uri=rights_uri,
    )
    found = wanted(files, given).found
    if given.url and len(found) > 1:
        raise PbdataError(
            f"one URL was given for {len(found)} files. Add the files one by one, or give a list with `--list`."
        )
    return add_wanted(root, found, dry_run=dry_run)


def add_wanted(root: Path, rows: Sequence[Wanted], *, dry_run: bool = False) -> list[Added]:
    """Copy files into ``data/raw/`` and append a sighting of each to the manifest: all of them, or none.

    No file is overwritten: a name that is taken gets ``-2``. A file that lies in ``data/raw/`` already is listed where
    it is. The same bytes seen before are a second sighting of one capture and share its rights. Where nobody gave an address or
    a time, the file itself is asked, and the manifest says what in it was believed. A row without a collection is of the only one
    that there is. Raises ``ManifestError`` or ``PbdataError``.
    """
    for row in rows:
        if row.retrieved and not is_moment(row.retrieved):
            where = f"{row.place}: " if row.place else ""
            raise PbdataError(f"{where}the capture cannot have been retrieved at `{row.retrieved}`. {MOMENT_FORM}")
    if dry_run:
        return _plan(root, rows)[0]
    read_file(root / MANIFEST)
    with lock(root):
        added, content = _plan(root, rows)
        copy_and_list(root, (Copy(one.source, one.sighting.path, one.sighting.sha256) for one in added), content)
    return added


def _plan(root: Path, rows: Sequence[Wanted]) -> tuple[list[Added], bytes]:
    """What would be added, and the manifest's new content. What stands in the manifest is read once."""
    path = root / MANIFEST
    before = read_file(path)
    written = Written(path, decode_yaml(path, before))
    manifest = manifest_of(written)
    rows = [row if row.collection else replace(row, collection=only_collection(manifest)) for row in rows]
    listed: dict[str, Sighting | Source] = {one.path: one for one in manifest.sources}
    listed |= {one.path: one for one in manifest.sightings}
    seen: dict[str, Sighting] = {}
    for sighting in manifest.sightings:
        seen.setdefault(sighting.sha256, sighting)
    taken = taken_names(root, manifest)
    added: list[Added] = []
    for row in rows:
        data = _read(row.file)
        place = path_in_raw(root, row.file, listed) or f"{RAW}/{free_name(row.file.name, taken)}"
        taken.add(Path(place).name.casefold())
        digest = hashlib.sha256(data).hexdigest()
        added.append(_added(row, data, place, digest, seen.get(digest)))
        listed[place] = added[-1].sighting
        seen.setdefault(digest, added[-1].sighting)
    new = [one.sighting for one in added]
    _refuse_unfit(manifest, new, rows)
    return added, appended(written, before, new)


def only_collection(manifest: Manifest) -> str:
    """The collection to which files belong where nobody says it: the only one that there is."""
    ids = [one.collection_id for one in manifest.collections]
    if len(ids) != 1:
        raise PbdataError(
            f"say to which collection the files belong: --collection ID. Known: {', '.join(ids) or 'none, describe one'}. "
            "Nothing was added."
        )
    return ids[0]


def _refuse_unfit(manifest: Manifest, new: Sequence[Sighting], rows: Sequence[Wanted]) -> None:
    """Raise ``ManifestError`` with all that the manifest cannot say of the new sightings."""
    said = list(_unfit(manifest, new, rows))
    if said:
        more = [f"... and {len(said) - _SHOWN} more."] if len(said) > _SHOWN else []
        raise ManifestError("\n".join([*said[:_SHOWN], *more, "Nothing was added."]))


def _unfit(manifest: Manifest, new: Sequence[Sighting], rows: Sequence[Wanted]) -> Iterator[str]:
    value = {"collections": [], "sightings": [as_row(one) for one in new]}
    for fault in faults(value, __package__, "manifest"):
        yield f"{rows[int(fault.steps[1])].said_at()}: {fault.said}"
    known = len(manifest.sightings)
    ids = tuple(one.collection_id for one in manifest.collections)
    for at, said, _ in unfit([*manifest.sightings, *new], ids, known):
        yield f"{rows[at - known].said_at()}: {said}"


def _added(row: Wanted, data: bytes, place: str, digest: str, earlier: Sighting | None) -> Added:
    decoded = decode(data)
    found = evidence(decoded.text or "")
    sighting = Sighting(
        path=place,
        sha256=digest,
        media_type=sniff(data, row.file.name),
        collection=row.collection,
        url=row.url or found.url,
        url_from=None if row.url else found.url_from,
        retrieved=row.retrieved or found.retrieved,
        retrieved_from=None if row.retrieved else found.retrieved_from,
        rights_holder=row.rights_holder or (earlier.rights_holder if earlier else None),
        rights_notice=row.rights_notice or (earlier.rights_notice if earlier else None),
        rights_uri=row.rights_uri or (earlier.rights_uri if earlier else None),
    )
    warning = f"the build will list it as rejected: {decoded.reason}" if decoded.reason else None
    return Added(str(row.file), sighting, earlier.path if earlier else None, warning)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except FileNotFoundError:
        raise PbdataError(f"{source}: there is no such file. Nothing was added; check the name.") from None
    except OSError as error:
        raise PbdataError(f"{source}: it cannot be read ({error.strerror}). Nothing was added.") from None
