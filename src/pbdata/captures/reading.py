"""Read any capture by its path: its file, or the record of a source. What a path stands for is decided here and nowhere else."""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pbdata.captures.addresses import MANIFEST, record_address
from pbdata.errors import ManifestError

if TYPE_CHECKING:
    from pbdata.captures.store.manifest import Source


class CaptureReader:
    """Reads the captures of a corpus by their paths, as ``captures.path`` and ``retrievals.path`` have them."""

    def __init__(self, root: Path, locate: Callable[[str], Path] | None = None) -> None:
        """``locate`` finds a file by its path. One that refuses what it does not trust, a URL too, keeps the reader within bounds."""
        self._root = root
        self._locate = locate

    def read(self, path: str) -> bytes:
        """The bytes of a capture: of the file that has this name, or else of the record that the path names in a source.

        Raises ``PbdataError`` where a source has no such record, and what ``locate`` and reading a file raise.
        """
        address = record_address(path)
        source = self._sources.get(address.file) if address and not (self._root / path).is_file() else None
        if address is None or source is None:
            return (self._locate or self._root.joinpath)(path).read_bytes()
        from pbdata.captures.sourced import captured_at

        if self._locate:
            self._locate(source.path)
        return captured_at(self._root, source, address.offset).data

    @cached_property
    def _sources(self) -> "Mapping[str, Source]":
        try:
            stamp = (self._root / MANIFEST).stat()
        except OSError:
            return {}
        return _sources_in(self._root / MANIFEST, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=4)
def _sources_in(manifest: Path, *_stamp: int) -> "Mapping[str, Source]":
    """The sources of a manifest by path; none where it cannot be read. It is read again when it was changed."""
    from pbdata.captures.store.manifest import read_manifest

    try:
        return {one.path: one for one in read_manifest(manifest).sources}
    except ManifestError:
        return {}


def read_capture(root: Path, path: str) -> bytes:
    """The bytes of one capture, as ``CaptureReader`` reads them."""
    return CaptureReader(root).read(path)
