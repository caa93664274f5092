"""``pbdata agree``: figures for people, JSON for programs, and errors that say how to begin."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pbdata.cli import app
from pbdata.errors import PbdataError
from tests.agreement.coders import write_codings


def call(*arguments: str) -> str:
    """What ``pbdata agree`` prints on standard output."""
    ran = CliRunner().invoke(app, ["agree", *arguments], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_two_coders_are_named_by_their_names(tmp_path: Path) -> None:
    """Below the root each column has a line, with kappa, alpha and intervals."""
    write_codings(tmp_path)
    printed = {tuple(line.split()[:2]): line for line in call("li", "wang", "--root", str(tmp_path)).splitlines()}
    assert "0.706 [" in printed["lines", "label"]
    assert printed["figures", "row"].endswith("0.800 [0.00, 1.00]") or "0.800" in printed["figures", "row"]


def test_json_has_everything(tmp_path: Path) -> None:
    """The figures with their intervals, the confusion matrices, and the disagreements."""
    write_codings(tmp_path)
    said = json.loads(call("li", "wang", "zhao", "--root", str(tmp_path), "--json"))
    labels = next(one for one in said["agreement"] if one["column"] == "label")
    assert set(labels["alpha"]) == {"value", "low", "high"}
    assert labels["confusions"][0]["coders"] == ["li", "wang"]
    assert said["disagreements"][0]["values"] == {"li": "title", "wang": "heading", "zhao": "nav"}


def test_disagreements_are_listed_for_people(tmp_path: Path) -> None:
    """A line each: the page, the place, the column, and what each said."""
    write_codings(tmp_path)
    listed = call("li", "wang", "--root", str(tmp_path), "--disagreements").splitlines()
    assert listed[0] == "c0000000000000001 line 2  lines.label  li: title; wang: heading"


def test_files_of_single_pages_are_compared(tmp_path: Path) -> None:
    """Coders may be folders and files anywhere."""
    folder = write_codings(tmp_path)
    page = "c0000000000000001.yaml"
    assert "lines" in call(str(folder / "li" / page), str(folder / "wang" / page))


@pytest.mark.parametrize(
    ("coders", "said"),
    [
        (["li"], "between two coders or more"),
        (["li", "li"], "between two coders or more"),
        (["li", "nobody"], "pbdata review --coder nobody"),
    ],
)
def test_who_cannot_be_compared_is_told(coders: list[str], said: str, tmp_path: Path) -> None:
    """One coder agrees with himself, and a name that nobody has is no coder."""
    write_codings(tmp_path)
    with pytest.raises(PbdataError, match=said):
        call(*coders, "--root", str(tmp_path))
