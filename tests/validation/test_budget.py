"""The budget of a package: what its parts cost together, and what is said where it is spent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pbdata.errors import SettingsError
from pbdata.validation.batches import Batch
from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.judge import validate
from pbdata.validation.limits import DEFAULT, Limits, with_changes
from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, NOT_VALID, VALID
from pbdata.validation.table.sources import CsvSource
from tests.validation.small import write_small

JSON = {
    "changes": [
        {"at": ["resources", 1, "path"], "value": "b.json"},
        {"at": ["resources", 1, "format"], "value": "json"},
    ]
}
JSON_TEXT = '[["aid", "k", "v"], ["a1", 1, "x"]]'


@pytest.mark.parametrize(
    ("case", "limits", "said"),
    [
        ({}, {"cells": 14}, "`b`: all of its rows, because the package needs more than 14 cells"),
        ({}, {"read": 100}, "`b`: its rows, because the package needs more than 100 bytes read"),
        ({}, {"keys": 3}, "`b`: all of its rows, because the package needs more than 3 keys of rows"),
        ({}, {"seconds": 0}, "the package takes longer than 0 seconds"),
        (JSON | {"files": {"b.json": {"text": JSON_TEXT}}}, {"held": 9}, "more than 9 bytes of JSON and workbooks"),
    ],
)
def test_what_the_budget_does_not_reach_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], limits: dict[str, int], said: str
) -> None:
    """Nothing is wrong with the package; the report says what was not looked at, why, and how to have it looked at."""
    monkeypatch.setattr("pbdata.validation.budget._PER_BYTE", 0)
    place = write_small(tmp_path, case)
    assert validate(place).verdict == VALID
    report = validate(place, limits=Limits(**limits))
    assert report.verdict == AS_FAR_AS_CHECKED, report.errors
    assert said in "\n".join(report.not_checked)
    assert f"--limit {next(iter(limits))}=N" in "\n".join(report.not_checked)


def test_a_fault_that_was_found_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes tell that a key is broken; where, the budget may leave open, but not that."""
    monkeypatch.setattr("pbdata.validation.budget._PER_BYTE", 0)
    place = write_small(tmp_path, {"files": {"b.csv": {"text": "aid,k,v\na1,1,x\na1,1,y\n"}}})
    whole = [one.message for one in validate(place).errors]
    report = validate(place, limits=Limits(cells=28))
    assert report.verdict == NOT_VALID
    assert [one.rule for one in report.errors] == ["primaryKey"]
    assert "not all of their rows were looked for" in report.errors[0].message != whole[0]


def test_the_budget_grows_with_the_files_that_are_there(tmp_path: Path) -> None:
    """A large package may be read, a small file that is named again and again may not."""
    budget = Budget(Limits(read=100))
    budget.know(tmp_path / "a", 5)
    budget.know(tmp_path / "a", 5)
    budget.spend("read", 500)
    with pytest.raises(BudgetError, match="more than 500 bytes read"):
        budget.spend("read", 1)
    budget.know(tmp_path / "b", 5)
    budget.spend("read", 500)


def test_what_is_spent_stays_spent() -> None:
    """What comes after is not read either: which parts are checked does not hang on their size."""
    budget = Budget(Limits(keys=10))
    with pytest.raises(BudgetError):
        budget.spend("keys", 11)
    with pytest.raises(BudgetError):
        budget.spend("keys", 1)


def test_limits_are_changed_by_name() -> None:
    """Each limit has a name for the command line; what is none is told with those that there are."""
    assert with_changes(["cells=5", "seconds=60"]) == Limits(cells=5, seconds=60)
    assert with_changes([]) == DEFAULT
    for wrong in ("cells", "cells=", "cells=-1", "cells=1e9", "cell s=1", "size=3"):
        with pytest.raises(SettingsError, match="NAME=NUMBER.*cells"):
            with_changes([wrong])


def test_what_is_packed_may_become_larger_within_reason() -> None:
    """Small files by 200 times, beyond half a gigabyte by 40 times."""
    limits = Limits()
    assert limits.unpacked_from(1) == 16 * 2**20
    assert limits.unpacked_from(10**6) == 200 * 10**6
    assert limits.unpacked_from(10**7) == 2**29
    assert limits.unpacked_from(10**9) == 40 * 10**9


def test_a_table_is_read_again_once_for_all_of_its_broken_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four thousand broken keys of a wide table do not read it four thousand times."""
    read: list[str] = []
    batches = CsvSource.batches

    def counted(source: CsvSource, columns: int) -> Iterator[Batch]:
        read.append(source.parts[0].file)
        return batches(source, columns)

    monkeypatch.setattr(CsvSource, "batches", counted)
    unique = [{"name": name, "constraints": {"unique": True}} for name in ("aid", "k", "v")]
    changes = [{"at": ["resources", 1, "schema", "fields"], "value": unique}]
    place = write_small(tmp_path, {"changes": changes, "files": {"b.csv": {"text": "aid,k,v\na9,1,x\na9,1,x\n"}}})
    assert {one.rule for one in validate(place).errors} == {"primaryKey", "unique", "foreignKey"}
    assert read.count("b.csv") == 2
