"""What a file is that is named on the command line: a source, as its manifest lists it or as it tells itself, or a capture."""

from pathlib import Path

from pbdata.captures.addresses import is_remote
from pbdata.captures.sources.columns import Columns
from pbdata.captures.sources.formats import FORMATS, format_of
from pbdata.captures.store.manifest import MANIFEST, Source, read_manifest
from pbdata.errors import ManifestError


def source_at(name: str) -> Source | None:
    """The source that a file is, with its ``path`` as it is named here; ``None`` for a file that is a capture itself."""
    listed = _listed(name)
    if listed:
        return listed
    known = format_of(name)
    return Source(path=name, format=known, collection="", columns=own_columns(name, known)) if known else None


def own_columns(place: str, known: str, given: Columns = Columns()) -> Columns:  # noqa: B008
    """The columns of a file: as ``given``, and else those that are called so. Of a page one column is taken, where it is given."""
    there = FORMATS[known].columns
    if there is None:
        return given
    names = there(place)
    asked = ("url", "retrieved") if given.page else Columns._fields
    own = {name: name for name in asked if name in names and getattr(given, name) is None}
    return given._replace(**own)


def _listed(name: str) -> Source | None:
    """The entry of a file in the manifest of the corpus in which it lies, or of the folder that we are in for a URL."""
    here = Path().resolve()
    place = here / name
    roots = [here] if is_remote(name) else [one for one in place.parents if (one / MANIFEST).is_file()]
    for root in roots:
        try:
            sources = read_manifest(root / MANIFEST).sources
        except ManifestError:
            continue
        for one in sources:
            if one.path == name if is_remote(name) else (root / one.path).resolve() == place.resolve():
                return Source(
                    path=name,
                    format=one.format,
                    collection=one.collection,
                    columns=one.columns,
                    media_type=one.media_type,
                )
    return None
