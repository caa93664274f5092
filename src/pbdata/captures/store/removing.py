"""Take out what was added by mistake: the sighting out of the manifest, and its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pbdata.captures.store.appending import without
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, manifest_of
from pbdata.captures.store.takedown import TAKEDOWN, read_takedowns
from pbdata.captures.store.withdrawing import marked_as_removed
from pbdata.checked_yaml import decode_yaml, did_you_mean, read_file
from pbdata.errors import ManifestError, PbdataError
from pbdata.forms.reading import Written
from pbdata.locking import WORKSHOP, lock, sync
from pbdata.model.ids import capture_id


@dataclass(frozen=True, slots=True)
class Removed:
    """A sighting that was taken out. ``is_last`` says that no other sighting of its capture is left."""

    path: str
    capture_id: str
    is_last: bool


def remove(root: Path, names: Sequence[str], *, dry_run: bool = False) -> list[Removed]:
    """Take sightings out of the manifest and delete their files: all that were named, or none.

    A name is a ``capture_id``, which stands for all its sightings, or the path of a file in ``data/raw/``. Where a capture was
    withdrawn and its last sighting goes, the takedown says so from then on. Raises ``ManifestError`` or ``PbdataError``.
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
            (root / one.path).unlink(missing_ok=True)
    return removed


def _plan(root: Path, names: Sequence[str]) -> tuple[list[Removed], bytes, bytes | None]:
    """What would be taken out, and the new content of the manifest and, where it changes, of the takedowns."""
    path = root / MANIFEST
    before = read_file(path)
    written = Written(path, decode_yaml(path, before))
    manifest = manifest_of(written)
    positions = sorted({position for name in names for position in _named(root, manifest, name)})
    gone = [manifest.sightings[position] for position in positions]
    left = {one.sha256 for at, one in enumerate(manifest.sightings) if at not in positions}
    after = without(written, before, positions)
    expected = tuple(one for at, one in enumerate(manifest.sightings) if at not in positions)
    if manifest_of(Written(path, decode_yaml(path, after))) != Manifest(manifest.collections, expected):
        raise ManifestError(f"{gone[0].place}: this row cannot be taken out by itself. Take it out by hand.")
    removed = [Removed(one.path, capture_id(one.sha256), one.sha256 not in left) for one in gone]
    takedowns = read_takedowns(root / TAKEDOWN, {capture_id(one.sha256) for one in manifest.sightings})
    withdrawn = {one.capture_id for one in removed if one.is_last and one.capture_id in takedowns}
    for one in sorted(withdrawn):
        if takedowns[one].spans:
            raise PbdataError(
                f"{one}: stretches of its page are withheld. Withdraw it whole first: take `spans` out of {TAKEDOWN}."
            )
    return removed, after, marked_as_removed(root / TAKEDOWN, withdrawn) if withdrawn else None


def _named(root: Path, manifest: Manifest, name: str) -> list[int]:
    """The positions of the sightings that a name stands for."""
    paths = {name, f"{RAW}/{name}", _from_root(root, name)}
    found = [at for at, one in enumerate(manifest.sightings) if one.path in paths or capture_id(one.sha256) == name]
    if not found:
        raise PbdataError(
            f"{name}: the manifest has no such sighting. {_near(manifest.sightings, name)} Nothing was removed."
        )
    return found


def _from_root(root: Path, name: str) -> str:
    try:
        return Path(name).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return ""


def _near(sightings: Sequence[Sighting], name: str) -> str:
    known = [word for one in sightings for word in (one.path.removeprefix(f"{RAW}/"), capture_id(one.sha256))]
    near = did_you_mean(Path(name).name, known)
    return near if near.startswith("Did") else "`pbdata list` shows the captures, data/raw/manifest.yaml all sightings."


def _put(root: Path, path: str, content: bytes) -> None:
    """Put new content in place of a file, whole or not at all."""
    draft = root / WORKSHOP / f"{Path(path).name}.draft"
    draft.write_bytes(content)
    sync(draft)
    draft.replace(root / path)
