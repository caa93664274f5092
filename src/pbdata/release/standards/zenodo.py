"""``.zenodo.json``, which Zenodo reads when a release is deposited (https://developers.zenodo.org/#representation)."""

from collections.abc import Mapping
from typing import Any

from pbdata.release.standards.content import Content, Told

_RIGHTS = {"open": "open", "full": "restricted"}


def zenodo_json(content: Content) -> dict[str, Any]:
    """Return the metadata of a deposit. The full edition, which holds others' texts, is deposited as restricted."""
    work = content.work
    record: dict[str, Any] = {
        "upload_type": "dataset",
        "title": work.title,
        "creators": [{"name": f"{n.family}, {n.given}" if n.family and n.given else n.literal} for n in work.authors],
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


def check_zenodo(record: dict[str, Any]) -> list[str]:
    """Return which properties are missing that a deposit must have."""
    wanted = ("upload_type", "title", "creators", "description", "publication_date", "access_right", "license")
    return [f".zenodo.json: `{name}` is missing." for name in wanted if not record.get(name)]


def told_zenodo(record: Mapping[str, Any], _: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    return Told(record["version"], record["title"], None, record["license"], None)
