"""A release of the sample package, and everything that it is told in."""

import json
from pathlib import Path

import pytest

from pbdata.package.reading import open_package
from pbdata.release.standards import STANDARDS
from pbdata.release.standards.content import content
from tests.package.sample_package import copy_sample
from tests.release.standards.telling import Told


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The sample, told in every standard; ``croissant.json`` lies among its files."""
    package = open_package(copy_sample(tmp_path))
    resources = package.descriptor["resources"]
    rows = {one["name"]: package.frame(one["name"]).height for one in resources}
    made = content(
        package.descriptor, "open", {one["path"]: (tmp_path / one["path"]).read_bytes() for one in resources}
    )
    documents = {name: standard.write(made, rows) for name, standard in STANDARDS.items()}
    (tmp_path / "croissant.json").write_text(json.dumps(documents["croissant.json"]), encoding="utf-8")
    return Told(made, documents, rows, tmp_path)
