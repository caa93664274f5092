"""The judge as a whole: what it accepts, and that nothing makes it fail."""

import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pbdata.errors import PackageError
from pbdata.package.descriptor import as_json, as_yaml
from pbdata.package.gate import read_descriptor
from pbdata.validation.judge import validate
from tests.package.sample_package import write_sample
from tests.validation.breaking import accepted_by_frictionless, change_descriptor, change_row, summary

ODD = [None, True, -1, 10**30, 1.5, float("inf"), "", "\0", "../x", "http://a/b", "^(", "utf-16", "date", "lines"]
ODD += [[], {}, [None], ["capture_id"], [{}], {"a": [1]}]
ODD_CELLS = ["", "-5", "9" * 30, "x", "true", "\r\n", "党", "2014-02-30", "../../etc/passwd", "data/raw", '"', "\0"]


def test_the_sample_is_valid(tmp_path: Path) -> None:
    """A package as it is written satisfies both judges, with nothing left unchecked."""
    package = write_sample(tmp_path, parquet=True)
    report = validate(package)
    assert (summary(report), list(report.warnings), list(report.not_checked)) == ([], [], [])
    assert accepted_by_frictionless(package)


@pytest.mark.parametrize("name", ["", "datapackage.yaml", "datapackage.json"])
def test_a_package_is_named_by_folder_or_descriptor(package: Path, name: str) -> None:
    """The folder and each of the two descriptors lead to the same verdict, wherever it is asked from."""
    assert validate(package / name).valid
    assert validate(str(package / name)).valid


def test_a_package_in_the_current_folder(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path will do."""
    monkeypatch.chdir(package)
    assert validate(".").valid
    assert validate("datapackage.yaml").valid


def test_no_package_is_an_error_of_the_call(tmp_path: Path) -> None:
    """Where there is nothing to judge, the judge says so and gives no verdict."""
    with pytest.raises(PackageError, match="no datapackage.yaml"):
        validate(tmp_path)


def test_a_broken_descriptor_is_a_fault_of_the_package(package: Path) -> None:
    """A descriptor that cannot be read is reported with its place."""
    (package / "datapackage.yaml").write_text("name: x\nresources: [\n", "utf-8")
    report = validate(package)
    assert summary(report) == ["-: descriptor"]
    assert re.search(r"datapackage\.yaml:\d+:\d+: this is not YAML", report.errors[0].message)


def test_stages_do_not_hide_one_another(package: Path) -> None:
    """A wrong hash, a bad cell, an orphan and a broken promise are all reported at once."""
    change_row(package, "collections", 1, {"n_found": "two"})
    change_row(package, "retrievals", 3, {"collection_id": "other"})
    change_row(package, "texts", 1, {"text": "other"})
    change_descriptor(package, lambda descriptor: descriptor["resources"][5].update(hash="sha256:" + "0" * 64))
    assert set(summary(validate(package))) >= {
        "collections.n_found: type",
        "retrievals.collection_id: foreignKey",
        "texts.text: promise 2: replay",
        "spans: hash",
    }


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(8, 40))])
def test_no_descriptor_makes_the_judge_fail(whole_package: Path, seed: int) -> None:
    """Whatever stands in a descriptor, there is a report and no traceback."""
    chance = random.Random(seed)
    descriptor = read_descriptor(whole_package / "datapackage.yaml")
    places = [place for place in _places(descriptor) if place]
    for _ in range(3):
        *parents, last = chance.choice(places)
        node: Any = descriptor
        try:
            for key in parents:
                node = node[key]
            node[last] = deepcopy(chance.choice(ODD))
        except (KeyError, IndexError, TypeError):
            continue  # An earlier change took this place away.
    (whole_package / "datapackage.yaml").write_bytes(as_yaml(descriptor))
    (whole_package / "datapackage.json").write_bytes(as_json(descriptor))
    report = validate(whole_package)
    assert list(report.lines())[-1].startswith("valid" if report.valid else "not valid")


@pytest.mark.parametrize("seed", range(8))
def test_no_cell_makes_the_judge_fail(whole_package: Path, seed: int) -> None:
    """Whatever stands in the cells, there is a report and no traceback."""
    chance = random.Random(seed)
    for table in ("captures", "lines", "edits", "spans", "articles", "texts", "paragraphs", "contributors"):
        header = (whole_package / f"data/tables/{table}.csv").read_text("utf-8").splitlines()[0].split(",")
        change_row(whole_package, table, 1, {chance.choice(header): chance.choice(ODD_CELLS)})
    report = validate(whole_package)
    assert list(report.lines())[-1].startswith("valid" if report.valid else "not valid")


def _places(node: Any, place: tuple[Any, ...] = ()) -> Any:
    """The path of every value within a descriptor."""
    yield place
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from _places(value, (*place, key))
