"""Add captures: their bytes go into ``data/raw/``, their sightings to the end of the manifest."""

import codecs
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from pbdata.captures.encoding import decode
from pbdata.captures.formats import sniff
from pbdata.captures.store.manifest import MANIFEST, RAW, Manifest, Sighting, check_manifest
from pbdata.checked_yaml import MOMENT_FORM, Document, decode_yaml, is_moment, read_file
from pbdata.errors import ManifestError, PbdataError
from pbdata.locking import WORKSHOP, lock, sync

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|manifest)(\.|$)", re.IGNORECASE)
_LONGEST_STEM = 80


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

    No file is overwritten: a name that is taken gets ``-2``. A file that lies in ``data/raw/`` already is listed where
    it is. The same bytes seen before are a second sighting of one capture and share its rights. ``retrieved`` is ISO
    8601 at the precision known. Raises ``ManifestError`` or ``PbdataError``, with nothing added.
    """
    given = Sighting(
        path="",
        sha256="",
        media_type="",
        collection=collection,
        url=_stripped(url),
        retrieved=_stripped(retrieved),
        rights_holder=_stripped(rights_holder),
        rights_notice=_stripped(rights_notice),
        rights_uri=_stripped(rights_uri),
    )
    if given.url and len(files) > 1:
        raise PbdataError(f"one URL was given for {len(files)} files. Add the files one by one, each with its own.")
    if given.retrieved and not is_moment(given.retrieved):
        raise PbdataError(f"the capture cannot have been retrieved at `{given.retrieved}`. {MOMENT_FORM}")
    if dry_run:
        return _plan(root, files, given)[0]
    read_file(root / MANIFEST)
    with lock(root):
        added, content = _plan(root, files, given)
        _write(root, added, content)
    return added


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None


def _plan(root: Path, files: Sequence[Path], given: Sighting) -> tuple[list[Added], bytes]:
    """What would be added, and the manifest's new content, which was read back to make sure that it says so."""
    path = root / MANIFEST
    before = read_file(path)
    document = Document(path, decode_yaml(path, before))
    manifest = check_manifest(document)
    listed = list(manifest.sightings)
    taken = {name.name.casefold() for name in (root / RAW).iterdir()} | {Path(s.path).name.casefold() for s in listed}
    added: list[Added] = []
    for source in files:
        data = _read(source)
        place = _path_in_raw(root, source, listed) or f"{RAW}/{_free_name(source.name, taken)}"
        taken.add(Path(place).name.casefold())
        earlier = next((s for s in listed if s.sha256 == hashlib.sha256(data).hexdigest()), None)
        added.append(_added(source, data, replace(given, path=place), earlier))
        listed.append(added[-1].sighting)
    content = _appended(document, before, [row.sighting for row in added])
    expected = Manifest(manifest.collections, tuple(listed))
    try:
        after = check_manifest(Document(path, decode_yaml(path, content)))
    except ManifestError as error:
        raise ManifestError(f"nothing was added, because the manifest would then say: {error}") from None
    if after != expected:
        raise ManifestError(
            f"{path}: no sighting can be appended. Make `sightings:` the last key, a list of `- path:`."
        )
    return added, content


def _added(source: Path, data: bytes, sighting: Sighting, earlier: Sighting | None) -> Added:
    sighting = replace(sighting, sha256=hashlib.sha256(data).hexdigest(), media_type=sniff(data, source.name))
    if earlier:
        sighting = replace(
            sighting,
            media_type=earlier.media_type,
            rights_holder=sighting.rights_holder or earlier.rights_holder,
            rights_notice=sighting.rights_notice or earlier.rights_notice,
            rights_uri=sighting.rights_uri or earlier.rights_uri,
        )
    reason = decode(data).reason
    warning = f"the build will list it as rejected: {reason}" if reason else None
    return Added(str(source), sighting, earlier.path if earlier else None, warning)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except FileNotFoundError:
        raise PbdataError(f"{source}: there is no such file. Nothing was added; check the name.") from None
    except IsADirectoryError:
        raise PbdataError(f"{source}: this is a folder. Nothing was added; name the files in it.") from None
    except OSError as error:
        raise PbdataError(f"{source}: it cannot be read ({error.strerror}). Nothing was added.") from None


