"""A curator's desk: what is decided is written at once, and can be taken back."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pbdata.corrections.reading import correction_path
from pbdata.errors import PbdataError
from pbdata.review.desk import NO_REASON, Desk
from pbdata.review.queue import make
from pbdata.review.writing import ConflictError
from tests.review.corpus import FIRST, SECOND, SETTINGS, shelf


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(shelf(tmp_path), SETTINGS, "li")


def decide(desk: Desk, capture: str = FIRST, **given: Any) -> dict[str, Any]:
    """Decide as a page does that has just been shown."""
    return desk.decide(capture, desk.capture(capture)["version"], given)


def written(root: Path, capture: str = FIRST) -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load(correction_path(root, capture).read_text("utf-8"))
    return given


def labels(view: dict[str, Any]) -> list[str]:
    return [line["label"] for line in view["lines"]]


def cells(view: dict[str, Any]) -> set[tuple[str, str, Any, Any]]:
    return {(one["table"], one["column"], one["before"], one["after"]) for one in view["changes"]}


def test_a_label_is_decided(desk: Desk, tmp_path: Path) -> None:
    """It is written with what stood there, who decided and when, and the page and its rows are those with it."""
    assert labels(desk.capture(FIRST))[0] == "title"
    made = decide(desk, kind="lines", first=0, last=0, label="nav", reason="the name of the office")
    assert labels(made)[0] == "nav"
    assert ("lines", "label", "title", "nav") in cells(made)
    (row,) = written(tmp_path)["lines"]
    assert row["expect"] == [{"label": "title", "words": "中共桐陂县委组织部"}]
    assert (row["label"], row["who"], row["reason"]) == ("nav", "li", "the name of the office")
    assert labels(Desk(shelf(tmp_path), SETTINGS).capture(FIRST))[0] == "nav"


def test_a_run_of_lines_has_one_label_but_for_empty_ones(desk: Desk, tmp_path: Path) -> None:
    """What has no words has no other label: each run between is a decision, and one step back takes all."""
    made = decide(desk, kind="lines", first=6, last=10, label="related")
    assert labels(made)[6:11] == ["related", "blank", "related", "blank", "related"]
    assert [row["lines"] for row in written(tmp_path)["lines"]] == [[6, 6], [8, 8], [10, 10]]
    desk.undo()
    assert not correction_path(tmp_path, FIRST).exists()


def test_a_part_of_a_run_is_decided_anew(desk: Desk, tmp_path: Path) -> None:
    """What was decided of the other lines of the run stays."""
    decide(desk, kind="lines", first=16, last=21, label="nav")
    made = decide(desk, kind="lines", first=18, last=18, label="ad")
    assert labels(made)[16:22] == ["nav", "nav", "ad", "nav", "nav", "nav"]
    assert sorted(row["lines"] for row in written(tmp_path)["lines"]) == [[16, 17], [18, 18], [19, 21]]


def test_to_accept_is_to_decide_what_stands_there(desk: Desk) -> None:
    """No cell of the lines changes, and the line is not asked again."""
    made = decide(desk, kind="lines", first=1, last=1, label="nav")
    assert not any(table == "lines" for table, *_ in cells(made))
    assert all(item["start"] != 1 for item in made["items"] if item["field"] == "lines")


def test_a_field_is_the_words_that_were_selected(desk: Desk, tmp_path: Path) -> None:
    """With their place on the page, and a reason that says that nobody gave one."""
    shown = desk.capture(FIRST)
    line = next(line for line in shown["lines"] if line["text"].startswith("中共桐陂县委组织部主办"))
    made = decide(
        desk, kind="field", field="source", value="中共桐陂县委组织部", on_page=[line["start"], line["start"] + 9]
    )
    fields = {one["field"]: one for one in made["fields"]}
    assert fields["source"] == {
        "field": "source",
        "value": "中共桐陂县委组织部",
        "on_page": [line["start"], line["start"] + 9],
    }
    assert written(tmp_path)["fields"][0]["reason"] == NO_REASON


def test_a_field_is_emptied(desk: Desk) -> None:
    """Without a value nothing is to stand there, and it is not asked again."""
    made = decide(desk, kind="field", field="published", value=None)
    assert {one["field"]: one["value"] for one in made["fields"]}["published"] is None
    assert "no_date" not in [item["kind"] for item in made["items"]]


def test_a_fact_is_accepted_changed_and_rejected(desk: Desk) -> None:
    """Each by its row, and the page says what was decided of it."""
    fact = next(one for one in desk.capture(FIRST)["facts"] if one["table"] == "figures")
    asked = {"kind": "fact", "table": "figures", "row": fact["row"]}
    made = decide(desk, **asked, decision="accept")
    assert next(one for one in made["facts"] if one["row"] == fact["row"])["decision"] == "accept"
    made = decide(desk, **asked, decision="change", change={"measure": "rank"})
    assert ("figures", "measure", fact["cells"]["measure"], "rank") in cells(made)
    made = decide(desk, **asked, decision="reject")
    assert fact["row"] not in [one["row"] for one in made["facts"]]
    assert len({one["row"] for one in desk.undo()["facts"]} & {fact["row"]}) == 1


def test_a_fact_is_added_for_words_of_the_page(desk: Desk) -> None:
    """They are found in the text of the article; words that are no text are refused."""
    shown = desk.capture(FIRST)
    line = shown["lines"][6]
    at = line["start"] + line["text"].index("三个环节")
    made = decide(desk, kind="fact", decision="add", table="dates", on_page=[at, at + 4], change={"granularity": "day"})
    added = next(one for one in made["facts"] if one["surface"] == "三个环节" and one["table"] == "dates")
    assert added["on_page"] == [at, at + 4]
    with pytest.raises(PbdataError, match="not in the text"):
        decide(desk, kind="fact", decision="add", table="dates", on_page=[0, 4], change={"granularity": "day"})


def test_words_are_another_part_another_text_or_begin_a_paragraph(desk: Desk, tmp_path: Path) -> None:
    """Of the page that is shown; the text of the article is made again."""
    line = desk.capture(FIRST)["lines"][8]
    at = line["start"] + line["text"].index("固定时间")
    span = [at, at + 4]
    assert "定期" in decide(desk, kind="text", text="定期", on_page=span)["text"]
    before = desk.undo()["text"]
    made = decide(desk, kind="paragraph", begins=True, on_page=span)
    assert made["text"].count("\n") == before.count("\n") + 1
    desk.undo()
    made = decide(desk, kind="part", part="heading", on_page=span)
    assert [*span, "heading"] in made["parts"]
    made = decide(desk, kind="part", part="text", on_page=span)
    assert [*span, "heading"] not in made["parts"]
    assert made["text"] == before


def test_a_page_is_no_article_and_an_article_again(desk: Desk) -> None:
    """Whether it holds one is decided too."""
    assert decide(desk, kind="page", status="rejected")["status"] == "rejected"
    assert decide(desk, kind="page", status="processed")["status"] == "processed"


def test_two_windows_lose_nothing(tmp_path: Path) -> None:
    """The second to decide is told, and what the first decided stays."""
    one, other = Desk(shelf(tmp_path), SETTINGS), Desk(shelf(tmp_path), SETTINGS)
    version = other.capture(FIRST)["version"]
    decide(one, kind="lines", first=1, last=1, label="ad")
    with pytest.raises(ConflictError, match="another window"):
        other.decide(FIRST, version, {"kind": "lines", "first": 2, "last": 2, "label": "ad"})
    assert labels(decide(other, kind="lines", first=2, last=2, label="ad"))[1:3] == ["ad", "ad"]
    with pytest.raises(ConflictError):
        one.undo()
    assert labels(one.capture(FIRST))[1:3] == ["ad", "ad"]


def test_what_was_decided_by_hand_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    """A file that somebody edited meanwhile has another version."""
    version = decide(desk, kind="lines", first=1, last=1, label="ad")["version"]
    path = correction_path(tmp_path, FIRST)
    path.write_text(path.read_text("utf-8") + "# a word\n", "utf-8")
    with pytest.raises(ConflictError):
        desk.decide(FIRST, version, {"kind": "lines", "first": 2, "last": 2, "label": "ad"})
    assert path.read_text("utf-8").endswith("# a word\n")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "lines"},
        {"kind": "lines", "first": 0, "last": 0, "label": "bodi"},
        {"kind": "lines", "first": 5, "last": 5, "label": "nav"},
        {"kind": "lines", "first": -1, "last": 0, "label": "nav"},
        {"kind": "lines", "first": 99, "last": 99, "label": "nav"},
        {"kind": "field", "field": "article_id", "value": "x"},
        {"kind": "field", "field": "published", "value": "yesterday"},
        {"kind": "fact", "table": "figures", "row": "f0", "decision": "accept"},
        {"kind": "fact", "table": "nothing", "row": "f0", "decision": "accept"},
        {"kind": "fact", "table": "figures", "row": "f0", "decision": "burn"},
        {"kind": "fact", "table": "dates", "decision": "add", "on_page": [3], "change": {}},
        {"kind": "page", "status": "lost"},
        {"kind": "part", "part": "bodi", "on_page": [0, 4]},
        {"kind": "part", "part": "byline"},
        {"kind": "text", "on_page": [90, 94]},
        {"kind": "paragraph", "on_page": None},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(given: dict[str, Any], desk: Desk, tmp_path: Path) -> None:
    """Whatever a page may send."""
    with pytest.raises(PbdataError):
        decide(desk, **given)
    assert not correction_path(tmp_path, FIRST).exists()


def test_what_was_settled_is_asked_no_more(tmp_path: Path) -> None:
    """A difference of coders goes when its line, field or fact is decided."""
    differing = [
        make("differing", FIRST, ("lines", 0, 1), table="lines", column="label", said="x"),
        make("differing", FIRST, ("page", 70, 80), table="articles", column="source", said="x"),
    ]
    desk = Desk(shelf(tmp_path), SETTINGS, None, differing)
    shown = desk.capture(FIRST)
    fact = next(one for one in shown["facts"] if one["table"] == "figures")
    differing.append(make("differing", FIRST, ("page", *fact["on_page"]), table="figures", column="measure", said="x"))

    def left() -> list[str]:
        return [one["about"]["column"] for one in desk.capture(FIRST)["items"] if one["kind"] == "differing"]

    assert sorted(left()) == ["label", "measure", "source"]
    decide(desk, kind="lines", first=0, last=0, label="nav")
    decide(desk, kind="field", field="source", value="本站")
    assert left() == ["measure"]
    decide(desk, kind="fact", table="figures", row=fact["row"], decision="accept")
    assert left() == []


def test_without_a_decision_there_is_nothing_to_undo(desk: Desk) -> None:
    """That is told."""
    with pytest.raises(PbdataError, match="nothing to undo"):
        desk.undo()


def test_the_queue_fills_and_forgets_what_was_decided(desk: Desk) -> None:
    """All captures are examined; an item that was decided is gone."""
    desk.begin().join()
    assert desk.queue(None, 9)["examined"] == 2
    queue = desk.queue(None, 500)
    assert {item["capture_id"] for item in queue["items"]} <= {FIRST, SECOND}
    assert sum(queue["counts"].values()) == len(queue["items"])
    lines = next(item for item in queue["items"] if item["field"] == "lines" and item["capture_id"] == FIRST)
    decide(desk, kind="lines", first=lines["start"], last=lines["stop"] - 1, label=lines["about"]["label"])
    assert lines["key"] not in [item["key"] for item in desk.queue(None, 500)["items"] if item["capture_id"] == FIRST]
    assert {item["kind"] for item in desk.queue("refused", 500)["items"]} <= {"refused"}
