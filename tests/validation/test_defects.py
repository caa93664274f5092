"""Small packages with one defect, or with one legal feature that is easily taken for one, through the whole judge."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from pbdata.validation.judge import validate
from pbdata.validation.limits import Limits
from pbdata.validation.report.findings import Report
from tests import cpu_limit
from tests.validation.breaking import load_cases, summary
from tests.validation.small import write_small

SECONDS = 20


def verdict(report: Report) -> str:
    """The verdict as cases name it."""
    return "error" if not report.valid else "valid"


@pytest.mark.parametrize("case", load_cases("defects") + load_cases("further_defects"))
def test_a_defect_is_caught_and_a_legal_feature_is_not(tmp_path: Path, case: dict[str, Any]) -> None:
    """What the standard forbids makes a package invalid, for the reason that is meant; what it allows does not."""
    report = validate(write_small(tmp_path, case))
    expected = case["expected"]
    assert verdict(report) == ("valid" if expected == "warning" else expected), summary(report)
    if expected == "warning":
        assert report.warnings
    if "rules" in case:
        assert summary(report) == case["rules"]
    if "warnings" in case:
        assert sorted({one.rule for one in report.warnings} - {"bytes", "hash"}) == case["warnings"]


@pytest.mark.slow
@pytest.mark.parametrize("case", load_cases("hostile"))
def test_a_hostile_package_is_refused_in_time(
    tmp_path: Path, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package made to harm is not called valid, unless it only looks so; in bounded work, without a network call, a file outside or a change inside."""

    def refuse(*_arguments: Any, **_named: Any) -> None:
        raise AssertionError("the network was called")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    place = write_small(tmp_path, case)
    place = place.with_name(case.get("opened", place.name))
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    with cpu_limit(SECONDS):
        report = validate(place, limits=Limits(**case.get("limits", {})))
    assert summary(report) == case["rules"]
    assert (report.verdict == "valid") == case.get("harmless", False)
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert "root:" not in json.dumps(report.as_dict())
