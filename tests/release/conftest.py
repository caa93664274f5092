"""Small packages to compare."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_package import SCHEMA, Make

from pbdata.package.reading import Package, open_package

# The sample package of the tests of package/ serves here too.
sys.path.append(str(Path(__file__).parents[1] / "package"))


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a package of one table ``t`` with these rows and this schema, under a version."""
    count = 0

    def made(
        rows: Sequence[Sequence[Any]] = (("a", 1, "x"), ("b", 2, "y")),
        schema: Mapping[str, Any] = SCHEMA,
        version: str = "1.0.0",
        **package: Any,
    ) -> Package:
        nonlocal count
        count += 1
        folder = tmp_path / f"package{count}"
        folder.mkdir()
        names = ",".join(field["name"] for field in schema["fields"])
        lines = [names, *(",".join("" if cell is None else str(cell) for cell in row) for row in rows)]
        (folder / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        resource = {"name": "t", "type": "table", "path": "t.csv", "schema": dict(schema)}
        descriptor = {"name": "p", "version": version, "resources": [resource]} | package
        (folder / "datapackage.yaml").write_text(yaml.safe_dump(descriptor, allow_unicode=True), encoding="utf-8")
        return open_package(folder)

    return made
