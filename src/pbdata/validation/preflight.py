"""Before anything is read: the descriptor's twin, and whether each file is inside the package, there, and unchanged."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pbdata.errors import PackageError
from pbdata.package.reading import DESCRIPTORS, contained, read_descriptor
from pbdata.validation.report import Findings

_ALGORITHMS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}


def check_twin(place: Path, descriptor: Mapping[str, Any], findings: Findings) -> None:
    """Where ``datapackage.yaml`` and ``datapackage.json`` lie side by side, they must say the same."""
    for name in DESCRIPTORS:
        twin = place.with_name(name)
        if place.name not in DESCRIPTORS or twin == place or not twin.exists():
            continue
        try:
            other = read_descriptor(twin)
        except PackageError as error:
            findings.error(None, "descriptor", str(error))
            continue
        if other != descriptor:
            differing = sorted(str(key) for key in {**other, **descriptor} if other.get(key) != descriptor.get(key))
            findings.error(
                None,
                "descriptors-differ",
                f"datapackage.yaml and datapackage.json differ in {', '.join(differing)}. Build the package again, "
                "or remove the one that is wrong.",
            )


def check_file(root: Path, resource: Mapping[str, Any], ours: bool, findings: Findings) -> Path | None:
    """Return the file of a resource if it may be read. ``ours``: its size and SHA-256 must be declared."""
    name, path = resource["name"], resource.get("path")
    if "data" in resource and path is None:
        findings.skip(f"resource `{name}`: its data stand in the descriptor")
        return None
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if isinstance(path, list):
        findings.skip(f"resource `{name}`: it is cut into several files")
        for part in path:
            _inside(root, name, part, findings)
        return None
    place = _inside(root, name, path, findings)
    if place is not None:
        _check_size(place, resource, ours, findings)
        _check_hash(place, resource, ours, findings)
    return place


def _inside(root: Path, name: str, path: object, findings: Findings) -> Path | None:
    try:
        return contained(root, path)
    except PackageError as error:
        findings.error(name, "path", str(error))
        return None


def _check_size(place: Path, resource: Mapping[str, Any], ours: bool, findings: Findings) -> None:
    name, declared, size = resource["name"], resource.get("bytes"), place.stat().st_size
    if declared is None:
        _undeclared(name, "bytes", "no size in bytes", ours, findings)
    elif type(declared) is not int or declared != size:
        findings.error(
            name,
            "bytes",
            f"the descriptor says {declared!r} bytes, the file has {size}. Restore the file, or build the package again.",
        )


def _check_hash(place: Path, resource: Mapping[str, Any], ours: bool, findings: Findings) -> None:
    name, declared = resource["name"], resource.get("hash")
    if declared is None:
        _undeclared(name, "hash", "no SHA-256", ours, findings)
        return
    algorithm, _, digest = str(declared).lower().rpartition(":")
    algorithm = algorithm or "md5"
    if algorithm not in _ALGORITHMS or len(digest) != _ALGORITHMS[algorithm] or (ours and algorithm != "sha256"):
        findings.error(name, "hash", f"the hash {declared!r} cannot be checked. Write it as sha256:<64 digits>.")
    elif _digest(place, algorithm) != digest:
        findings.error(
            name,
            "hash",
            "the file is not the one that the descriptor describes: its hash differs. "
            "Restore the file, or build the package again.",
        )


def _undeclared(name: str, rule: str, what: str, ours: bool, findings: Findings) -> None:
    message = f"the descriptor gives {what}, so a changed file would go unseen. Add `{rule}`."
    if ours:
        findings.error(name, rule, message)
    else:
        findings.warn(name, rule, message)


def _digest(place: Path, algorithm: str) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()
