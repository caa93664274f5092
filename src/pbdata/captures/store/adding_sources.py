"""Add sources, files that hold many captures: their bytes go into ``data/raw/`` or stay at their URL, an entry into the manifest."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pbdata.captures.addresses import is_remote, record_address
from pbdata.captures.encoding import decode
from pbdata.captures.formats import is_read, read
from pbdata.captures.sourced import Captured, captured
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.formats import FORMATS, format_of
from pbdata.captures.sources.opening import open_file, size_of
from pbdata.captures.store.adding import only_collection
from pbdata.captures.store.appending import as_row, with_sources
from pbdata.captures.store.copying import Copy, copy_and_list, digest_of
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, Source, manifest_of, unfit_sources
from pbdata.captures.store.naming import free_name, path_in_raw, taken_names
from pbdata.captures.store.recognizing import own_columns
from pbdata.captures.store.wanted import Wanted
from pbdata.checked_yaml import MOMENT_FORM, decode_yaml, is_moment, read_file
from pbdata.errors import ManifestError, PbdataError
from pbdata.forms.checking import faults
from pbdata.forms.reading import Written
from pbdata.locking import lock

Progress = Callable[[int, int], None]

_SHOWN, _SHOWN_CHARACTERS = 3, 40


@dataclass(frozen=True, slots=True)
class Preview:
    """One of the first captures of a source: its address, what is known of it, and how its page begins."""

    path: str
    media_type: str
    url: str | None
    retrieved: str | None
    begins: str


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source that was added. ``left_out`` counts by kind the records that are no pages, ``broken`` those that cannot be read.

    ``distinct`` is how many different captures there are among the ``source.n_captures``; ``first`` shows some.
    """

    given: str
    source: Source
    distinct: int
    broken: int
    left_out: Mapping[str, int]
    first: tuple[Preview, ...]


