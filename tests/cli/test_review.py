"""``pbdata review``: what is called wrongly is told before anything is served, and corrections become cases."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pbdata.cli import app
from pbdata.errors import PbdataError
from pbdata.model.capture import Settings
from pbdata.review.desk import Desk
from pbdata.review.shelf import Shelf
from tests.review.corpus import FIRST, corpus


def call(*arguments: str) -> str:
    """What ``pbdata review`` prints on standard output."""
    ran = CliRunner().invoke(app, ["review", *arguments], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of two pages."""
    return corpus(tmp_path)


def test_corrections_are_exported_as_cases(root: Path) -> None:
    """What was decided on the page is a case of the toolkit."""
    Desk(Shelf(root, Settings()), Settings()).decide(
        FIRST, "", {"kind": "lines", "first": 0, "last": 0, "label": "nav"}
    )
    assert "1 cases written" in call("--root", str(root), "--export-cases", str(root / "cases.json"))
    (case,) = json.loads((root / "cases.json").read_text("utf-8"))
    assert case["expect"]["labels"] == {"中共桐陂县委组织部": "nav"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--coder", "../li"], "--coder cannot be"),
        (["--coder", "Li Wei"], "--coder cannot be"),
        (["--coder", "li", "--settle", "wang", "--settle", "zhao"], "works blind"),
        (["--settle", "li"], "between two coders or more"),
    ],
)
def test_a_wrong_call_is_told(arguments: list[str], said: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is a path, a coder who is not blind, and one coder who differs from nobody."""
    monkeypatch.setattr("pbdata.cli.review._settings", lambda *_: Settings())
    with pytest.raises(PbdataError, match=said):
        call("--root", str(root), "--no-open", *arguments)
