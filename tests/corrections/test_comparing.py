"""The rows that differ after a decision."""

from pathlib import Path

from pbdata.corrections import proposing
from pbdata.corrections.comparing import changes, rows_of
from pbdata.corrections.deciding import decide
from pbdata.corrections.opening import open_capture
from pbdata.model.correction import Told
from tests.corrections.conftest import ID

TOLD = Told("made up", None, "2026-01-31")


def test_rows_are_told_before_and_after(root: Path) -> None:
    """Those whose words only moved are told apart, those that follow from the text are left out."""
    made = decide(
        root, open_capture(root, ID), lambda one: proposing.label_lines(one, TOLD, 4, 4, "related"), dry_run=True
    )
    found = changes(*(rows_of(made.capture, one) for one in (made.before, made.after)))
    told = {(one.table, *one.key): one.columns() for one in found if not one.only_moved}
    assert told["lines", ID, 4] == {
        "label": ("heading", "related"),
        "kept": (True, False),
        "rule": (made.before.lines[4].rule, "correction"),
    }
    assert told["articles", f"a{ID[1:]}"]["review_status"] == ("machine", "corrected")
    assert not {"paragraphs", "unigrams", "corrections"} & {table for table, *_ in told}
    assert any(one.only_moved for one in found if one.table == "dates")
    assert changes(rows_of(made.capture, made.after), rows_of(made.capture, made.after)) == []
