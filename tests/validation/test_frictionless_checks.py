"""Our judge as a check of frictionless."""

from pathlib import Path
from typing import Any

import pytest

from tests.validation.small import write_small

frictionless = pytest.importorskip("frictionless")


def run(place: Path, checklist: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The types of the errors that frictionless reports with a checklist."""
    monkeypatch.chdir(place.parent)
    report = frictionless.validate(place.name, checklist=checklist)
    return sorted({error[0] for error in report.flatten(["type"])})


UNIQUE = {
    "changes": [{"at": ["resources", 1, "schema", "uniqueKeys"], "value": [["v"]]}],
    "files": {"b.csv": {"text": "aid,k,v\na1,1,x\na2,1,x\n"}},
}


def test_frictionless_misses_without_it_and_sees_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the check frictionless refuses what it does not look at by itself."""
    from pbdata.validation.frictionless_checks import pbdata_check

    place = write_small(tmp_path, UNIQUE)
    assert run(place, None, monkeypatch) == []
    assert run(place, frictionless.Checklist(checks=[pbdata_check()]), monkeypatch) == ["pbdata"]


def test_the_check_is_known_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checklist may name it, and a good package passes."""
    checklist = frictionless.Checklist.from_descriptor({"checks": [{"type": "pbdata"}]})
    assert run(write_small(tmp_path, {}), checklist, monkeypatch) == []
