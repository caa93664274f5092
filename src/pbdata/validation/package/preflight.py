"""Before anything is read: the descriptor and its twin, and whether each file is inside the package, there, and unchanged."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pbdata.errors import PackageError
from pbdata.package.gate import read_descriptor
from pbdata.package.reading import DESCRIPTORS, MissingFileError, contained, find_descriptor
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.package.fetching import Fetcher, NotFetchedError, UnknownAddressError
from pbdata.validation.report.findings import Findings
from pbdata.validation.report.places import read_text, repeated_keys
from pbdata.validation.table.streams import Located

_ALGORITHMS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}
_PIECE = 2**20


def find_package(folder: Path, findings: Findings, *, named: str | Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the descriptor's place and content, ``None`` where it cannot be read.

    ``named`` is what the caller named, which is another place than ``folder`` for a zip. Raises ``PackageError`` where the
    caller named no package.
    """
    try:
        place = find_descriptor(folder)
    except PackageError:
        if folder == Path(named):
            raise
        message = f"{named}: there is no datapackage.yaml or datapackage.json in it. Pack the descriptor at its top."
        findings.error(None, "zip", message)
        return None
    if not place.is_file():
        raise PackageError(f"{place}: this is not a file. Name a package's folder or its datapackage.yaml.")
    if not place.resolve().is_relative_to(place.parent.resolve()):
        message = f"`{place.name}` is a link that leads out of the package. Put the file itself there."
        findings.error(None, "descriptor", message)
        return None
    repeated: list[str] = []
    try:
        descriptor = read_descriptor(place, repeated)
    except PackageError as error:
        line, message = _place(str(error).removeprefix(f"{place}:"))
        findings.line(None, "descriptor", message, file=place.name, line=line)
        return None
    findings.ours = "pbdata:format" in descriptor
    for key, line in repeated_keys(read_text(place)) if repeated else ():
        message = f"the key {key!r} stands twice in a mapping. Remove one."
        findings.line(None, "descriptor", message, file=place.name, line=line, warning=not findings.ours)
    return place, descriptor


def _place(message: str) -> tuple[int | None, str]:
    """The line with which a message begins, and the rest of it."""
    match = re.match(r"(\d+):\d+: (.*)", message, re.DOTALL)
    return (int(match[1]), match[2]) if match else (None, message.strip())


def check_twin(place: Path, descriptor: Mapping[str, Any], findings: Findings) -> None:
    """Where ``datapackage.yaml`` and ``datapackage.json`` lie side by side in a package of our own, they must say the same.

    In other packages the YAML is nobody's business: the standard knows ``datapackage.json`` alone.
    """
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


def check_files(root: Path, resource: Mapping[str, Any], fetcher: Fetcher, findings: Findings) -> list[Located] | None:
    """Return the files of a resource if all of them may be read; none where its rows stand in the descriptor."""
    name, path, limits = resource["name"], resource.get("path"), fetcher.budget.limits
    if "data" in resource and path is None:
        return []
    listed = path if isinstance(path, list) else [path]
    if len({isinstance(one, str) and "://" in one for one in listed}) > 1:
        findings.error(name, "path", "`path` mixes addresses and files, which the standard forbids. Give one kind.")
        return None
    extra = resource.get("extrapaths")
    listed = [*listed, *(extra if isinstance(extra, list) else ())]
    if not listed or len(listed) > limits.files:
        findings.error(name, "path", "the resource has no files, or too many. Name between one and a few.")
        return None
    found = [_locate(root, name, one, fetcher, findings) for one in listed]
    located = [one for one in found if one is not None]
    if len(located) < len(listed):
        return None
    sizes = [one.place.stat().st_size for one in located]
    if max(sizes) > limits.unpacked:
        findings.error(name, "limit", f"a file has more than {limits.unpacked} bytes. Cut the table into several.")
        return None
    distinct = {one.place: size for one, size in zip(located, sizes, strict=True)}
    if sum(sizes) > limits.unpacked_from(sum(distinct.values())):
        findings.error(name, "limit", "`path` names the same files over and over. Name each once.")
        return None
    for place, size in distinct.items():
        fetcher.budget.know(place, size)
    as_one = resource.get("bytes") != sum(sizes)
    repeated = _repeated_headers(located, resource, fetcher.budget) if as_one else [0] * len(located)
    _check_size(located, sum(sizes) - sum(repeated), resource, findings)
    _check_hash(located, repeated, resource, fetcher.budget, findings)
    return located


