"""The scripts run one stage each, alone or in a pipe."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

SCRIPTS = ROOT / "scripts"
STAGES = ("clean.py", "normalize.py", "package.py", "validate.py")
SEEDS = sorted((ROOT / "data/raw").glob("00*.txt"))


def run(script: str, *arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(SCRIPTS / script), *(str(argument) for argument in arguments)]
    return subprocess.run(command, input=given, capture_output=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's inputs, without a package."""
    root = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    return root


@pytest.fixture(scope="module")
def built(corpus: Path) -> subprocess.CompletedProcess[bytes]:
    """What package.py says of building it."""
    return run("package.py", corpus)


@pytest.fixture(scope="module")
def cleaned() -> bytes:
    """What clean.py prints of the first capture."""
    return run("clean.py", SEEDS[0]).stdout


@pytest.mark.parametrize("script", STAGES)
def test_a_script_can_be_called_by_its_name(script: str) -> None:
    """A script is executable and names its interpreter."""
    assert os.access(SCRIPTS / script, os.X_OK)
    assert (SCRIPTS / script).read_bytes().startswith(b"#!/usr/bin/env python3\n")


@pytest.mark.parametrize("script", STAGES)
def test_a_script_shows_an_example(script: str) -> None:
    """Its help holds a call of itself."""
    shown = run(script, "--help").stdout.decode()
    assert f"scripts/{script}" in shown.split("Example:")[1]


@pytest.mark.parametrize("script", STAGES)
def test_a_wrong_call_exits_with_2(script: str) -> None:
    """What is not there is named on standard error, without a traceback."""
    ran = run(script, "gone")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"gone" in ran.stderr and b"Traceback" not in ran.stderr


def test_clean_prints_the_article_as_printed(cleaned: bytes) -> None:
    """The page around the article is gone, the words are those of the page."""
    text = cleaned.decode()
    page = SEEDS[0].read_text("utf-8")
    assert "从光荣历史中传承红色基因,在服务群众中凝聚向心合力。" in text
    assert "责任编辑" in page and "责任编辑" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_clean_reads_standard_input_in_any_encoding(cleaned: bytes) -> None:
    """A page in GB 18030 on standard input gives the same text."""
    page = SEEDS[0].read_text("utf-8").encode("gb18030")
    assert run("clean.py", given=page).stdout == cleaned


def test_clean_says_why_there_is_no_article() -> None:
    """A rejected page prints no text, and is no failure."""
    ran = run("clean.py", given=b"")
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert ran.stderr.startswith(b"-: rejected: empty")


def test_normalize_prints_canonical_characters() -> None:
    """Traditional script becomes simplified, ASCII commas between Chinese words become full-width, lines stay lines."""
    ran = run("normalize.py", given="廣大黨員幹部,積極參與\n第二行\n".encode())
    assert ran.stdout.decode() == "广大党员干部，积极参与\n第二行\n"


def test_normalize_keeps_what_is_canonical() -> None:
    """Text in canonical characters comes out as it went in, and without a last line end too."""
    text = "广大党员干部，积极参与。".encode()
    assert run("normalize.py", given=text).stdout == text


def test_normalize_refuses_other_encodings() -> None:
    """Text that is not UTF-8 is refused with the place, not guessed at."""
    ran = run("normalize.py", given="党建".encode("gb18030"))
    assert ran.returncode == 2
    assert b"byte 0 is not UTF-8" in ran.stderr


def test_clean_and_normalize_run_in_a_pipe(cleaned: bytes) -> None:
    """One after the other, they give text without a comma between Chinese words that is not full-width."""
    command = f"cat {SEEDS[0]} | {sys.executable} {SCRIPTS}/clean.py | {sys.executable} {SCRIPTS}/normalize.py"
    text = subprocess.run(command, shell=True, capture_output=True, check=True).stdout.decode()
    assert text.lstrip().startswith("从光荣历史中传承红色基因，在服务群众中凝聚向心合力。\n")
    assert len(text.splitlines()) == len(cleaned.decode().splitlines())


def test_package_builds_and_validate_judges(corpus: Path, built: subprocess.CompletedProcess[bytes]) -> None:
    """What package.py prints is the folder that validate.py takes."""
    assert (built.returncode, built.stdout.decode()) == (0, f"{corpus}\n")
    assert b"captures: 5 processed; articles: 5" in built.stderr
    judged = run("validate.py", built.stdout.decode().strip())
    assert (judged.returncode, b"\nvalid: 0 errors" in b"\n" + judged.stdout) == (0, True)


def test_package_writes_parquet_on_request(corpus: Path, tmp_path: Path) -> None:
    """The option reaches the build."""
    root = shutil.copytree(corpus, tmp_path / "corpus")
    assert run("package.py", root, "--parquet").returncode == 0
    assert (root / "data/parquet/articles.parquet").exists()


@pytest.mark.usefixtures("built")
def test_validate_exits_with_1_for_a_bad_package(corpus: Path, tmp_path: Path) -> None:
    """A package with a changed cell is refused."""
    root = shutil.copytree(corpus, tmp_path / "bad")
    table = root / "data/tables/articles.csv"
    table.write_text(table.read_text("utf-8").replace("赣金网", "赣银网"), "utf-8")
    judged = run("validate.py", root)
    assert judged.returncode == 1
    assert b"not valid" in judged.stdout
