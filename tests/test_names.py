"""The names at the top of the package: typed, lazy, and clear about what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

import pbdata

PAGE = """某县召开党建工作会议
2020年1月2日
本报讯 昨天，某县召开党建工作会议，县委书记强调，要加强基层党组织建设，推动全县发展。
会议要求，全县各级党组织要认真学习，抓好落实，确保各项工作取得实效。
"""


@pytest.mark.parametrize("name", pbdata.__all__)
def test_a_public_name_leads_somewhere(name: str) -> None:
    """Every name that the package offers is there."""
    assert getattr(pbdata, name) is not None


def test_a_wrong_name_is_told_the_near_one() -> None:
    """A slip of the hand is met with the name that was meant."""
    with pytest.raises(AttributeError, match="Did you mean `validate`"):
        getattr(pbdata, "validat")  # noqa: B009


def test_the_bytes_the_text_and_the_file_of_a_page_give_one_article(tmp_path: Path) -> None:
    """``process`` takes a page in each form in which people hold one."""
    place = tmp_path / "page.txt"
    place.write_text(PAGE, "utf-8")
    results = [pbdata.process(form, media_type="text/plain") for form in (PAGE.encode(), PAGE, place)]
    assert len({result.sha256 for result in results}) == 1
    assert [result.article.title for result in results if result.article] == ["某县召开党建工作会议"] * 3


@pytest.mark.parametrize("page", [3, None, ["页"]])
def test_what_is_no_page_is_refused_in_a_sentence(page: object) -> None:
    """Anything else in the place of a page is a ``TypeError`` that says what belongs there."""
    with pytest.raises(TypeError, match="takes the bytes, the text or the Path of a page"):
        pbdata.process(page)  # type: ignore[arg-type]


def test_settings_are_settings() -> None:
    """A word in the place of settings is refused."""
    with pytest.raises(TypeError, match="pbdata.Settings"):
        pbdata.process(b"", settings="rules")  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_type_checker_sees_the_names_and_what_they_take(tmp_path: Path) -> None:
    """Under ``mypy --strict`` a program that uses pbdata is typed, and its mistakes are told."""
    program = tmp_path / "program.py"
    program.write_text("import pbdata\nreveal_type(pbdata.process(b''))\npbdata.process(3)\npbdata.validat('.')\n")
    source = Path(pbdata.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports", "silent", program],
        capture_output=True, text=True, env={"MYPYPATH": str(source), "PATH": ""}, cwd=tmp_path,
    )  # fmt: skip
    assert 'Revealed type is "pbdata.model.capture.Processed"' in done.stdout
    assert "[arg-type]" in done.stdout
    assert "[attr-defined]" in done.stdout
    assert (source / "pbdata/py.typed").is_file()
