"""A release as a schema.org ``Dataset`` (https://schema.org/Dataset), for search engines and catalogues."""

from collections.abc import Mapping
from typing import Any

from pbdata.citation.work import Name
from pbdata.release.standards.content import Content, Told, licence_at


def schema_org_json(content: Content) -> dict[str, Any]:
    """Return the JSON-LD of the dataset with its files."""
    work = content.work
    record: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "identifier": f"https://doi.org/{work.doi}" if work.doi else work.identifier,
        "name": work.title,
        "alternateName": work.title_zh,
        "description": content.description["en"],
        "version": work.version,
        "datePublished": content.released,
        "license": content.licence["path"],
        "creator": [maker(name) for name in work.authors],
        "url": work.url,
        "inLanguage": "zh",
        "isAccessibleForFree": True,
        "keywords": list(work.keywords),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.path,
                "contentUrl": one.path,
                "encodingFormat": one.media_type,
                "contentSize": f"{one.bytes} B",
                "sha256": one.sha256,
            }
            for one in content.files
        ],
    }
    return {key: value for key, value in record.items() if value}


def check_schema_org(record: dict[str, Any]) -> list[str]:
    """Return which of the properties are missing that a dataset search asks for (name and description of 50 signs)."""
    wanted = ("@context", "@type", "name", "description", "license", "creator", "version")
    missing = [f"schema-org.json: `{name}` is missing." for name in wanted if not record.get(name)]
    if not 50 <= len(record.get("description", "")) <= 5000:
        missing.append("schema-org.json: the description must have 50 to 5000 characters.")
    return missing


def maker(name: Name) -> dict[str, Any]:
    """Return a person, or whoever it is where nothing tells that it is one."""
    if not name.is_person:
        return {"@type": "Organization", "name": name.literal}
    person: dict[str, Any] = {
        "@type": "Person",
        "@id": name.orcid,
        "name": name.literal,
        "familyName": name.family,
        "givenName": name.given,
        "affiliation": {"@type": "Organization", "name": name.affiliation} if name.affiliation else None,
    }
    return {key: value for key, value in person.items() if value}


def told_schema_org(record: Mapping[str, Any], content: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    return told_json_ld(record, content, record["distribution"])


def told_json_ld(record: Mapping[str, Any], content: Content, distribution: list[Mapping[str, Any]]) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    creators = record["creator"] if isinstance(record["creator"], list) else [record["creator"]]
    return Told(
        record["version"],
        record["name"],
        frozenset(one["name"] for one in creators),
        licence_at(record["license"], content),
        {one["contentUrl"]: one["sha256"] for one in distribution if "contentUrl" in one},
    )
