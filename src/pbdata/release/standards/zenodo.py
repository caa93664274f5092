"""``.zenodo.json``, which Zenodo reads when a release is deposited (https://developers.zenodo.org/#representation)."""

from collections.abc import Mapping
from typing import Any

from pbdata.citation.work import Name
from pbdata.release.standards.content import Content, Told

_RIGHTS = {"open": "open", "full": "restricted"}


def zenodo_json(content: Content) -> dict[str, Any]:
    """Return the metadata of a deposit.

    A deposit states one licence for all of its files, so that the full edition, which holds others' texts, has restricted files.
    """
    work = content.work
    record: dict[str, Any] = {
        "upload_type": "dataset",
        "title": work.title,
        "creators": [_creator(name) for name in work.authors],
        "description": "".join(f"<p>{text}</p>" for text in content.description.values()),
        "version": work.version,
        "publication_date": content.released,
        "access_right": _RIGHTS[content.edition],
        "license": content.licence["name"].lower(),
        "language": "zho",
        "keywords": list(work.keywords),
    }
    if content.edition == "full":
        record["access_conditions"] = content.descriptor["pbdata:rights"]
    return record


def _creator(name: Name) -> dict[str, str]:
    creator = {
        "name": f"{name.family}, {name.given}" if name.family and name.given else name.literal,
        "orcid": (name.orcid or "").rpartition("/")[2],
        "affiliation": name.affiliation,
    }
    return {key: value for key, value in creator.items() if value}


def check_zenodo(record: dict[str, Any]) -> list[str]:
    """Return which properties are missing that a deposit must have."""
    wanted = ("upload_type", "title", "creators", "description", "publication_date", "access_right", "license")
    return [f".zenodo.json: `{name}` is missing." for name in wanted if not record.get(name)]


def told_zenodo(record: Mapping[str, Any], _: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    return Told(record["version"], record["title"], None, record["license"], None)
