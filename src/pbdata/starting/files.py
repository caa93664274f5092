"""The files of a new dataset, from what was answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

import pbdata
from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.captures.store.manifest import MANIFEST
from pbdata.checked_yaml import did_you_mean
from pbdata.datafiles import read_data
from pbdata.errors import PbdataError
from pbdata.forms.checking import faults, form
from pbdata.forms.documenting import template

DESCRIPTION = (
    "Captures of Chinese local news about Party building, as tables of texts and facts. Nothing was added yet; say here "
    "what the dataset holds."
)
RIGHTS = (
    "The article texts and page texts remain their publishers' and are included for research; the licence above covers the "
    "compiled metadata only. See RIGHTS.md."
)
# What a release packs or asks for besides the data.
OF_A_RELEASE = ("CHANGELOG.md", "RIGHTS.md", "LICENSE")

_STORE = "pbdata.captures.store"
_PLACES = {
    MANIFEST: "manifest.yaml",
    "CHANGELOG.md": "CHANGELOG.md",
    "RIGHTS.md": "RIGHTS.md",
    "LICENSE": "LICENSE",
    "README.md": "README.md",
    "README.zh-CN.md": "README.zh-CN.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/build.yml": "workflow.yml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of a new dataset. ``licence`` is an SPDX identifier of licences.yaml; ``day`` is the day of today."""

    name: str
    title: str
    day: str
    person: str
    title_zh: str | None = None
    description: str = DESCRIPTION
    description_zh: str | None = None
    email: str | None = None
    orcid: str | None = None
    affiliation: str | None = None
    licence: str = "CC-BY-4.0"
    keywords: tuple[str, ...] = ("Party building", "党建")
    homepage: str | None = None
    collection: str = "first"
    collection_title: str = "First pages / 首批网页"


@dataclass(frozen=True, slots=True)
class Begun:
    """The files that were written, or would be, and those that were there already and stay as they are."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def begin(root: Path, answers: Answers, *, dry_run: bool = False) -> Begun:
    """Write the files of a new dataset into a folder; what is there already stays. ``pbdata build`` finds it valid at once.

    A folder that has a ``data/dataset.yaml`` gets what else is missing, by what that file says. Raises ``PbdataError`` where an
    answer does not fit the form, before anything is written.
    """
    made = _files(root, answers)
    kept = tuple(path for path in made if (root / path).exists())
    written = tuple(path for path in made if path not in kept)
    if not dry_run:
        for path in written:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(made[path], encoding="utf-8", newline="")
    return Begun(written, kept)


def missing_for_release(root: Path) -> list[str]:
    """The files that a release asks for and that are not there."""
    return [name for name in OF_A_RELEASE if not (root / name).is_file()]


def _files(root: Path, answers: Answers) -> dict[str, str]:
    """The text of each file by its path."""
    dataset = read_dataset(root / DATASET) if (root / DATASET).is_file() else _dataset(answers)
    words = _words(dataset, answers)
    made = {path: _filled(name, words) for path, name in _PLACES.items()}
    return {DATASET: template(form(_STORE, "dataset"), dataset)} | made


def _dataset(answers: Answers) -> dict[str, Any]:
    """The content of data/dataset.yaml. Raises ``PbdataError`` with all answers that do not fit."""
    licences = read_data(__package__, "licences.yaml")
    if answers.licence not in licences:
        raise PbdataError(
            f"`{answers.licence}` is no licence that is known here. {did_you_mean(answers.licence, tuple(licences))}"
        )
    person = {"name": answers.person} | {key: getattr(answers, key) for key in ("email", "orcid", "affiliation")}
    dataset = {
        "name": answers.name,
        "id": f"urn:uuid:{uuid4()}",
        "title": _given(en=answers.title, zh=answers.title_zh),
        "description": _given(en=answers.description, zh=answers.description_zh),
        "version": "0.1.0",
        "released": answers.day,
        "people": [_given(**person) | {"roles": ["creator"]}],
        "licenses": [{"name": answers.licence, **licences[answers.licence]}],
        "keywords": list(answers.keywords),
        "rights": RIGHTS,
    } | _given(homepage=answers.homepage)
    collection = {"id": answers.collection, "title": answers.collection_title}
    said = [fault.said for fault in faults(dataset, _STORE, "dataset")]
    said += [f"the collection: {fault.said}" for fault in faults({"collections": [collection]}, _STORE, "manifest")]
    if said:
        raise PbdataError("\n".join([*said, "Nothing was written."]))
    return dataset


def _given(**values: str | None) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _words(dataset: Mapping[str, Any], answers: Answers) -> dict[str, str]:
    """What stands in the templates between braces."""
    title, description = dataset["title"], dataset["description"]
    person, licence = dataset["people"][0], dataset["licenses"][0]
    contact = person.get("email") or dataset.get("homepage") or person["name"]
    return {
        "title": title["en"],
        "title_zh": title.get("zh", title["en"]),
        "description": description["en"],
        "description_zh": description.get("zh", description["en"]),
        "maker": person["name"],
        "contact": contact,
        "year": dataset["released"][:4],
        "spdx": licence["name"],
        "licence": licence.get("title", licence["name"]),
        "licence_url": licence["path"],
        "collection": answers.collection,
        "collection_title": json.dumps(answers.collection_title, ensure_ascii=False),
        "version": pbdata.__version__,
    }


def _filled(name: str, words: Mapping[str, str]) -> str:
    text = (files(__package__) / "templates" / name).read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text
