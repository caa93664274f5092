"""Rows as the program made them."""

from typing import Any

from pbdata.package.schemas import field_names, schemas
from pbdata.package.unreviewed import as_machine, is_reviewed

ARTICLE = "a0123456789abcdef"


def date(row_id: str, value: str, start: int = 0) -> dict[str, Any]:
    given = {
        "date_id": row_id,
        "article_id": ARTICLE,
        "field": "text",
        "start": start,
        "stop": start + 2,
        "value": value,
    }
    return dict.fromkeys(field_names(schemas()["dates"])) | given


def decision(row_id: str, decision: str, column: str, before: str | None, *, learnt: bool = False) -> dict[str, Any]:
    given = {"article_id": ARTICLE, "resource": "dates", "row_id": row_id, "decision": decision}
    told = {"column_name": column, "before": before, "learnt": learnt, "field": "text", "start": 8, "stop": 10}
    return dict.fromkeys(field_names(schemas()["corrections"])) | given | told


def test_what_was_decided_is_undone() -> None:
    """A changed row has its value, a rejected one is there, an added one is not; what was learnt or accepted stays."""
    tables = {
        "dates": [date("d1", "2011"), date("d2", "2012"), date("d3", "2013"), date("d4", "2014")],
        "corrections": [
            decision("d1", "change", "value", "2001"),
            decision("d2", "add", "row", None),
            decision("d3", "change", "value", "2003", learnt=True),
            decision("d4", "accept", "row", None),
            decision("d5", "reject", "row", '{"date_id": "d5", "value": "2005"}'),
        ],
    }
    assert is_reviewed(tables)
    assert list(as_machine(tables)["dates"]) == [
        date("d1", "2001"),
        date("d3", "2013"),
        date("d4", "2014"),
        date("d5", "2005", 8),
    ]


def test_without_decisions_all_is_the_programs() -> None:
    """An acceptance changes nothing either."""
    tables = {"dates": [date("d1", "2011")], "corrections": [decision("d1", "accept", "row", None)]}
    assert not is_reviewed(tables)
    assert as_machine(tables) == tables
