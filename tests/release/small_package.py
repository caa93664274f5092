"""Small packages of one table."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from pbdata.package.reading import Package, open_package

SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "n", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "word", "type": "string", "description": "A word."},
    ],
    "primaryKey": ["id"],
}

Make = Callable[..., Package]


def maker(folder: Path) -> Make:
    """Return a function that makes a package of one table ``t`` below ``folder``, each in a folder of its own."""
    count = 0

    def made(
        rows: Sequence[Sequence[Any]] = (("a", 1, "x"), ("b", 2, "y")),
        schema: Mapping[str, Any] = SCHEMA,
        version: str = "1.0.0",
        **package: Any,
    ) -> Package:
        nonlocal count
        count += 1
        root = folder / f"package{count}"
        root.mkdir()
        with (root / "t.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([[field["name"] for field in schema["fields"]], *rows])
        resource = {"name": "t", "type": "table", "path": "t.csv", "schema": dict(schema)}
        descriptor = {"name": "p", "version": version, "resources": [resource]} | package
        (root / "datapackage.yaml").write_text(yaml.safe_dump(descriptor, allow_unicode=True), encoding="utf-8")
        return open_package(root)

    return made
