"""Decisions become cases that the toolkit is judged by."""

import json
from pathlib import Path

import pytest

from pbdata.captures.store.withdrawing import withdraw
from pbdata.corrections.cases import cases_of, export
from pbdata.corrections.reading import correction_path
from tests.corrections.conftest import ID
from tests.world import failures

TOLD = "reason: r, day: 2026-01-31"
LINE = f"lines: [{{lines: [4, 4], expect: [{{label: %s, words: 走访}}], label: %s, {TOLD}}}]"
DATE = (
    "facts: [{table: dates, decision: %s, at: {field: text, start: 62, stop: 67}, "
    f"expect: {{surface: 去年10月}}, %s{TOLD}}}]"
)


def decide(root: Path, text: str) -> None:
    path = correction_path(root, ID)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"capture_id: {ID}\n{text}\n", "utf-8")


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        (LINE % ("heading", "related"), {"labels": {"走访群众": "related"}}),
        (f"fields: [{{field: editor, expect: 何小敏, value: 何敏, {TOLD}}}]", {"editor": "何敏"}),
        (DATE % ("change", "change: {value: 2017-10}, "), {"dates": [{"surface": "去年10月", "value": "2017-10"}]}),
        (DATE % ("reject", ""), {"no_date": ["去年10月"]}),
        (f"page: [{{expect: processed, status: rejected, {TOLD}}}]", {"status": "rejected"}),
        (f"contributors: [{{decision: reject, name: 林志远, role: 作者, {TOLD}}}]", {"contributors": []}),
    ],
)
def test_a_case_fails_as_long_as_the_rules_are_wrong(root: Path, text: str, expect: dict[str, object]) -> None:
    """It expects what was decided, of the page as it was captured."""
    decide(root, text)
    (case,) = cases_of(root)
    assert case["expect"] == expect
    assert failures(case) != []


def test_a_case_of_what_the_rules_have_learnt_holds(root: Path) -> None:
    """It keeps them from forgetting it."""
    decide(root, LINE % ("body", "heading"))
    (case,) = cases_of(root)
    assert failures(case) == []


def test_cases_are_written(root: Path, tmp_path: Path) -> None:
    """As a list of JSON, one case a capture."""
    assert export(root, tmp_path / "none.json") == 0
    decide(root, LINE % ("heading", "related"))
    assert export(root, tmp_path / "cases.json") == 1
    assert [case["id"] for case in json.loads((tmp_path / "cases.json").read_text("utf-8"))] == [ID]


def test_a_page_of_which_something_is_withheld_is_no_case(root: Path) -> None:
    """A case holds the whole page."""
    decide(root, LINE % ("heading", "related"))
    withdraw(root, [ID], "2026-01-31", spans=[(47, 50)])
    assert cases_of(root) == []
