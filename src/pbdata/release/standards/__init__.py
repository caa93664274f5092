"""The metadata standards in which a release is told: one row a standard, one module a row."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.release.standards.cff import check_cff, citation_cff, told_cff
from pbdata.release.standards.content import Content, Told
from pbdata.release.standards.croissant import check_croissant, croissant_json, told_croissant
from pbdata.release.standards.datacite import check_datacite, datacite_json, told_datacite
from pbdata.release.standards.dataset_card import check_dataset_card, dataset_card, told_dataset_card
from pbdata.release.standards.ro_crate import check_ro_crate, ro_crate_json, told_ro_crate
from pbdata.release.standards.schema_org import check_schema_org, schema_org_json, told_schema_org
from pbdata.release.standards.zenodo import check_zenodo, told_zenodo, zenodo_json

Rows = Mapping[str, int]


class Standard(NamedTuple):
    """A standard: what writes its document (text or JSON), what finds faults in it, and what reads back what it says.

    ``write`` takes the release and the rows by table. ``check`` takes the document, the unpacked archive and the rows by
    table, and gives faults in sentences.
    """

    write: Callable[[Content, Rows], Any]
    check: Callable[[Any, Path, Rows], Iterable[str]]
    told: Callable[[Any, Content], Told]


def _alone(check: Callable[[Any], Iterable[str]]) -> Callable[[Any, Path, Rows], Iterable[str]]:
    """A check that looks at the document alone."""
    return lambda document, _folder, _rows: check(document)


STANDARDS: Mapping[str, Standard] = {
    "CITATION.cff": Standard(
        lambda made, _: citation_cff(made.work, made.licence["name"], made.released), _alone(check_cff), told_cff
    ),
    "datacite.json": Standard(lambda made, _: datacite_json(made), _alone(check_datacite), told_datacite),
    "schema-org.json": Standard(lambda made, _: schema_org_json(made), _alone(check_schema_org), told_schema_org),
    "croissant.json": Standard(
        lambda made, _: croissant_json(made),
        lambda _, folder, rows: check_croissant(folder / "croissant.json", dict(rows)),
        told_croissant,
    ),
    "ro-crate-metadata.json": Standard(lambda made, _: ro_crate_json(made), _alone(check_ro_crate), told_ro_crate),
    ".zenodo.json": Standard(lambda made, _: zenodo_json(made), _alone(check_zenodo), told_zenodo),
    "dataset-card.md": Standard(
        lambda made, rows: dataset_card(made, dict(rows)), _alone(check_dataset_card), told_dataset_card
    ),
}
"""By the name of the file in the archive."""


def as_text(document: Any) -> str:
    """A document as the text of its file."""
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_document(name: str, data: bytes) -> Any:
    """A document from its bytes: JSON where its name says so, else text."""
    return json.loads(data) if name.endswith(".json") else data.decode()
