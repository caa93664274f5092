"""Files of decisions are read with all their faults at once."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.corrections.reading import corrections_of, read_corrections
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written
from pbdata.model.correction import LineCorrection, Told
from tests import cases
from tests.corrections.conftest import ID

LINE = "- {lines: [1, 1], expect: [{label: nav, words: a}], label: ad, reason: r, day: 2026-01-31}\n"


def said(error: ManifestError) -> list[str]:
    return [line.partition(": ")[2] for line in str(error).splitlines()]


@pytest.mark.parametrize("case", cases("corrections/faults.yaml"), ids=lambda case: case["label"])
def test_all_faults_are_told(case: dict[str, Any]) -> None:
    """Each in a sentence that says what to do."""
    text = f"capture_id: {ID}\n{case['text']}\n"
    with pytest.raises(ManifestError) as error:
        corrections_of(Written(Path(f"{ID}.yaml"), text))
    assert set(case["said"]) <= set(said(error.value)), said(error.value)


def test_a_decision_knows_its_place(tmp_path: Path) -> None:
    """The file, line and column where it is written."""
    path = tmp_path / f"{ID}.yaml"
    path.write_text(f"capture_id: {ID}\nlines:\n{LINE}", "utf-8")
    read = read_corrections(tmp_path, {ID})
    told = Told("r", None, "2026-01-31", f"{path}:3:3")
    assert read == {ID: (LineCorrection(told, 1, 1, (("nav", "a"),), "ad"),)}


def test_what_was_decided_before_is_told() -> None:
    """Two decisions on one line contradict each other."""
    with pytest.raises(ManifestError, match=rf"{ID}.yaml:4:3: this was decided before, in {ID}.yaml:3:3. Keep one."):
        corrections_of(Written(Path(f"{ID}.yaml"), f"capture_id: {ID}\nlines:\n{LINE}{LINE}"))


@pytest.mark.parametrize("case", cases("corrections/repeated.yaml"), ids=lambda case: case["label"])
def test_what_decisions_are_about_is_decided_once(case: dict[str, Any]) -> None:
    """Whatever else they say of it."""
    row = {"reason": "r", "day": "2026-01-31"}
    rows = [{**one, **row} for one in case["rows"]]
    text = yaml.safe_dump({"capture_id": ID, case["section"]: rows}, allow_unicode=True)
    made = []
    try:
        made += corrections_of(Written(Path(f"{ID}.yaml"), text))
    except ManifestError as error:
        assert "this was decided before" in str(error)
    assert bool(made) != case["repeated"]


def test_faults_of_all_files_are_told(tmp_path: Path) -> None:
    """The name of a file is that of its capture, and the capture is known."""
    other = "c" + "f" * 16
    (tmp_path / f"{ID}.yaml").write_text(f"capture_id: {other}\n", "utf-8")
    (tmp_path / f"{other}.yaml").write_text(f"capture_id: {other}\n", "utf-8")
    with pytest.raises(ManifestError) as error:
        read_corrections(tmp_path, {ID})
    first, second = sorted(said(error.value))
    assert first.startswith(f"no sighting in data/raw/manifest.yaml has the capture {other}")
    assert second.startswith("the file has the name of another capture.")


def test_another_file_is_refused(tmp_path: Path) -> None:
    """What nothing reads would not be heard."""
    (tmp_path / "labels.yaml").write_text("labels: []\n", "utf-8")
    with pytest.raises(ManifestError, match="labels.yaml: nothing reads this file. Corrections of a capture stand in"):
        read_corrections(tmp_path, {ID})
