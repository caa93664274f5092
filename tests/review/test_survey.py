"""The queue of a corpus grows while captures are examined."""

from collections.abc import Iterator

from pbdata.errors import ManifestError
from pbdata.review.queue import Item, make
from pbdata.review.survey import MOST_OF_A_CAPTURE, Survey


def one(capture: str, likely: float, line: int = 0, kind: str = "line") -> Item:
    return make(kind, capture, ("lines", line, line + 1), likely=likely)


def test_items_are_ranked_over_all_captures() -> None:
    """The most promising is first, whatever its capture; of one kind where that is asked for."""
    survey = Survey(["c1", "c2"], lambda _: [])
    survey.put("c1", [one("c1", 0.2), one("c1", 0.1, 1, "text_line")])
    survey.put("c2", [one("c2", 0.9)])
    assert [item.capture_id for item in survey.items()] == ["c2", "c1", "c1"]
    assert [item.kind for item in survey.items("text_line")] == ["text_line"]
    assert survey.items(most=1) == survey.items()[:1]
    assert survey.counts == {"line": 2, "text_line": 1}
    assert survey.progress == (2, 2)


def test_a_capture_that_was_looked_at_again_has_its_new_items() -> None:
    """What was decided is gone."""
    survey = Survey(["c1"], lambda _: [])
    survey.put("c1", [one("c1", 0.2)])
    survey.put("c1", [])
    assert survey.items() == []
    assert sum(survey.counts.values()) == 0


def test_a_capture_fills_no_queue_alone() -> None:
    """Its most promising items are kept."""
    survey = Survey(["c1"], lambda _: [])
    survey.put("c1", [one("c1", 1, line) for line in range(MOST_OF_A_CAPTURE + 5)])
    assert len(survey.items()) == MOST_OF_A_CAPTURE


def test_captures_are_examined_in_the_background() -> None:
    """Each once; one that was looked at meanwhile is not examined again, and one that fails has no items."""
    seen: list[str] = []

    def look(capture: str) -> Iterator[Item]:
        seen.append(capture)
        yield one(capture, 0.5)

    survey = Survey(["c1", "c2", "c3"], look)
    survey.put("c2", [])
    survey.begin().join()
    assert seen == ["c1", "c3"]
    assert [item.capture_id for item in survey.items()] == ["c1", "c3"]


def test_a_capture_that_cannot_be_looked_at_is_an_item() -> None:
    """Its corrections may be broken: that is told, and the others are examined."""

    def look(capture: str) -> list[Item]:
        if capture == "c1":
            raise ManifestError("c1.yaml:1:1: this is not YAML.")
        return [one(capture, 0.5)]

    survey = Survey(["c1", "c2"], look)
    survey.begin().join()
    assert [(item.kind, item.capture_id) for item in survey.items()] == [("unfit", "c1"), ("line", "c2")]