def _path_in_raw(root: Path, source: Path, listed: Iterable[Sighting]) -> str | None:
    """The path of a file that lies in ``data/raw/`` already; raises if the manifest lists it."""
    try:
        inside = source.resolve().relative_to((root / RAW).resolve())
    except ValueError:
        return None
    path = f"{RAW}/{inside.as_posix()}"
    if path == MANIFEST:
        raise PbdataError(f"{source}: this is the manifest, no capture. Nothing was added; leave it out.")
    for sighting in listed:
        if sighting.path == path:
            where = f" at {sighting.place}" if sighting.place else ""
            raise PbdataError(f"{source}: it is listed already{where}. Nothing was added; leave it out.")
    return path


def _free_name(name: str, taken: set[str]) -> str:
    """A name that is legal on every system and not taken, as near to ``name`` as can be."""
    clean = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(".-") or "capture"
    if _RESERVED.match(clean):
        clean = f"capture-{clean}"
    stem, suffix = Path(clean).stem[:_LONGEST_STEM], Path(clean).suffix
    free, number = stem + suffix, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}{suffix}"
    return free


def _appended(document: Document, before: bytes, sightings: Sequence[Sighting]) -> bytes:
    """The manifest's bytes with the sightings as YAML behind them, indented as the items of its list are."""
    assert isinstance(document.root, yaml.MappingNode)
    nodes = [value for key, value in document.root.value if key.value == "sightings"]
    items = [item for node in nodes for item in node.value]
    indent = " " * (items[0].start_mark.column - len("- ") if items else 2)
    text = before.decode("utf-8-sig")
    if nodes and isinstance(nodes[0], yaml.SequenceNode) and not items:
        text = text[: nodes[0].start_mark.index].rstrip(" ") + text[nodes[0].end_mark.index :]
    if not nodes:
        text += "\nsightings:"
    newline = "\r\n" if "\r\n" in text else "\n"
    start = "" if text.endswith("\n") else "\n"
    added = start + "".join(_item(sighting, indent) for sighting in sightings)
    byte_order_mark = before[:3] if before.startswith(codecs.BOM_UTF8) else b""
    return byte_order_mark + (text + added.replace("\n", newline)).encode("utf-8")


def _item(sighting: Sighting, indent: str) -> str:
    rights = (sighting.rights_holder, sighting.rights_notice, sighting.rights_uri)
    rows = (
        f"\n{indent}- path: {_scalar(sighting.path.removeprefix(RAW + '/'))}",
        f"  sha256: {_scalar(sighting.sha256)}",
        f"  media_type: {_scalar(sighting.media_type)}",
        f"  collection: {_scalar(sighting.collection)}",
        f"  url: {_scalar(sighting.url)}",
        f"  retrieved: {_scalar(sighting.retrieved)}",
        "  rights:",
        *(f"    {key}: {_scalar(value)}" for key, value in zip(("holder", "notice", "uri"), rights, strict=True)),
    )
    return f"\n{indent}".join(rows) + "\n"


def _scalar(text: str | None) -> str:
    """A YAML scalar: JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)


def _write(root: Path, added: Sequence[Added], content: bytes) -> None:
    """Copies first, the manifest last, so that nothing is listed which is not there; on failure the copies go."""
    manifest = root / MANIFEST
    draft = root / WORKSHOP / "manifest.draft"
    written: list[Path] = []
    try:
        for row in added:
            target = root / row.sighting.path
            if target.exists() and target.samefile(row.source):
                continue
            data = _read(Path(row.source))
            if hashlib.sha256(data).hexdigest() != row.sighting.sha256:
                raise PbdataError(f"{row.source}: it changed while it was added. Nothing was added; try again.")
            with target.open("xb") as file:
                written.append(target)
                file.write(data)
            sync(target)
        draft.write_bytes(content)
        sync(draft)
        sync(manifest.parent)
        draft.replace(manifest)
    except BaseException as error:
        for path in (*written, draft):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            place = error.filename or (written[-1] if written else manifest)
            raise PbdataError(
                f"{place}: {error.strerror}. Nothing was added; free some space, or make the folder writable, "
                "then try again."
            ) from None
        raise
