"""Decisions are written while nobody else writes, and all else in their file stays."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from pbdata.corrections import proposing
from pbdata.corrections.deciding import decide, remove
from pbdata.corrections.opening import OpenCapture, open_capture
from pbdata.corrections.reading import correction_path
from pbdata.errors import PbdataError
from pbdata.model.correction import Correction, Told
from tests.corrections.conftest import ID

TOLD = Told("made up", "AB", "2026-01-31")


def labelling(line: int, label: str) -> Callable[[OpenCapture], Correction]:
    return lambda capture: proposing.label_lines(capture, TOLD, line, line, label)


def test_a_decision_is_written_with_what_stands_there(root: Path) -> None:
    """The label and the words of the line are looked up."""
    outcome = decide(root, open_capture(root, ID), labelling(4, "related"))
    text = correction_path(root, ID).read_text("utf-8")
    assert '  - {label: heading, words: "走访群众"}\n' in text.replace("    -", "  -")
    assert [line.label for line in outcome.before.lines][4] == "heading"
    assert [line.label for line in outcome.after.lines][4] == "related"


def test_all_else_in_the_file_stays(root: Path) -> None:
    """Comments and other decisions are kept byte for byte, and a removed decision takes only its own lines along."""
    path = correction_path(root, ID)
    path.parent.mkdir()
    row = "- {field: section, expect: 党建, value: 要闻, reason: r, day: 2026-01-31}\n"
    before = f"# mine\ncapture_id: {ID}\nfields:\n# of the crumb\n{row}# the end\n"
    path.write_text(before, "utf-8", newline="")
    capture = open_capture(root, ID)
    outcome = decide(root, capture, labelling(4, "related"))
    after = path.read_text("utf-8")
    assert after.startswith(before)
    assert len(outcome.capture.corrections) == 2
    remove(root, capture, [0])
    assert path.read_text("utf-8") == before


def test_a_decision_takes_the_place_of_the_last_one(root: Path) -> None:
    """It expects what the rules say, not what was decided before."""
    capture = open_capture(root, ID)
    decide(root, capture, labelling(4, "related"))
    outcome = decide(root, capture, labelling(4, "ad"))
    (one,) = outcome.capture.corrections
    assert (one.label, one.expect) == ("ad", (("heading", "走访群众"),))  # type: ignore[union-attr]


def test_the_last_one_takes_the_file_along(root: Path) -> None:
    """A file without decisions is removed; a number that there is not is told."""
    capture = open_capture(root, ID)
    decide(root, capture, labelling(4, "related"))
    with pytest.raises(PbdataError, match="it has 1 corrections, and none with that number"):
        remove(root, capture, [1])
    remove(root, capture, [0])
    assert not correction_path(root, ID).exists()


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """It tells the same."""
    outcome = decide(root, open_capture(root, ID), labelling(4, "related"), dry_run=True)
    assert outcome.after.lines[4].label == "related"
    assert not correction_path(root, ID).exists()


def test_what_does_not_fit_is_not_written(root: Path) -> None:
    """The reason is told."""
    with pytest.raises(PbdataError, match="the whole text begins at 51. Nothing was written."):
        decide(root, open_capture(root, ID), lambda capture: proposing.set_paragraph(capture, TOLD, 51, False))
    assert not correction_path(root, ID).exists()


def test_what_cannot_be_published_is_not_written(root: Path) -> None:
    """The rows that come of a decision are judged as a build judges them, in a dry run too."""
    capture = open_capture(root, ID)
    row = next(one.figure_id for one in capture.processed(()).facts.figures if one.surface == "615名")
    with pytest.raises(
        PbdataError, match="with this correction its rows cannot be published: figures.counted.* Nothing was"
    ):
        decide(
            root,
            capture,
            lambda one: proposing.decide_fact(one, TOLD, "change", "figures", row, {"counted_start": "0"}),
            dry_run=True,
        )
    assert not correction_path(root, ID).exists()


def test_two_writers_at_once_lose_nothing(root: Path) -> None:
    """Each waits for the other, and reads the file anew."""
    capture = open_capture(root, ID)
    jobs = [(0, "footer"), (1, "nav"), (2, "nav"), (4, "related"), (6, "nav"), (7, "nav")]
    threads = [Thread(target=decide, args=(root, capture, labelling(*job))) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decided = open_capture(root, ID).corrections
    assert sorted((one.first, one.label) for one in decided) == jobs  # type: ignore[union-attr]
