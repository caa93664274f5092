"""Read ``data/dataset.yaml``: what people write about the dataset."""

import re
from pathlib import Path
from typing import Any

import yaml

from pbdata.checked_yaml import Document

DATASET = "data/dataset.yaml"

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")
SEMVER = re.compile(
    r"""
    (0|[1-9]\d*) \. (0|[1-9]\d*) \. (0|[1-9]\d*)
    ( - (0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*) (\. (0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))* )?
    ( \+ [0-9a-zA-Z-]+ (\.[0-9a-zA-Z-]+)* )?
    """,
    re.ASCII | re.VERBOSE,
)
"""A version of SemVer 2.0.0."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ORCID = re.compile(r"(https://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_REQUIRED = (
    "name", "id", "title", "description", "version", "released", "people", "licenses", "sources", "keywords", "rights",
)  # fmt: skip


def read_dataset(path: Path) -> dict[str, Any]:
    """The checked content of the file, without the keys that it leaves out.

    ``title`` and ``description`` are mappings with ``en`` and ``zh``; ``version`` is SemVer; ``released`` is a day,
    YYYY-MM-DD, as text. Raises ``ManifestError`` with ``file:line:column`` at the first fault.
    """
    document = Document.read(path)
    given = document.mapping(document.root, "the dataset", required=_REQUIRED, optional=("homepage",))
    dataset: dict[str, Any] = {
        "name": document.text(given["name"], "`name`", _NAME, "Use lower-case letters, digits and hyphens."),
        "id": document.text(given["id"], "`id`", _URI, "Write a URI, such as urn:uuid:... or https://doi.org/..."),
        "title": _two_languages(document, given["title"], "`title`"),
        "description": _two_languages(document, given["description"], "`description`"),
        "version": document.text(given["version"], "`version`", SEMVER, 'Write MAJOR.MINOR.PATCH, such as "0.1.0".'),
        "released": _day(document, given["released"]),
    }
    if "homepage" in given:
        dataset["homepage"] = document.url(given["homepage"], "`homepage`")
    dataset["people"] = [_person(document, node) for node in _some(document, given["people"], "`people`")]
    dataset["licenses"] = [_license(document, node) for node in _some(document, given["licenses"], "`licenses`")]
    dataset["sources"] = [_source(document, node) for node in _some(document, given["sources"], "`sources`")]
    dataset["keywords"] = _different_texts(document, given["keywords"], "`keywords`")
    dataset["rights"] = document.text(given["rights"], "`rights`")
    return dataset


def _two_languages(document: Document, node: yaml.Node, what: str) -> dict[str, str]:
    given = document.mapping(node, what, required=("en", "zh"))
    return {language: document.text(given[language], f"{what} in `{language}`") for language in ("en", "zh")}


def _day(document: Document, node: yaml.Node) -> str:
    text = document.moment(node, "`released`")
    if len(text) != len("2026-01-31"):
        document.fail(node, f"`released` cannot be `{text}`. Write the day: YYYY-MM-DD.")
    return text


def _some(document: Document, node: yaml.Node, what: str) -> list[yaml.Node]:
    nodes = document.items(node, what)
    if not nodes:
        document.fail(node, f"{what} is an empty list. Write at least one.")
    return nodes


def _different_texts(document: Document, node: yaml.Node, what: str) -> list[str]:
    texts: list[str] = []
    for item in _some(document, node, what):
        text = document.text(item, f"an item of {what}")
        if text in texts:
            document.fail(item, f"`{text}` stands twice in {what}. Keep one.")
        texts.append(text)
    return texts


def _person(document: Document, node: yaml.Node) -> dict[str, Any]:
    forms = {
        "email": (_EMAIL, "Write it as name@host."),
        "orcid": (_ORCID, "Write it as https://orcid.org/0000-0000-0000-0000."),
    }
    optional = ("given", "family", "email", "orcid", "affiliation")
    given = document.mapping(node, "a person", required=("name", "roles"), optional=optional)
    person: dict[str, Any] = {
        key: document.text(given[key], f"`{key}`", *forms.get(key, ())) for key in ("name", *optional) if key in given
    }
    return person | {"roles": _different_texts(document, given["roles"], "`roles`")}


def _license(document: Document, node: yaml.Node) -> dict[str, str]:
    given = document.mapping(node, "a licence", required=("name", "path"), optional=("title",))
    licence = {
        "name": document.text(given["name"], "`name`"),
        "path": document.url(given["path"], "`path`"),
    }
    if "title" in given:
        licence["title"] = document.text(given["title"], "`title`")
    return licence


def _source(document: Document, node: yaml.Node) -> dict[str, str]:
    given = document.mapping(node, "a source", required=("title",), optional=("path",))
    source = {"title": document.text(given["title"], "`title`")}
    if "path" in given:
        source["path"] = document.url(given["path"], "`path`")
    return source
