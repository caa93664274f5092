"""``pbdata info``, ``pbdata list`` and ``pbdata show`` print a package without Python."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pbdata.cli import app
from pbdata.cli.terminal import aligned
from tests import ROOT


def call(*arguments: str) -> str:
    """What a command prints on standard output."""
    ran = CliRunner().invoke(app, list(arguments))
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_info_names_every_table_with_its_rows() -> None:
    """The name of the package and of each table stand there."""
    said = json.loads(call("info", str(ROOT), "--json"))
    printed = call("info", str(ROOT))
    assert said["name"] in printed
    assert all(f"{one['name']} " in printed for one in said["tables"])


def test_list_gives_a_line_to_each_article() -> None:
    """A heading and the articles."""
    said = json.loads(call("info", str(ROOT), "--json"))
    articles = {one["name"]: one["rows"] for one in said["tables"]}["articles"]
    assert len(call("list", str(ROOT)).splitlines()) == 1 + articles


def test_show_prints_the_columns_that_were_asked_for() -> None:
    """JSON has them alone, and as many rows as were asked for."""
    printed = call("show", "lines", "--columns", "line_no,label", "--limit", "3", "--package", str(ROOT), "--json")
    assert [list(json.loads(line)) for line in printed.splitlines()] == [["line_no", "label"]] * 3


def test_a_line_end_in_a_cell_ends_no_row() -> None:
    """Each row of texts is one line, whatever paragraphs its cell holds."""
    assert len(call("show", "texts", "--columns", "text", "--limit", "1", "--package", str(ROOT)).splitlines()) == 2


def test_chinese_takes_two_columns() -> None:
    """What follows a Chinese cell stands where it follows a Latin one of twice the characters."""
    assert aligned([["党建", "a"], ["abcd", "b"]]).splitlines() == ["党建  a", "abcd  b"]


@pytest.mark.parametrize("form", ["folder", "descriptor", "zip"])
def test_every_command_takes_a_package_in_each_form(form: str, tmp_path: Path) -> None:
    """A folder, a descriptor and a zip give the same article, its trace and no difference."""
    place = tmp_path / "package"
    for name in ("datapackage.json", "data/tables", "data/raw"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, place / name)
    forms = {"folder": place, "descriptor": place / "datapackage.json"}
    if form == "zip":
        forms["zip"] = Path(shutil.make_archive(str(tmp_path / "package"), "zip", tmp_path, "package"))
    package = str(forms[form])
    capture = json.loads(call("list", package, "--json").splitlines()[0])
    assert call("trace", capture["article_id"], "0", "4", "--package", package) == call(
        "trace", capture["capture_id"], "0", "4", "--package", str(ROOT)
    )
    assert call("diff", package, str(place)).startswith("nothing differs")
