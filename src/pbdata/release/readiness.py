"""What a release needs beside the tables, looked for before any work, so that all that is wanting is told at once."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.citation.work import read_work
from pbdata.errors import CitationError, ManifestError
from pbdata.package.reading import DESCRIPTORS, open_package
from pbdata.release.changelog import CHANGELOG
from pbdata.release.git import is_repository
from pbdata.release.identity import dataset_of
from pbdata.release.packing import RIGHTS
from pbdata.release.register import REGISTER, registered
from pbdata.release.standards.cff import check_cff, citation_cff

_EXTRA = ("datacite", "mlcroissant", "rocrate")


def unready(root: Path) -> list[str]:
    """Return in sentences what a release of the corpus in ``root`` still needs; nothing where it may begin."""
    return list(_wanting(root))


def _wanting(root: Path) -> Iterator[str]:
    absent = [name for name in _EXTRA if find_spec(name) is None]
    if absent:
        yield f'{", ".join(absent)}: not installed. Run: pip install "pbdata[release]".'
    if not is_repository(root):
        yield f"{root}: this is no git repository, and a release is packed from one. Run `git init`, and commit."
    changelog = root / CHANGELOG
    if not changelog.is_file():
        yield f"{CHANGELOG}: there is none. Write one with a section `## [Unreleased]`, which says what is new."
    if not (root / RIGHTS).is_file():
        yield f"{RIGHTS}: there is none. Write whose the texts are, and what may be done with them."
    try:
        dataset = read_dataset(root / DATASET)
    except ManifestError as error:
        yield from str(error).splitlines()
        return
    told, identity = registered(root).dataset, dataset_of(dataset)
    if told is not None and not told.is_same(identity):
        yield (
            f"{REGISTER}: it is of {told.name} ({told.id}), and {DATASET} is of {identity.name} ({identity.id}). "
            "Put the name and id back; for a new dataset, remove the register."
        )
    if not any((root / name).is_file() for name in DESCRIPTORS):
        yield "datapackage.json: there is none. Run `pbdata build`."
        return
    try:
        work = read_work(open_package(root).descriptor)
    except CitationError as error:
        yield str(error)
        return
    yield from check_cff(citation_cff(work, dataset["licenses"][0]["name"], dataset["released"]))
