"""The site of the committed package, made once, and packages that are made for a test."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pbdata.access.loading import open_package
from pbdata.explorer.data import SiteData
from pbdata.explorer.site import explore
from pbdata.package.reading import Package
from pbdata.release.editions import edition_files
from tests import ROOT

Make = Callable[[Mapping[str, Sequence[Sequence[str]]]], Package]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the committed package."""
    folder = tmp_path_factory.mktemp("explorer") / "site"
    explore(open_package(ROOT), folder)
    return folder


@pytest.fixture(scope="session")
def open_edition(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The open edition of the committed package."""
    folder = tmp_path_factory.mktemp("open")
    for path, content in edition_files(open_package(ROOT), "open").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return open_package(folder)


@pytest.fixture(scope="session")
def committed() -> SiteData:
    """The committed package, its tables read once."""
    return SiteData(open_package(ROOT))


@pytest.fixture
def foreign(tmp_path: Path) -> Make:
    """Makes a package that is none of pbdata's: its tables by name, each the heading and rows of text."""

    def make(tables: Mapping[str, Sequence[Sequence[str]]]) -> Package:
        resources = []
        for name, (heading, *rows) in tables.items():
            text = "\n".join(",".join(row) for row in (heading, *rows))
            (tmp_path / f"{name}.csv").write_text(f"{text}\n", "utf-8")
            fields: list[dict[str, Any]] = [{"name": one, "type": "string"} for one in heading]
            resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields}})
        (tmp_path / "datapackage.json").write_text(json.dumps({"name": "theirs", "resources": resources}), "utf-8")
        return open_package(tmp_path)

    return make
