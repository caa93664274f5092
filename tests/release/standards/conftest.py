"""A release of the sample package, and everything that it is told in."""

import json
from pathlib import Path

import pytest

from pbdata.package.parts import paths
from pbdata.package.reading import open_package
from pbdata.release.standards import STANDARDS
from pbdata.release.standards.content import content
from tests.package.sample_package import copy_sample, in_parts
from tests.release.standards.telling import Told


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The sample, told in every standard; ``croissant.json`` lies among its files."""
    return tell(copy_sample(tmp_path))


@pytest.fixture
def told_in_parts(tmp_path: Path) -> Told:
    """The same with its tables in parts."""
    return tell(in_parts(tmp_path))


def tell(root: Path) -> Told:
    package = open_package(root)
    resources = package.descriptor["resources"]
    rows = {one["name"]: package.frame(one["name"]).height for one in resources}
    files = {path: (root / path).read_bytes() for one in resources for path in paths(one)}
    made = content(package.descriptor, "open", files)
    documents = {name: standard.write(made, rows) for name, standard in STANDARDS.items()}
    (root / "croissant.json").write_text(json.dumps(documents["croissant.json"]), encoding="utf-8")
    return Told(made, documents, rows, root)
