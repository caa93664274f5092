"""Make a release: prepare its version and changelog for a curator to commit, then pack it from a clean tree."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbdata.building.runner import Progress, stale_files
from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.checked_yaml import Document
from pbdata.citation.dataset import cite
from pbdata.errors import ReleaseError
from pbdata.package.reading import open_package
from pbdata.release.again import DIST
from pbdata.release.archiving import holds, write_archive
from pbdata.release.changelog import CHANGELOG, release_section
from pbdata.release.differences import Differences, as_json, compare
from pbdata.release.editions import EDITIONS
from pbdata.release.git import head, unclean
from pbdata.release.identity import archive_name, dataset_of
from pbdata.release.packing import archive_files, faults
from pbdata.release.readiness import unready
from pbdata.release.register import REGISTER, Archived, Release, registered, write_register
from pbdata.release.standards import STANDARDS, as_text
from pbdata.release.standards.content import content
from pbdata.release.versioning import check_version, next_version, parse, required_step
from pbdata.validation.limits import DEFAULT
from pbdata.validation.package.archives import unpacked

_AT_ROOT = ("CITATION.cff", ".zenodo.json")
"""The standards that GitHub and Zenodo read at the root of a repository, which holds what the full edition does."""
CHANGES = "docs/changes"
_READMES = ("README.md", "README.zh-CN.md")
_STYLES = ("apa", "gbt7714")
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What ``prepare`` wrote, or would write: the version, the step that the data ask for, and the files by path."""

    version: str
    step: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What ``release`` wrote, or would write: the version and, for each edition, its archive and number of files."""

    release: Release
    n_files: dict[str, int]


def prepare(
    root: Path, day: str, *, version: str | None = None, against: Path | None = None, dry_run: bool = False
) -> Prepared:
    """Raise the version in ``data/dataset.yaml``, and write the changelog, CITATION.cff, .zenodo.json and the citations in the READMEs.

    ``day`` is the day of release, YYYY-MM-DD. ``version`` is the least that the data ask for where it is not given.
    ``against`` is the last release's package: its folder or full archive; without it, ``dist`` is looked into. Raises
    ``ReleaseError`` where the version is too small, or the last release is not to be found.
    """
    _refuse_unready(unready(root))
    before = read_dataset(root / DATASET)
    differences, last = _since_last(root, against)
    if version is None:
        version = next_version(last, required_step(differences)) if differences and last else before["version"]
    if differences is not None and last is not None:
        check_version(last, version, differences)
    parse(version)
    link = f"{CHANGES}/{version}.json"
    written = {
        DATASET: _with_version(root / DATASET, version, day),
        CHANGELOG: release_section(
            (root / CHANGELOG).read_text("utf-8"), version, day, differences, link if differences else None
        ),
    }
    if differences:
        written[link] = json.dumps(as_json(differences), ensure_ascii=False, indent=1) + "\n"
    old = open_package(root).descriptor
    new = {**old, "version": version, "created": f"{day}T00:00:00Z"}
    written |= _told(new)
    for name in filter(lambda name: (root / name).is_file(), _READMES):
        text = (root / name).read_text("utf-8")
        for style in _STYLES:
            text = text.replace(cite(old, style), cite(new, style))
        written[name] = text
    changed = {path: text for path, text in written.items() if not _is(root / path, text)}
    if not dry_run:
        for path, text in changed.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="")
    return Prepared(
        version=version,
        step=required_step(differences) if differences is not None else None,
        files=tuple(changed),
    )


def release(
    root: Path, *, against: Path | None = None, dry_run: bool = False, progress: Progress | None = None
) -> Released:
    """Pack every edition of the package in ``root`` into ``dist``, and enter the version in ``releases.yaml``.

    Raises ``ReleaseError`` where the tree is not clean, the build is stale, the version was released before or is too
    small for the data, or an edition does not pass pbdata, frictionless or one of the standards. Nothing is written then.
    """
    _refuse_unready(unready(root) + [f"not committed: {line}" for line in unclean(root)])
    dataset = read_dataset(root / DATASET)
    identity, version = dataset_of(dataset), dataset["version"]
    parse(version)
    releases = registered(root).releases
    if version in {one.version for one in releases}:
        raise ReleaseError(f"version {version} is in {REGISTER} already. Run `pbdata release --prepare` for the next.")
    _refuse_stale(stale_files(root, progress))
    for name, text in _told(open_package(root).descriptor).items():
        if not _is(root / name, text):
            raise ReleaseError(f"{name} is not what {DATASET} says. Run `pbdata release --prepare`, and commit.")
    if f"## [{version}]" not in (root / CHANGELOG).read_text("utf-8"):
        raise ReleaseError(f"{CHANGELOG} has no section [{version}]. Run `pbdata release --prepare`, and commit.")
    differences, last = _since_last(root, against)
    if differences is not None and last is not None:
        check_version(last, version, differences)
    contents = {edition: archive_files(root, edition) for edition in EDITIONS}
    for edition, files in contents.items():
        wrong = faults(files)
        if wrong:
            raise ReleaseError("\n".join([f"the {edition} edition is not fit to be released:", *_few(wrong)]))
    editions = {}
    for edition, files in contents.items():
        target = root / DIST / archive_name(identity, version, edition)
        editions[edition] = Archived(target.name, 0, "", "") if dry_run else write_archive(target, files)
    made = Release(version, dataset["released"], editions, head(root))
    if not dry_run:
        (root / REGISTER).write_text(write_register(identity, [*releases, made]), encoding="utf-8", newline="")
    return Released(release=made, n_files={edition: len(files) + 1 for edition, files in contents.items()})


def _told(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """The files at the root that tell of the release, by name."""
    made = content(descriptor, "full", {})
    return {name: as_text(STANDARDS[name].write(made, {})) for name in _AT_ROOT}


def _since_last(root: Path, against: Path | None) -> tuple[Differences | None, str | None]:
    """What changed since the last release, and its version; ``None`` for both where nothing was released before."""
    releases = registered(root).releases
    if against is None:
        if not releases:
            return None, None
        last = releases[-1]
        against = root / DIST / last.editions["full"].archive
        if not against.is_file():
            raise ReleaseError(
                f"the last release, {last.version}, is not in {DIST}/. Run `pbdata release --again {last.version}`, "
                "or say where its full edition is: --against PATH."
            )
        if not holds(against, last.editions["full"]):
            raise ReleaseError(
                f"{against} is not the archive that {REGISTER} lists. "
                f"Run `pbdata release --again {last.version}`, or give --against."
            )
    with unpacked(against, DEFAULT) as folder:
        before = open_package(folder)
        return compare(before, open_package(root)), str(before.descriptor["version"])


def _refuse_unready(wanting: list[str]) -> None:
    if wanting:
        raise ReleaseError("\n".join(["a release needs more than there is:", *_few(wanting)]))


def _refuse_stale(stale: list[str]) -> None:
    if stale:
        raise ReleaseError(
            "\n".join(["the package is not what a build gives. Run `pbdata build`, and commit:", *_few(stale)])
        )


def _few(lines: Iterable[str]) -> list[str]:
    every = list(lines)
    more = [f"  ... and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    return [*(f"  {line}" for line in every[:_SHOWN]), *more]


def _with_version(path: Path, version: str, day: str) -> str:
    """The text of ``data/dataset.yaml`` with another version and day; all else stays to the letter."""
    text = path.read_text("utf-8")
    given = Document(path, text).root
    marks = {key.value: (value.start_mark, value.end_mark) for key, value in given.value}
    for key, value in sorted((("version", version), ("released", day)), key=lambda pair: -marks[pair[0]][0].index):
        start, stop = marks[key]
        text = f'{text[: start.index]}"{value}"{text[stop.index :]}'
    return text


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == re.sub(r"\r\n?", "\n", text).encode()
