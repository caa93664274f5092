"""What coders differ on is looked at first. Cases: cases/agreement/codings.yaml."""

from pathlib import Path

from pbdata.agreement.units import judged_pages
from pbdata.review.queue import ranked, why
from pbdata.review.settling import items_to_settle
from tests.agreement.coders import codings


def test_a_disagreement_is_an_item(tmp_path: Path) -> None:
    """Lines by their numbers, words by their place on the page, with what each coder said."""
    items = items_to_settle(judged_pages(codings(tmp_path, "li", "wang")))
    assert [(item.kind, item.field, item.start, item.stop) for item in items][:3] == [
        ("differing", "lines", 2, 3),
        ("differing", "page", 10, 14),
        ("differing", "page", 20, 24),
    ]
    assert why(items[0], "en") == "Coders differ on Lines.label: li: title; wang: heading"
    assert "编码者" in why(items[0], "zh")


def test_they_come_before_what_the_program_doubts(tmp_path: Path) -> None:
    """Two people who read the page differ: nothing is as likely to need a decision."""
    items = items_to_settle(judged_pages(codings(tmp_path, "li", "wang")))
    assert ranked(items)[0].score > 1
