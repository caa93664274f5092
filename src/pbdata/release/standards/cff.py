"""CITATION.cff in the Citation File Format 1.2.0 (https://citation-file-format.github.io), which GitHub and Zenodo read."""

import json
from importlib.resources import files
from typing import Any

import yaml

from pbdata.citation.work import Name, Work, is_url
from pbdata.release.standards.content import Content, Told

SCHEMA = "cff-1.2.0.schema.json"
_HEAD = (
    "# How to cite the dataset, in the Citation File Format 1.2.0. Written from data/dataset.yaml by\n"
    "# `pbdata release --prepare`: correct it there. `pbdata cite` gives other formats.\n"
)


def citation_cff(work: Work, licence: str, released: str) -> str:
    """Return the text of CITATION.cff. ``licence`` is an SPDX id, ``released`` a day, YYYY-MM-DD."""
    record: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below, with the version that you used.",
        "type": "dataset",
        "title": work.title,
        "authors": [_person(name) for name in work.authors],
        "version": work.version,
        "date-released": released,
        "license": licence,
        "doi": work.doi,
        "url": work.url,
        "identifiers": [
            {
                "type": "url" if is_url(work.identifier) else "other",
                "value": work.identifier,
                "description": "The identifier of the dataset, whatever its version",
            }
        ]
        if work.identifier
        else None,
        "keywords": list(work.keywords),
    }
    given = {key: value for key, value in record.items() if value}
    return _HEAD + yaml.dump(given, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def check_cff(text: str) -> list[str]:
    """Return what is wrong with a CITATION.cff by the schema of its standard, in sentences."""
    from jsonschema import Draft7Validator, FormatChecker

    schema = json.loads((files("pbdata.release.standards") / SCHEMA).read_text("utf-8"))
    record = yaml.load(text, _Texts)
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    return [f"CITATION.cff: {'.'.join(map(str, e.path))}: {e.message}" for e in validator.iter_errors(record)]


def _person(name: Name) -> dict[str, str]:
    if not name.is_person:
        return {"name": name.literal}
    person = {
        "family-names": name.family or name.literal,
        "given-names": name.given,
        "orcid": name.orcid,
        "affiliation": name.affiliation,
    }
    return {key: value for key, value in person.items() if value}


class _Dumper(yaml.SafeDumper):
    """Quotes the values that YAML would take for a number or a date."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = text[:1].isdigit() or ": " in text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


_Dumper.add_representer(str, _text)


class _Texts(yaml.SafeLoader):
    """Leaves dates as they are written, since the schema asks for text."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def told_cff(text: str, _: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    record = yaml.safe_load(text)
    makers = frozenset(
        one.get("name") or " ".join(filter(None, (one.get("given-names"), one["family-names"])))
        for one in record["authors"]
    )
    return Told(record["version"], record["title"], makers, record["license"].lower(), None)
