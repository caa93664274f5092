"""``pbdata correct`` writes what a curator decided, and says what follows from it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pbdata.cli import app
from pbdata.corrections.reading import correction_path
from pbdata.errors import PbdataError
from tests.corrections.conftest import ID, root

__all__ = ["root"]

WHY = ("--reason", "made up", "--who", "AB", "--day", "2026-01-31")


def run(root: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["correct", *words, "--root", str(root)], catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--line", "4", "--label", "related"), "label: heading -> related"),
        (("--line", "6-7", "--label", "footer"), "label: editor -> footer"),
        (("--page", "rejected"), "status: processed -> rejected"),
        (("--span", "51:54", "--part", "byline"), "+ spans  51 54 byline"),
        (("--at", "79", "--paragraph", "begins"), "n_paragraphs: 3 -> 4"),
        (("--line", "5", "--paragraph", "goes_on"), "n_paragraphs: 3 -> 2"),
        (("--span", "13:16", "--text", "云岭"), "title: 云岭县开展主题党日活动 -> 云岭开展主题党日活动"),
        (("--span", "13:16", "--as-printed"), "review_status: machine -> accepted"),
        (("--field", "title", "--span", "18:24"), "title: 云岭县开展主题党日活动 -> 主题党日活动"),
        (("--field", "section", "--empty"), "section: 党建 -> empty"),
        (("--maker", "林志远", "--set", "name=林志"), "+ contributors  林志 作者"),
        (("--maker", "何敏", "--add"), "+ contributors  何敏"),
        (("--fact", "dates", "--row", "d575fa294aad31da1", "--set", "value=2017-10"), "value: 2018-10 -> 2017-10"),
        (("--fact", "dates", "--row", "d575fa294aad31da1", "--reject"), "- dates  d575fa294aad31da1"),
        (("--fact", "dates", "--add", "--words", "text:3:6", "--set", "granularity=day"), "+ dates  d"),
    ],
)
def test_the_rows_that_differ_are_shown(root: Path, words: tuple[str, ...], said: str) -> None:
    """Before and after; without a dry run they are written."""
    assert said in run(root, ID, *words, *WHY, "--dry-run")
    assert not correction_path(root, ID).exists()
    assert said in run(root, ID, *words, *WHY)
    assert "made up" in correction_path(root, ID).read_text("utf-8")


def test_corrections_are_listed_and_removed(root: Path) -> None:
    """By their numbers, with what became of each."""
    assert "has no corrections" in run(root, ID)
    run(root, ID, "--line", "4", "--label", "related", *WHY)
    assert run(root, ID).startswith("1  lines: lines [4, 4]")
    (row,) = map(json.loads, run(root, ID, "--json").splitlines())
    assert (row["number"], row["section"], row["state"], row["who"]) == (1, "lines", "applied", "AB")
    changes = json.loads(run(root, ID, "--remove", "1", "--json"))["changes"]
    assert changes[0]["table"] == "lines"
    assert not correction_path(root, ID).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--line", "4", "--label", "related"), "a correction tells why"),
        (("--line", "4", *WHY), "nothing says what is to be corrected"),
        (("--label", "nav", *WHY), "--label needs --line"),
        (("--page", "processed", "--field", "title", "--empty", *WHY), "these are 2 corrections at once"),
        (("--page", "good", *WHY), "--page cannot be `good`"),
        (("--line", "four", "--label", "nav", *WHY), "--line cannot be `four`"),
        (("--span", "9:3", "--part", "byline", *WHY), "a span cannot be `9:3`"),
        (("--field", "title", *WHY), "--field needs --value"),
        (("--fact", "dates", "--row", "d0", *WHY), "say what is to become of the row"),
        (("--fact", "dates", "--row", "d0", "--set", "value", *WHY), "--set cannot be `value`"),
        (("--paragraph", "begins", *WHY), "--paragraph needs a place"),
    ],
)
def test_half_of_a_call_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    """What is missing, and how it is written."""
    with pytest.raises(PbdataError, match=said):
        run(root, ID, *words)
