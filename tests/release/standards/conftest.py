"""A release of the sample package, and everything that it is told in."""

import json
from pathlib import Path

import pytest

from pbdata.package.reading import open_package
from pbdata.release.standards.cff import citation_cff
from pbdata.release.standards.content import content
from pbdata.release.standards.croissant import croissant_json
from pbdata.release.standards.datacite import datacite_json
from pbdata.release.standards.dataset_card import dataset_card
from pbdata.release.standards.ro_crate import ro_crate_json
from pbdata.release.standards.schema_org import schema_org_json
from pbdata.release.standards.zenodo import zenodo_json
from tests.package.sample_package import write_sample
from tests.release.standards.telling import Told


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The sample, told in every standard; ``croissant.json`` lies among its files."""
    package = open_package(write_sample(tmp_path))
    resources = package.descriptor["resources"]
    rows = {one["name"]: package.frame(one["name"]).height for one in resources}
    made = content(
        package.descriptor, "open", {one["path"]: (tmp_path / one["path"]).read_bytes() for one in resources}
    )
    documents = {
        "CITATION.cff": citation_cff(made.work, made.licence["name"], made.released),
        "datacite.json": datacite_json(made),
        "schema-org.json": schema_org_json(made),
        "croissant.json": croissant_json(made),
        "ro-crate-metadata.json": ro_crate_json(made),
        ".zenodo.json": zenodo_json(made),
        "dataset-card.md": dataset_card(made, rows),
    }
    (tmp_path / "croissant.json").write_text(json.dumps(documents["croissant.json"]), encoding="utf-8")
    return Told(made, documents, rows, tmp_path)
