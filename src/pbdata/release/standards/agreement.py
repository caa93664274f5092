"""Whether all that a release is told in says the same: version, title, makers, licence, and files with their hashes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from pbdata.release.standards.content import Content

Records = Mapping[str, Any]


class Told(NamedTuple):
    """What one document says. ``None`` where its standard has no place for it; ``files`` maps paths to hashes."""

    version: str | None
    title: str | None
    makers: frozenset[str] | None
    licence: str | None
    files: Mapping[str, str] | None


def disagreements(content: Content, documents: Mapping[str, Any]) -> list[str]:
    """Return, in sentences, where a document says other than the descriptor.

    ``documents`` holds by file name what was written: text for ``CITATION.cff`` and ``dataset-card.md``, else JSON.
    """
    expected = Told(
        content.work.version,
        content.work.title,
        frozenset(name.literal for name in content.work.authors),
        content.licence["name"].lower(),
        {one.path: one.sha256 for one in content.files},
    )
    return [
        sentence
        for name, document in documents.items()
        for sentence in _compare(name, _READERS[name](document, content), expected)
    ]


def _compare(name: str, told: Told, expected: Told) -> Iterator[str]:
    for what in ("version", "title", "makers", "licence"):
        said, due = getattr(told, what), getattr(expected, what)
        if said is not None and said != due:
            yield f"{name}: its {what} is {_words(said)}, and the descriptor's is {_words(due)}. Write it anew."
    for path, digest in (told.files or {}).items():
        if expected.files and expected.files.get(path) != digest:
            yield f"{name}: it gives {path} the SHA-256 {digest}, and the file has another. Write it anew."


def _words(value: object) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else repr(value)


def _cff(text: str, _: Content) -> Told:
    record = yaml.safe_load(text)
    makers = frozenset(one.get("name") or f"{one['given-names']} {one['family-names']}" for one in record["authors"])
    return Told(record["version"], record["title"], makers, record["license"].lower(), None)


def _datacite(record: Records, _: Content) -> Told:
    makers = frozenset(
        f"{one['givenName']} {one['familyName']}" if "familyName" in one else one["name"] for one in record["creators"]
    )
    licence = record["rightsList"][0]["rightsIdentifier"].lower()
    return Told(record["version"], record["titles"][0]["title"], makers, licence, None)


def _schema_org(record: Records, content: Content) -> Told:
    return _json_ld(record, content, record["distribution"])


def _croissant(record: Records, content: Content) -> Told:
    return _json_ld(record, content, record["distribution"])


def _json_ld(record: Records, content: Content, distribution: list[Records]) -> Told:
    creators = record["creator"] if isinstance(record["creator"], list) else [record["creator"]]
    return Told(
        record["version"],
        record["name"],
        frozenset(one["name"] for one in creators),
        _licence_at(record["license"], content),
        {one["contentUrl"]: one["sha256"] for one in distribution},
    )


def _ro_crate(record: Records, content: Content) -> Told:
    by_id = {one["@id"]: one for one in record["@graph"]}
    root = by_id["./"]
    creators = root["creator"] if isinstance(root["creator"], list) else [root["creator"]]
    return Told(
        root["version"],
        root["name"],
        frozenset(by_id[one["@id"]]["name"] for one in creators),
        _licence_at(root["license"]["@id"], content),
        {one["@id"]: one["sha256"] for one in record["@graph"] if one["@type"] == "File"},
    )


def _zenodo(record: Records, _: Content) -> Told:
    return Told(record["version"], record["title"], None, record["license"], None)


def _dataset_card(card: str, content: Content) -> Told:
    head = yaml.safe_load(card.split("---\n", 2)[1])
    stated = f"Version {content.work.version}, edition {content.edition}," in card
    return Told(content.work.version if stated else "another", head["pretty_name"], None, head["license"], None)


def _licence_at(address: str, content: Content) -> str:
    return content.licence["name"].lower() if address == content.licence["path"] else address


_READERS: dict[str, Callable[[Any, Content], Told]] = {
    "CITATION.cff": _cff,
    "datacite.json": _datacite,
    "schema-org.json": _schema_org,
    "croissant.json": _croissant,
    "ro-crate-metadata.json": _ro_crate,
    ".zenodo.json": _zenodo,
    "dataset-card.md": _dataset_card,
}
