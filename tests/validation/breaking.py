"""Break a package in one place: change its files and descriptors so that nothing else is wrong with it."""

import csv
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pbdata.package.descriptor import as_json
from pbdata.package.gate import read_descriptor
from pbdata.validation.report.findings import Report
from tests import cases as read_cases


def change_descriptor(root: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change both descriptors in the same way. JSON is YAML, too, and is written and read in a tenth of the time."""
    descriptor = read_descriptor(root / "datapackage.json")
    change(descriptor)
    for name in ("datapackage.yaml", "datapackage.json"):
        (root / name).write_bytes(as_json(descriptor))


def change_file(root: Path, name: str, data: bytes) -> None:
    """Replace the file of a resource, and declare its size and hash anew."""

    def redeclare(descriptor: dict[str, Any]) -> None:
        resource = next(one for one in descriptor["resources"] if one["name"] == name)
        (root / resource["path"]).write_bytes(data)
        resource["bytes"] = len(data)
        resource["hash"] = f"sha256:{sha256(data).hexdigest()}"

    change_descriptor(root, redeclare)


def change_row(root: Path, name: str, row: int, cells: dict[str, str] | None) -> None:
    """Change cells of one row of a table, counted from 1, or remove the row where ``cells`` is ``None``."""
    text = (root / f"data/tables/{name}.csv").read_bytes().decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    if cells is None:
        del rows[row - 1]
    else:
        for column, cell in cells.items():
            rows[row - 1][header.index(column)] = cell
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    change_file(root, name, stream.getvalue().encode())


def summary(report: Report) -> list[str]:
    """What the errors of a report are about, each once: ``table.field: rule``."""
    return sorted(
        {f"{'.'.join(part for part in (one.resource, one.field) if part) or '-'}: {one.rule}" for one in report.errors}
    )


def accepted_by_frictionless(root: Path) -> bool:
    """Whether the independent judge accepts the package."""
    import frictionless

    return bool(frictionless.validate(str(root / "datapackage.json")).valid)


def load_cases(name: str) -> list[Any]:
    """The cases of a data file as parameters of a test, named by their labels."""
    cases = read_cases(f"validation/{name}.yaml")
    return [pytest.param(case, id=case["label"]) for case in cases]
