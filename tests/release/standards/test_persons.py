"""Makers with ORCID and affiliation, and ids that are addresses, in every standard."""

import json
from pathlib import Path
from typing import Any

import pytest

from pbdata.package.descriptor import describe
from pbdata.release.standards import STANDARDS
from pbdata.release.standards.content import content
from tests.package.sample_package import sample

ORCID = "https://orcid.org/0000-0002-1825-0097"
PEOPLE = [
    {"name": "Li Xiaoming", "given": "Xiaoming", "family": "Li", "orcid": ORCID, "affiliation": "Example University", "roles": ["creator"]},
    {"name": "张三", "orcid": "0000-0001-5109-3700", "affiliation": "某大学", "roles": ["creator"]},
    {"name": "corpus contributors", "roles": ["creator"]},
]  # fmt: skip
WITHOUT_TABLES = sorted(set(STANDARDS) - {"croissant.json", "dataset-card.md"})


def documents(**about: Any) -> dict[str, Any]:
    """What every standard says of a release of no tables."""
    description = dict.fromkeys(("en", "zh"), "Written for tests: nothing in it is news, and nothing in it is true.")
    given = sample().dataset | {"people": PEOPLE, "homepage": None, "description": description} | about
    made = content(describe(given, {}), "open", {})
    return {name: standard.write(made, {}) for name, standard in STANDARDS.items()}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return documents()


@pytest.mark.parametrize("name", STANDARDS)
def test_every_standard_has_orcids_and_affiliations(told: dict[str, Any], name: str) -> None:
    """Both persons are there with both, and the organisation by its name."""
    text = told[name] if isinstance(told[name], str) else json.dumps(told[name], ensure_ascii=False)
    for words in ("0000-0002-1825-0097", "0000-0001-5109-3700", "Example University", "某大学", "corpus contributors"):
        assert words in text, words


@pytest.mark.parametrize("name", WITHOUT_TABLES)
def test_the_judge_of_the_standard_accepts_them(told: dict[str, Any], name: str, tmp_path: Path) -> None:
    """They stand where the standard has a place for them."""
    assert list(STANDARDS[name].check(told[name], tmp_path, {})) == []


def test_a_person_is_no_organisation(told: dict[str, Any]) -> None:
    """Whoever has an ORCID or an affiliation is a person, though the name be in one piece."""
    assert [one["@type"] for one in told["schema-org.json"]["creator"]] == ["Person", "Person", "Organization"]
    assert [one.get("nameType") for one in told["datacite.json"]["creators"]] == ["Personal", "Personal", None]


@pytest.mark.parametrize(
    ("identifier", "cff", "datacite"),
    [("https://example.org/c", "url", "URL"), ("urn:uuid:dc384133-ecaf-5d01-ac31-2a333c0a1ccf", "other", "URN")],
)
def test_an_id_is_told_as_what_it_is(identifier: str, cff: str, datacite: str) -> None:
    """An address is an address and a URN a URN, in each standard that asks."""
    told = documents(id=identifier)
    assert f"- type: {cff}\n  value: {identifier}" in told["CITATION.cff"]
    assert told["datacite.json"]["alternateIdentifiers"][0]["alternateIdentifierType"] == datacite
    assert (told["schema-org.json"].get("url") == identifier) is (cff == "url")


def test_an_id_that_is_a_doi_is_the_doi() -> None:
    """It stands under the key of a DOI, and nowhere as another identifier."""
    told = documents(id="https://doi.org/10.5281/zenodo.7")
    assert told["datacite.json"]["doi"] == "10.5281/zenodo.7"
    assert 'doi: "10.5281/zenodo.7"' in told["CITATION.cff"] and "identifiers" not in told["CITATION.cff"]
