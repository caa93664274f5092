"""Documents that say the same, and such as do not."""

import json
from typing import Any

import pytest

from pbdata.release.standards import STANDARDS
from pbdata.release.standards.agreement import disagreements
from tests.release.standards.telling import Told

OTHER = {
    "version": ("9.9.9", {"CITATION.cff", "datacite.json", "schema-org.json", "croissant.json", "ro-crate-metadata.json", ".zenodo.json", "dataset-card.md"}),
    "title": ("Another title", {"CITATION.cff", "datacite.json", "schema-org.json", "croissant.json", "ro-crate-metadata.json", ".zenodo.json", "dataset-card.md"}),
    "makers": ("Somebody Else", {"CITATION.cff", "datacite.json", "schema-org.json", "croissant.json", "ro-crate-metadata.json"}),
}  # fmt: skip


def replaced(document: Any, before: str, after: str) -> Any:
    if isinstance(document, str):
        return document.replace(before, after)
    return json.loads(json.dumps(document, ensure_ascii=False).replace(before, after))


def found(told: Told, documents: dict[str, Any]) -> list[str]:
    """The disagreements of these documents with what the release is."""
    said = {name: STANDARDS[name].told(document, told.content) for name, document in documents.items()}
    return disagreements(told.content, said)


def test_every_standard_is_compared(told: Told) -> None:
    """Each row of the table of standards has a document here."""
    assert set(told.documents) == set(STANDARDS)


def test_what_is_written_agrees(told: Told) -> None:
    """Every document says what the descriptor says."""
    assert found(told, told.documents) == []


@pytest.mark.parametrize("what", OTHER)
def test_another_value_is_found_wherever_it_stands(told: Told, what: str) -> None:
    """A version, a title or a maker that differs is found in each document that states it."""
    work = told.content.work
    now = {"version": work.version, "title": work.title, "makers": work.authors[0].literal}[what]
    other, names = OTHER[what]
    for name in names:
        changed = told.documents | {name: replaced(told.documents[name], str(now), other)}
        sentences = found(told, changed)
        assert any(one.startswith(f"{name}: its {what} ") for one in sentences), name


def test_a_hash_that_differs_is_found(told: Told) -> None:
    """A file whose hash is not that of its bytes is found in each document that lists files."""
    digest = told.content.files[0].sha256
    for name in ("schema-org.json", "croissant.json", "ro-crate-metadata.json"):
        changed = told.documents | {name: replaced(told.documents[name], digest, "0" * 64)}
        assert any(told.content.files[0].path in one for one in found(told, changed)), name