def add_sources(
    root: Path,
    names: Sequence[str],
    given: Wanted,
    columns: Columns,
    *,
    in_place: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[AddedSource]:
    """Add files that hold many captures: all of them, or none. Each is read once, and what is in it counted.

    ``names`` are files and URLs; what lies at a URL is copied, or with ``in_place`` only listed. ``given`` is said of all of them,
    ``columns`` too; a column that is not given is that of its own name. ``progress`` is called with the bytes that were read and all of
    a file. Raises ``ManifestError`` or ``PbdataError``, with nothing added.
    """
    if given.url:
        raise PbdataError(
            "the pages of a source have addresses of their own. Leave --url out, or name its column: --column url=NAME."
        )
    if given.retrieved and not is_moment(given.retrieved):
        raise PbdataError(f"the captures cannot have been retrieved at `{given.retrieved}`. {MOMENT_FORM}")
    if in_place and (here := [name for name in names if not is_remote(name)]):
        raise PbdataError(f"{here[0]}: this is a file, which belongs into {RAW}. Leave --in-place out; it is for URLs.")
    if dry_run:
        return _plan(root, names, given, columns, in_place, progress)[0]
    read_file(root / MANIFEST)
    with lock(root):
        added, content = _plan(root, names, given, columns, in_place, progress)
        copy_and_list(root, _copies(added), content)
    return added


def _plan(
    root: Path, names: Sequence[str], given: Wanted, columns: Columns, in_place: bool, progress: Progress | None
) -> tuple[list[AddedSource], bytes]:
    """What would be added, and the manifest's new content."""
    path = root / MANIFEST
    before = read_file(path)
    written = Written(path, decode_yaml(path, before))
    manifest = manifest_of(written)
    taken = taken_names(root, manifest)
    collection = given.collection or only_collection(manifest)
    sources: list[tuple[str, Source]] = []
    for name in names:
        known: tuple[Sighting | Source, ...] = (*manifest.sightings, *manifest.sources, *(one for _, one in sources))
        listed = {one.path: one for one in known}
        place = name if is_remote(name) and in_place else _place(root, name, listed, taken)
        if not is_remote(place):
            taken.add(PurePosixPath(place).name.casefold())
        sources.append((name, _source(name, place, replace(given, collection=collection), columns)))
    _refuse_unfit(manifest, sources)
    added = [_counted(name, source, progress) for name, source in sources]
    content = with_sources(written, before, [one.source for one in added])
    expected = replace(manifest, sources=(*manifest.sources, *(one.source for one in added)))
    if manifest_of(Written(path, decode_yaml(path, content))) != expected:
        raise ManifestError(f"{path}: no source can be added to it. Make `sources:` a list of `- path:`.")
    return added, content


def _place(root: Path, name: str, listed: Mapping[str, Sighting | Source], taken: set[str]) -> str:
    """Where a copy of a file shall lie, or where the file lies already."""
    here = None if is_remote(name) else path_in_raw(root, Path(name), listed)
    return here or f"{RAW}/{free_name(PurePosixPath(name.partition('?')[0]).name, taken)}"


def _source(name: str, place: str, given: Wanted, columns: Columns) -> Source:
    known = format_of(name)
    if known is None:
        raise PbdataError(
            f"{name}: its name does not say which format it is. Let it end as WARC, JSON Lines, CSV or Parquet files do, "
            "such as .warc.gz or .jsonl; nothing was added."
        )
    found = own_columns(name, known, columns)
    FORMATS[known].check(name, found)
    return Source(
        path=place,
        format=known,
        collection=given.collection,
        sha256=None if is_remote(place) else digest_of(name),
        columns=found,
        retrieved=given.retrieved,
        rights_holder=given.rights_holder,
        rights_notice=given.rights_notice,
        rights_uri=given.rights_uri,
    )


def _refuse_unfit(manifest: Manifest, new: Sequence[tuple[str, Source]]) -> None:
    """Raise ``ManifestError`` with all that the manifest cannot say of the new sources."""
    value = {"collections": [], "sources": [as_row(source) for _, source in new]}
    said = [f"{new[int(fault.steps[1])][0]}: {fault.said}" for fault in faults(value, __package__, "manifest")]
    known = len(manifest.sources)
    ids = tuple(one.collection_id for one in manifest.collections)
    all_sources = [*manifest.sources, *(source for _, source in new)]
    said += [
        f"{new[at - known][0]}: {one}" for at, one, _ in unfit_sources(all_sources, manifest.sightings, ids, known)
    ]
    seen: dict[str | None, Source] = {one.sha256: one for one in manifest.sources if one.sha256}
    for name, source in new:
        same = seen.setdefault(source.sha256, source) if source.sha256 else source
        if same is not source:
            said.append(f"{name}: the same bytes are a source already, {same.path}. Leave it out.")
    if said:
        raise ManifestError("\n".join([*said, "Nothing was added."]))


def _counted(name: str, source: Source, progress: Progress | None) -> AddedSource:
    """Read a source where it lies now, and count what is in it."""
    left_out: Counter[str] = Counter()
    seen: set[str] = set()
    first: list[Preview] = []
    n_captures = broken = 0
    with open_file(name) as file:
        size = size_of(file)
    for one in captured(Path(), replace(source, path=name), left_out):
        n_captures += 1
        broken += one.sighting.broken is not None
        seen.add(one.sighting.sha256)
        address = record_address(one.sighting.path)
        assert address is not None
        if len(first) < _SHOWN and not one.sighting.broken:
            first.append(_preview(one, str(address._replace(file=source.path))))
        if progress:
            progress(min(address.offset, size), size)
    return AddedSource(name, replace(source, n_captures=n_captures), len(seen), broken, dict(left_out), tuple(first))


def _preview(one: Captured, path: str) -> Preview:
    sighting, decoded = one.sighting, decode(one.data)
    text = decoded.text or ""
    page = read(text, sighting.media_type).text if is_read(sighting.media_type) else text
    begins = " ".join(page.split())[:_SHOWN_CHARACTERS]
    return Preview(path, sighting.media_type, sighting.url, sighting.retrieved, begins or decoded.reason or "")


def _copies(added: Sequence[AddedSource]) -> Iterator[Copy]:
    for one in added:
        if one.source.sha256:
            yield Copy(one.given, one.source.path, one.source.sha256)
