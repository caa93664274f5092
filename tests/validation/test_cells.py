"""The form of a CSV file: encoding, header, rows of the right size."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from breaking import load_cases, summary

from pbdata.package.reading import contained
from pbdata.validation.cells import ROW, Table, read_cells
from pbdata.validation.judge import validate
from pbdata.validation.report import Findings

SCHEMA = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]}


def write(folder: Path, data: bytes, **properties: Any) -> Path:
    """A package of one table with two columns, ``id`` and ``n``."""
    (folder / "a.csv").write_bytes(data)
    resource = {"name": "a", "path": "a.csv", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    descriptor = {"resources": [resource | {"schema": SCHEMA} | properties]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return folder


def read(folder: Path, data: bytes) -> Table:
    """The table of a file without faults."""
    findings = Findings()
    write(folder, data)
    table = read_cells({"name": "a", "path": "a.csv"}, contained(folder, "a.csv"), SCHEMA, findings)
    assert table and findings.report({}, lambda _name, _rows: {}).valid
    return table


@pytest.mark.parametrize("case", load_cases("files"))
def test_a_file_is_read_strictly(tmp_path: Path, case: dict[str, Any]) -> None:
    """A file whose cells have no certain place is refused, with the line at which it goes wrong."""
    report = validate(write(tmp_path, case["csv"].encode(case.get("encoding", "utf-8")), **case.get("set", {})))
    assert summary(report) == case["errors"]
    assert [problem.line for problem in report.errors if problem.row] == case.get("lines", [])
    assert [problem.rule for problem in report.warnings] == case.get("warnings", [])
    assert list(report.not_checked) == case.get("not_checked", [])


def test_the_line_that_cannot_be_decoded_is_named(tmp_path: Path) -> None:
    """Bytes in another encoding are reported with their line, and with what to do."""
    report = validate(write(tmp_path, b"id,n\n\xe8\xb5\xa3,1\n" + "赣州,2\n".encode("gbk")))
    assert summary(report) == ["a: encoding"]
    assert report.errors[0].message.startswith("line 3 (byte 11) is not utf-8. Save the file")


def test_cells_are_exact(tmp_path: Path) -> None:
    """White space and line ends of every kind stay in a cell as they are."""
    cells = ["a\r\nb", "\r", "\n", " x ", "\u3000", 'say "x"', "a,b", "\u2028"]
    rows = "".join('"' + cell.replace('"', '""') + '",1\n' for cell in cells)
    assert read(tmp_path, b"id,n\n" + rows.encode()).raw["id"].to_list() == cells


def test_rows_are_numbered_across_chunks(tmp_path: Path) -> None:
    """Rows count from 1 through a file that is read in several pieces."""
    table = read(tmp_path, b"id,n\n" + b"".join(b"x,%d\n" % n for n in range(120_001)))
    assert table.raw[ROW].to_list() == list(range(1, 120_002))
    assert table.typed["n"].to_list() == list(range(120_001))


def test_a_cell_may_be_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    """Long articles fit into a cell."""
    assert read(tmp_path, b"id,n\n" + b"x" * 200_000 + b",1\n").raw["id"].str.len_chars().item() == 200_000
