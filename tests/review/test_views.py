"""What the page shows of a capture: each thing with its place on the page."""

from functools import cache
from typing import Any
from unicodedata import normalize

from pbdata.corpus.process import process
from pbdata.corrections.comparing import Change
from pbdata.model.capture import Processed
from pbdata.review.examining import examine
from pbdata.review.queue import items_of, make
from pbdata.review.views import blind_view, capture_view, cells_changed, item_view, on_page, pieces_of
from tests import ROOT
from tests.review.corpus import PAGES, SETTINGS, page_text


@cache
def seed() -> Processed:
    return process(ROOT / "data/raw/000_8628973555fc76cb.txt")


@cache
def view() -> dict[str, Any]:
    examined = examine(seed(), (ROOT / "data/raw/000_8628973555fc76cb.txt").read_bytes(), SETTINGS)
    return capture_view(examined, items_of(examined))


def test_lines_are_the_page() -> None:
    """Each with its label and whether it is text; together they are all that is printed."""
    page = seed().page_text or ""
    for line in view()["lines"]:
        assert page[line["start"] :].startswith(line["text"])
    assert "".join(line["text"] for line in view()["lines"]) == page.replace("\n", "").replace("\r", "")


def test_facts_stand_where_their_words_do() -> None:
    """The place of a fact on the page begins and ends with its words."""
    page = seed().page_text or ""
    placed = [fact for fact in view()["facts"] if fact["on_page"]]
    assert len(placed) > 100
    for fact in placed:
        start, stop = fact["on_page"]
        ends = normalize("NFKC", page[start] + page[stop - 1])
        assert ends == normalize("NFKC", fact["surface"][0] + fact["surface"][-1]), fact


def test_fields_stand_where_the_page_prints_them() -> None:
    """The date of this page is printed as 2014年09月29日."""
    fields = {one["field"]: one for one in view()["fields"]}
    start, stop = fields["published"]["on_page"]
    assert (seed().page_text or "")[start:stop] == "2014年09月29日"
    assert fields["published"]["value"] == "2014-09-29"
    assert fields["byline"]["field"] == "byline"


def test_a_line_says_what_else_it_could_be() -> None:
    """Where that is doubtful, and only there."""
    doubtful = [line for line in view()["lines"] if line["other"]]
    assert 0 < len(doubtful) < len(view()["lines"]) / 2
    assert all(line["other"] != line["label"] for line in doubtful)


def test_an_item_stands_on_the_page() -> None:
    """Lines by their ends, words of the text through what was changed in them, the page as a whole nowhere."""
    pieces = pieces_of(seed())
    line = seed().lines[9]
    assert on_page(make("line", "c", ("lines", 9, 10), label="body", other="nav"), seed(), pieces) == [
        line.start,
        line.stop,
    ]
    assert on_page(make("no_date", "c", ("page", 0, 0)), seed(), pieces) is None
    start, stop = on_page(make("refused", "c", ("text", 0, 2), table="figures", rule="x"), seed(), pieces) or (0, 0)
    assert (seed().page_text or "")[start:stop] == "从光"


def test_an_item_says_why_in_both_languages() -> None:
    """The page shows the one that the reader chose."""
    shown = item_view(make("no_date", "c", ("page", 0, 0)))
    assert shown["why"] == {"en": "No day of publication was found.", "zh": "没有找到发布日期。"}


def test_a_coder_sees_the_page_alone() -> None:
    """Not a label, rule, field, fact or reason of the program."""
    shown = blind_view(process(page_text(PAGES[0])))
    assert set(shown) == {"capture_id", "path", "lines"}
    assert all(set(line) == {"line_no", "start", "text"} for line in shown["lines"])


def test_cells_that_changed_are_told_by_row_and_column() -> None:
    """A long text by what differs, a row that is new or gone by its words, and one that only moved not at all."""
    text = "甲" * 50 + "乙丙丁" + "戊" * 50
    found = list(
        cells_changed(
            "c1",
            [
                Change("lines", ("c1", 3), {"label": "nav", "kept": False}, {"label": "body", "kept": True}),
                Change("texts", ("a1",), {"text": text}, {"text": text.replace("丙", "")}),
                Change("dates", ("d7",), None, {"surface": "今年", "value": "2014"}),
                Change("dates", ("d2",), {"start": 3, "stop": 5}, {"start": 4, "stop": 6}),
            ],
        )
    )
    assert [(one["table"], one["row"], one["column"]) for one in found] == [
        ("lines", "3", "label"),
        ("lines", "3", "kept"),
        ("texts", "", "text"),
        ("dates", "d7", "row"),
    ]
    assert (found[2]["before"], found[2]["after"]) == (
        f"…{'甲' * 11}乙丙丁{'戊' * 11}…",
        f"…{'甲' * 11}乙丁{'戊' * 11}…",
    )
    assert (found[3]["before"], found[3]["after"]) == (None, "今年")
