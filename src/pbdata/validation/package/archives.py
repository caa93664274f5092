"""Packages in a zip file: checked member by member, then unpacked into a folder of their own."""

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pbdata.compressed import BROKEN
from pbdata.disk import lack_of_room
from pbdata.errors import PackageError
from pbdata.package.reading import DESCRIPTORS
from pbdata.validation.limits import LimitError, Limits

_PIECE = 2**20


@contextmanager
def unpacked(path: Path, limits: Limits) -> Iterator[Path]:
    """Give the folder of a package in a zip file, removed at the end; any other path as it is.

    The descriptor lies at the top of the zip or of its only folder. Raises ``PackageError`` for a zip that is broken, leads
    out of its folder, or is larger than the limits allow.
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="pbdata-") as name:
        folder = Path(name)
        try:
            _unpack(path, folder, limits)
        except BROKEN as error:
            reason = str(error).replace(f"{name}/", "")
            raise PackageError(f"{path}: the zip file cannot be unpacked ({reason}). Pack it again.") from error
        yield _top(folder)


def _unpack(path: Path, folder: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > limits.files:
            raise LimitError(f"{path}: it holds more than {limits.files} files. Pack fewer.")
        size = sum(one.file_size for one in members)
        if size > min(limits.unpacked_from(path.stat().st_size), limits.unpacked):
            raise LimitError(
                f"{path}: its files become much larger when they are unpacked ({size} bytes), as a bomb does, "
                f"or more than {limits.unpacked} bytes. Store them without compression, or cut the package."
            )
        if lack := lack_of_room(folder, size):
            raise OSError(lack)
        seen: set[str] = set()
        for member in members:
            _check_member(path, member, seen)
        for member in members:
            if not member.is_dir():
                _write(archive, member, folder / PurePosixPath(member.filename))


def _check_member(path: Path, member: zipfile.ZipInfo, seen: set[str]) -> None:
    name = member.filename
    parts = name.rstrip("/").split("/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    fault = None
    if (
        not name
        or name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in parts[0]
        or {"..", ".", ""} & set(parts)
    ):
        fault = "may lead out of the folder"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        fault = "is a link or a device"
    elif member.flag_bits & 1:
        fault = "is encrypted"
    elif name in seen:
        fault = "stands twice"
    if fault:
        raise PackageError(f"{path}: the member {name!r} {fault}, and nothing was unpacked. Pack plain files alone.")
    seen.add(name)


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
    """Write what a member really holds, but not a byte more than it says."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, place.open("xb") as target:
        left = member.file_size
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise ValueError(f"{member.filename} is larger than it says")
            target.write(piece)


def _top(folder: Path) -> Path:
    inner = [one for one in folder.iterdir() if one.is_dir() and not one.name.startswith((".", "__MACOSX"))]
    here = any((folder / name).is_file() for name in DESCRIPTORS)
    return folder if here or len(inner) != 1 else inner[0]
