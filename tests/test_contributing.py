"""The recipes of CONTRIBUTING.md are true: their files are there, and the recipe of the fact table works as it is printed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = {section.partition("\n")[0].strip(): section for section in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]}
NEW = {
    "src/pbdata/facts/meetings/__init__.py",
    "src/pbdata/facts/meetings/rules.yaml",
    "src/pbdata/package/schemas/meetings.yaml",
}
MOST_FILES = 5


def files(recipe: str) -> list[str]:
    """The files that a recipe lists."""
    return re.findall(r"^\* `([^`]+)`", RECIPES[recipe], flags=re.MULTILINE)


def blocks(recipe: str, path: str) -> list[str]:
    """The blocks of code below a file of a recipe."""
    below = re.split(r"^\* ", RECIPES[recipe].partition(f"* `{path}`")[2], flags=re.MULTILINE)[0]
    return re.findall(r"^```\w+\n(.*?)^```", below, flags=re.MULTILINE | re.DOTALL)


def test_there_are_six_recipes() -> None:
    """A word, a rule, a fact table, a metadata field, a capture format, a metadata standard."""
    assert list(RECIPES) == [
        "A word", "A rule", "A fact table", "A metadata field", "A capture format", "A metadata standard",
    ]  # fmt: skip


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_lists_few_files_and_all_are_there(recipe: str) -> None:
    """What is listed exists, or is what the recipe makes."""
    assert 0 < len(files(recipe)) <= MOST_FILES
    assert [path for path in files(recipe) if not (ROOT / path).exists() and path not in NEW] == []


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the toolkit and the captures in which the recipe of the fact table was followed."""
    root = tmp_path_factory.mktemp("rehearsed")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    for path in sorted(NEW):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(*blocks("A fact table", path), encoding="utf-8")
    record, field = blocks("A fact table", "src/pbdata/model/facts.py")
    facts = root / "src/pbdata/model/facts.py"
    before, dataclass, after = facts.read_text("utf-8").rpartition("@dataclass")
    facts.write_text(f"{before}{record}\n\n{dataclass}{after.rstrip()}\n{field}", "utf-8")
    detect = root / "src/pbdata/facts/detect.py"
    order = detect.read_text("utf-8").replace("    figures.link,\n", "    figures.link,\n    meetings.find,\n")
    detect.write_text(order.replace("from pbdata.facts import ", "from pbdata.facts import meetings, ", 1), "utf-8")
    return root


def run(root: Path, *words: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-m", "pbdata.cli", *words]
    return subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_a_fact_table_is_added_by_five_files(rehearsed: Path) -> None:
    """The build makes the table, the package is valid, and inspect tells of it, without another file being touched."""
    assert re.search(r"\bmeetings \d+", run(rehearsed, "build"))
    rows = (rehearsed / "data/tables/meetings.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("meeting_id,article_id,field,start,stop,surface")
    assert run(rehearsed, "validate").splitlines()[-1].startswith("valid")
    capture = next((rehearsed / "data/raw").glob("000_*"))
    assert "meetings" in json.loads(run(rehearsed, "inspect", str(capture), "--json"))["facts"]


@pytest.mark.slow
def test_a_record_without_a_schema_is_missed_by_name(rehearsed: Path) -> None:
    """Who forgets the schema reads which one, from the build itself."""
    schema = rehearsed / "src/pbdata/package/schemas/meetings.yaml"
    text = schema.read_text("utf-8")
    schema.unlink()
    try:
        with pytest.raises(subprocess.CalledProcessError) as error:
            run(rehearsed, "build")
        assert "schemas/meetings.yaml" in error.value.stderr
    finally:
        schema.write_text(text, "utf-8")
