"""The eight questions of docs/questions: they run, are short, and say what they cannot show."""

import re
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from tests import ROOT

FOLDER = ROOT / "docs" / "questions"
QUESTIONS = sorted([*FOLDER.glob("q*.py"), *FOLDER.glob("q*.sql")])
# What the committed captures must show, by question: a column and a value in it.
SHOWN = {
    "q1": ("name", "帮联驻"),
    "q2": ("helped", "village"),
    "q3": ("now", "盘州市"),
    "q4": ("name", "三送"),
    "q5": ("speaker_kind", "official"),
    "q6": ("rank", "第四位"),
    "q7": ("told", "target"),
    "q8": ("name", "基层组织建设年活动"),
}


def answer(question: Path, monkeypatch: pytest.MonkeyPatch, root: Path = ROOT) -> pl.DataFrame:
    """The frame that a question leaves in ``result``."""
    monkeypatch.chdir(root)
    text = question.read_text("utf-8")
    if question.suffix == ".sql":
        found = duckdb.sql(text)
        return pl.DataFrame(found.fetchall(), found.columns, orient="row")
    names: dict[str, pl.DataFrame] = {}
    exec(compile(text, question.name, "exec"), names)
    return names["result"]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the same captures, each of them there in another encoding as well."""
    root = tmp_path_factory.mktemp("twice") / "corpus"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    shutil.copy(ROOT / "data" / "dataset.yaml", root / "data")
    again = []
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        again.append(root.parent / path.name)
        again[-1].write_bytes(path.read_text("utf-8").encode("gb18030"))
    add(root, again, collection="seed")
    build(root)
    return root


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_story_counts_once(question: Path, twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every article is there twice, the answer is the same."""
    assert answer(question, monkeypatch, twice).equals(answer(question, monkeypatch))


def test_there_are_eight() -> None:
    """Each question has one file, and the page lists it."""
    assert [path.name[:2] for path in QUESTIONS] == list(SHOWN)
    page = (FOLDER / "README.md").read_text("utf-8")
    assert all(f"({path.name})" in page for path in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_answered(question: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs on the committed package, and its answer holds what the captures say."""
    column, value = SHOWN[question.name[:2]]
    assert value in answer(question, monkeypatch)[column].to_list()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_short_and_says_its_limits(question: Path) -> None:
    """Fewer than fifteen lines of code, and a sentence on what the corpus cannot show."""
    text = question.read_text("utf-8")
    assert "The corpus cannot show" in text
    code = re.sub(r'^""".*?"""\n', "", text, flags=re.DOTALL)
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith("--")]
    assert len(lines) < 15


def test_the_first_question_is_answered_for_each_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows name the programme, and what is known of the one is not mixed with the other."""
    found = answer(QUESTIONS[0], monkeypatch)
    assert found.filter(name="三送").select("by", "each").rows() == [("words", 24.5)]
    assert set(found.filter(name="帮联驻")["each"]) == {2.0, 3.1}