def _repeated_headers(located: Sequence[Located], resource: Mapping[str, Any], budget: Budget) -> list[int]:
    """How many bytes at the beginning of each file count for nothing: in the parts of a table as CSV, the header once more.

    Size and hash are those of the table as one file, as frictionless has them. Where a later part does not repeat the header, each counts
    as it is; so they do where the size that is declared is that of all files.
    """
    none = [0] * len(located)
    if len(located) == 1 or resource.get("format", "csv") != "csv":
        return none
    headers = [_first_line(one, budget) for one in located]
    return [0, *map(len, headers[1:])] if set(headers) == {headers[0]} else none


def _first_line(one: Located, budget: Budget) -> bytes:
    with one.place.open("rb") as stream:
        line = stream.readline(_PIECE)
    with suppress(BudgetError):
        budget.spend("read", len(line))
    return line


def _locate(root: Path, name: str, path: object, fetcher: Fetcher, findings: Findings) -> Located | None:
    try:
        if isinstance(path, str) and "://" in path:
            return Located(fetcher.fetch(path), path.split("?")[0])
        return Located(contained(root, path), str(path))
    except (NotFetchedError, UnknownAddressError) as error:
        # The profile of version 1 lets pass any address.
        broken = isinstance(error, UnknownAddressError) and not findings.first
        if findings.ours or broken:
            findings.error(name, "path", str(error))
        else:
            findings.skip(f"resource `{name}`: {error}")
    except MissingFileError as error:
        other = _alike(root, str(path))
        said = f"`{path}` is missing, but `{other}` is there. Write the path as the file is called." if other else error
        findings.error(name, "path", str(said))
    except PackageError as error:
        findings.error(name, "path", str(error))
    return None


def _alike(root: Path, path: str) -> str | None:
    """The path of a file that differs from ``path`` in capitals or in the form of Unicode only."""

    def form(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()

    place = root
    for part in path.split("/"):
        names = sorted(one.name for one in place.iterdir()) if place.is_dir() else []
        found = part if part in names else next((name for name in names if form(name) == form(part)), None)
        if found is None:
            return None
        place /= found
    return place.relative_to(root).as_posix()


def _check_size(located: Sequence[Located], size: int, resource: Mapping[str, Any], findings: Findings) -> None:
    name, declared = resource["name"], resource.get("bytes")
    if declared is None:
        _undeclared(name, "bytes", "no size in bytes", findings)
    elif type(declared) is int and declared != size:
        findings.error(
            name,
            "bytes",
            f"the descriptor says {declared!r} bytes, and {_named(located)} has {size}. Restore the file, or build the package again.",
        )


def _check_hash(
    located: Sequence[Located], repeated: Sequence[int], resource: Mapping[str, Any], budget: Budget, findings: Findings
) -> None:
    name, declared = resource["name"], resource.get("hash")
    if not declared:
        _undeclared(name, "hash", "no SHA-256", findings)
        return
    algorithm, _, digest = str(declared).lower().rpartition(":")
    algorithm = algorithm.replace("-", "") or "md5"
    if findings.ours and algorithm != "sha256":
        findings.error(name, "hash", f"the hash {declared!r} is no SHA-256. Write it as sha256:<64 digits>.")
        return
    if algorithm not in _ALGORITHMS:
        findings.skip(f"resource `{name}`: its hash, because no {algorithm} is known here")
        return
    if len(digest) != _ALGORITHMS[algorithm]:
        findings.error(name, "hash", f"the hash {declared!r} is no {algorithm}. Write it as sha256:<64 digits>.")
        return
    try:
        found = _digest(located, repeated, algorithm, budget)
    except BudgetError as error:
        findings.skip(f"resource `{name}`: its hash, because {error}")
        return
    if found != digest:
        findings.error(
            name,
            "hash",
            f"{_named(located)} is not what the descriptor describes: its hash differs. "
            "Restore the file, or build the package again.",
        )


def _named(located: Sequence[Located]) -> str:
    return f"`{located[0].file}`" if len(located) == 1 else "the table"


def _undeclared(name: str, rule: str, what: str, findings: Findings) -> None:
    findings.advise(name, rule, f"the descriptor gives {what}, so a changed file would go unseen. Add `{rule}`.")


def _digest(located: Sequence[Located], repeated: Sequence[int], algorithm: str, budget: Budget) -> str:
    """The digest of all files, one after the other, without the bytes at their beginning that count for nothing."""
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for one, start in zip(located, repeated, strict=True):
        with one.place.open("rb", buffering=0) as stream:
            stream.seek(start)
            while piece := stream.read(_PIECE):
                budget.spend("read", len(piece))
                digest.update(piece)
    return digest.hexdigest()
