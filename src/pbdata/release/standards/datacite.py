"""The metadata of a release for DataCite 4.5 (https://schema.datacite.org/meta/kernel-4.5/), who registers DOIs."""

from collections.abc import Mapping
from typing import Any

from pbdata.citation.work import Name, is_url
from pbdata.release.standards.content import Content, Told


def datacite_json(content: Content) -> dict[str, Any]:
    """Return the record as DataCite's JSON. The DOI is left out where the dataset has none yet."""
    work = content.work
    record: dict[str, Any] = {
        "doi": work.doi,
        "url": work.url,
        "types": {"resourceType": "Text corpus", "resourceTypeGeneral": "Dataset"},
        "creators": [_creator(name) for name in work.authors],
        "titles": [
            {"title": work.title, "lang": "en"},
            *([{"title": work.title_zh, "titleType": "TranslatedTitle", "lang": "zh"}] if work.title_zh else []),
        ],
        "publisher": {"name": work.publisher or next((name.literal for name in work.authors), work.title)},
        "publicationYear": content.released[:4],
        "subjects": [{"subject": keyword} for keyword in work.keywords],
        "dates": [{"date": content.released, "dateType": "Issued"}],
        "language": "zh",
        "alternateIdentifiers": [
            *(
                [{"alternateIdentifier": work.identifier, "alternateIdentifierType": _scheme(work.identifier)}]
                if work.identifier
                else []
            )
        ],
        "sizes": [f"{sum(one.bytes for one in content.files)} bytes", f"{len(content.files)} files"],
        "formats": sorted({one.media_type for one in content.files}),
        "version": work.version,
        "rightsList": [
            {
                "rights": content.licence.get("title") or content.licence["name"],
                "rightsUri": content.licence["path"],
                "rightsIdentifier": content.licence["name"],
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }
        ],
        "descriptions": [
            {"description": text, "descriptionType": "Abstract", "lang": language}
            for language, text in content.description.items()
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {key: value for key, value in record.items() if value}


def check_datacite(record: dict[str, Any]) -> list[str]:
    """Return what is wrong with a record by DataCite's own schema, in sentences."""
    from datacite import schema45

    return [f"datacite.json: {'.'.join(map(str, e.path))}: {e.message}" for e in schema45.validator.iter_errors(record)]


def _scheme(identifier: str) -> str:
    return "URL" if is_url(identifier) else identifier.partition(":")[0].upper()


def _creator(name: Name) -> dict[str, Any]:
    creator: dict[str, Any] = {
        "name": f"{name.family}, {name.given}" if name.family and name.given else name.literal,
        "nameType": "Personal" if name.is_person else None,
        "familyName": name.family,
        "givenName": name.given,
        "affiliation": [{"name": name.affiliation}] if name.affiliation else None,
    }
    if name.orcid:
        creator["nameIdentifiers"] = [
            {"nameIdentifier": name.orcid, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
        ]
    return {key: value for key, value in creator.items() if value}


def told_datacite(record: Mapping[str, Any], _: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    makers = frozenset(
        f"{one['givenName']} {one['familyName']}" if "familyName" in one else one["name"] for one in record["creators"]
    )
    licence = record["rightsList"][0]["rightsIdentifier"].lower()
    return Told(record["version"], record["titles"][0]["title"], makers, licence, None)
