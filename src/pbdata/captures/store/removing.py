"""Take out what was added by mistake: the sighting or source out of the manifest, and its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pbdata.captures.addresses import is_remote, record_address
from pbdata.captures.iterating import known_captures
from pbdata.captures.store.appending import without
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, manifest_of
from pbdata.captures.store.takedown import TAKEDOWN, named_in, read_takedowns
from pbdata.captures.store.withdrawing import marked_as_removed
from pbdata.checked_yaml import decode_yaml, did_you_mean, read_file
from pbdata.errors import ManifestError, PbdataError
from pbdata.forms.reading import Written
from pbdata.locking import WORKSHOP, lock, sync
from pbdata.model.ids import capture_id


@dataclass(frozen=True, slots=True)
class Removed:
    """A sighting that was taken out, or a source, which has no ``capture_id``.

    ``is_last`` says that no other sighting of its capture is left.
    """

    path: str
    capture_id: str | None
    is_last: bool


def remove(root: Path, names: Sequence[str], *, dry_run: bool = False) -> list[Removed]:
    """Take sightings and sources out of the manifest and delete their files: all that were named, or none.

    A name is a ``capture_id``, which stands for all its sightings, the path of a file in ``data/raw/``, or the URL of a source. A record
    stays in its file: it can be withdrawn. Where a capture was withdrawn and its last sighting goes, the takedown says so from then
    on. Raises ``ManifestError`` or ``PbdataError``.
    """
    if dry_run:
        return _plan(root, names)[0]
    read_file(root / MANIFEST)
    with lock(root):
        removed, manifest, takedowns = _plan(root, names)
        _put(root, MANIFEST, manifest)
        if takedowns is not None:
            _put(root, TAKEDOWN, takedowns)
        for one in removed:
            if not is_remote(one.path):
                (root / one.path).unlink(missing_ok=True)
    return removed


def _plan(root: Path, names: Sequence[str]) -> tuple[list[Removed], bytes, bytes | None]:
    """What would be taken out, and the new content of the manifest and, where it changes, of the takedowns."""
    path = root / MANIFEST
    before = read_file(path)
    written = Written(path, decode_yaml(path, before))
    manifest = manifest_of(written)
    named = [_named(root, manifest, name) for name in names]
    sightings, sources = (sorted({at for one in named for at in one[side]}) for side in (0, 1))
    after = before
    for list_name, positions in (("sightings", sightings), ("sources", sources)):
        if positions:
            after = without(Written(path, decode_yaml(path, after)), after, positions, list_name)
    left = Manifest(
        manifest.collections,
        tuple(one for at, one in enumerate(manifest.sightings) if at not in sightings),
        tuple(one for at, one in enumerate(manifest.sources) if at not in sources),
    )
    if manifest_of(Written(path, decode_yaml(path, after))) != left:
        raise ManifestError(f"{path}: these rows cannot be taken out by themselves. Take them out by hand: {names}.")
    gone = [manifest.sightings[at] for at in sightings]
    ids = named_in(root / TAKEDOWN)
    known = known_captures(root, manifest, ids)
    takedowns = read_takedowns(root / TAKEDOWN, known)
    still_known = known_captures(root, left, ids | {capture_id(one.sha256) for one in gone})
    removed = [Removed(one.path, capture_id(one.sha256), capture_id(one.sha256) not in still_known) for one in gone]
    removed += [Removed(manifest.sources[at].path, None, True) for at in sources]
    withdrawn = (takedowns.keys() & known) - still_known
    for one in sorted(withdrawn):
        if takedowns[one].spans:
            raise PbdataError(
                f"{one}: stretches of its page are withheld. Withdraw it whole first: take `spans` out of {TAKEDOWN}."
            )
    return removed, after, marked_as_removed(root / TAKEDOWN, withdrawn) if withdrawn else None


def _named(root: Path, manifest: Manifest, name: str) -> tuple[list[int], list[int]]:
    """The positions of the sightings and of the sources that a name stands for."""
    paths = {name, f"{RAW}/{name}", _from_root(root, name)}
    sightings = [at for at, one in enumerate(manifest.sightings) if one.path in paths or capture_id(one.sha256) == name]
    sources = [at for at, one in enumerate(manifest.sources) if one.path in paths]
    address = record_address(name)
    if not sightings and not sources and address and any(_named(root, manifest, address.file)):
        raise PbdataError(
            f"{name}: a record stays in its file. Withdraw its capture with `pbdata withdraw`, and it stays out of the "
            "tables; or remove the whole file. Nothing was removed."
        )
    if not sightings and not sources:
        near = _near(manifest, name)
        raise PbdataError(f"{name}: the manifest has no such sighting or source. {near} Nothing was removed.")
    return sightings, sources


def _from_root(root: Path, name: str) -> str:
    try:
        return Path(name).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return ""


def _near(manifest: Manifest, name: str) -> str:
    known = [one.path.removeprefix(f"{RAW}/") for one in manifest.sources]
    known += [word for one in manifest.sightings for word in (one.path.removeprefix(f"{RAW}/"), capture_id(one.sha256))]
    near = did_you_mean(Path(name).name, known)
    return near if near.startswith("Did") else "`pbdata list` shows the captures, data/raw/manifest.yaml all sightings."


def _put(root: Path, path: str, content: bytes) -> None:
    """Put new content in place of a file, whole or not at all."""
    draft = root / WORKSHOP / f"{Path(path).name}.draft"
    draft.write_bytes(content)
    sync(draft)
    draft.replace(root / path)
