"""A file that is broken inside, whatever packed it, is told and no fault of pbdata."""

import json
import lzma
import zipfile
from pathlib import Path

import pytest

from pbdata.compressed import BROKEN
from pbdata.validation.judge import validate

TABLE = {"name": "t", "schema": {"fields": [{"name": "x", "type": "string"}]}}
CELLS = "x\n" + "\n".join(str(n * 7919 % 100003) for n in range(500))


def package(resource: dict[str, str]) -> str:
    """A descriptor of one table."""
    return json.dumps({"name": "p", "resources": [TABLE | resource]})


def packed(place: Path, files: dict[str, str], broken: str) -> Path:
    """A zip in which the stream of one member begins with a block of no known type."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    data = bytearray(place.read_bytes())
    data[data.find(broken.encode()) + len(broken)] = 0b111
    place.write_bytes(data)
    return place


def test_a_package_in_a_broken_zip_is_told(tmp_path: Path) -> None:
    """Its checksum is not the first thing that fails."""
    files = {"datapackage.json": package({"path": "t.csv"}), "t.csv": CELLS}
    report = validate(packed(tmp_path / "p.zip", files, "t.csv"))
    assert "cannot be unpacked" in report.errors[0].message


@pytest.mark.parametrize(("name", "inner"), [("t.xlsx", "xl/worksheets/sheet1.xml"), ("t.csv.zip", "t.csv")])
def test_a_table_in_a_broken_file_is_told(tmp_path: Path, name: str, inner: str) -> None:
    """Workbooks and compressed tables alike."""
    packed(tmp_path / name, {inner: CELLS}, inner)
    (tmp_path / "datapackage.json").write_text(package({"path": name}))
    assert "cannot be read" in validate(tmp_path).errors[0].message


@pytest.mark.parametrize("data", [b"\xfd7zXZ\x00" + bytes(8), lzma.compress(b"x" * 99)[:-9]])
def test_a_broken_xz_is_broken(data: bytes) -> None:
    """Cut short or of no sense."""
    with pytest.raises(BROKEN):
        lzma.decompress(data)
