"""The eight questions, asked of a package."""

from pathlib import Path

import pytest

from pbdata.errors import PackageError
from pbdata.explorer.data import SiteData
from pbdata.explorer.questions import answer, questions, read_questions
from pbdata.explorer.templating import environment
from pbdata.package.reading import Package
from tests import ROOT
from tests.test_questions import SHOWN

ASKED = read_questions()


def test_all_are_read() -> None:
    """Each question has its words and its limits in both languages, and its code without them."""
    assert [one.key for one in ASKED] == list(SHOWN)
    assert all(zh.endswith("？") and en.endswith("?") for one in ASKED for zh, en in [one.title])
    assert all(one.limits and "The corpus cannot show" in one.limits[0][1] for one in ASKED)
    assert not any(one.code.startswith(('"""', "--")) for one in ASKED)


@pytest.mark.parametrize("question", ASKED, ids=lambda one: one.key)
def test_an_answer_is_that_of_the_file(question: object, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer holds what the file itself shows, and nothing is printed."""
    found = answer(question, ROOT)  # type: ignore[arg-type]
    column, value = SHOWN[question.key]  # type: ignore[attr-defined]
    assert value in found[column].to_list()
    assert capsys.readouterr().out == ""


def test_no_module_comes_from_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package may hold a file that looks like a module: it is not imported, even where modules are looked for here."""
    (tmp_path / "module_of_a_stranger.py").write_text("raise SystemExit('ran')", "utf-8")
    monkeypatch.syspath_prepend("")
    asks = ASKED[0]._replace(code="import module_of_a_stranger")
    with pytest.raises(ModuleNotFoundError):
        answer(asks, tmp_path)


def test_a_question_beyond_an_edition_says_so(open_edition: Package) -> None:
    """What needs words of the articles is refused by an open edition, and its page is there all the same."""
    with pytest.raises(PackageError, match="surface"):
        answer(ASKED[0], open_edition.root)
    data = SiteData(open_edition)
    pages = dict(questions(data, environment(data)))
    assert "lacks columns that the question asks for" in str(pages["questions.html"])
