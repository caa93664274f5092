"""Cases: cases/labels.yaml and cases/pages.yaml (made-up pages in real shapes)."""

from typing import Any

import pytest

from pbdata.cleaning import labeller
from pbdata.cleaning.features import rules_of_page
from pbdata.cleaning.labeller import label_lines, margins
from pbdata.model.page import LABELS
from pbdata.normalization.page import normalize_page
from tests import cases

CASES = cases("cleaning/labels.yaml")
PAGES = cases("cleaning/pages.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_labels_of_a_page(case: dict[str, Any]) -> None:
    """Every line of a page gets the label that a reader gives it."""
    expected, lines = zip(*(line.split(" | ", 1) for line in case["lines"]), strict=True)
    assert list(zip((x.label for x in label_lines(lines)), lines, strict=True)) == list(
        zip(expected, lines, strict=True)
    )


def test_nearly_all_lines_of_the_pages_to_learn_from_have_their_label() -> None:
    """Of the pages that the votes are learnt from, nineteen lines in twenty get the label that a reader gives them."""
    right = []
    for case in PAGES:
        expected, lines = zip(*(line.split(" | ", 1) for line in case["lines"]), strict=True)
        page = normalize_page("".join(line + "\n" for line in lines))
        labelled = label_lines([page.text[start:stop].strip() for start, stop in page.ranges])
        right += [x.label == label for x, label in zip(labelled, expected, strict=True)]
    assert sum(right) >= 0.95 * len(right)


def test_blank_lines_are_blank_and_change_nothing() -> None:
    """Blank lines between the others do not change a label."""
    lines = [line.split(" | ", 1)[1] for line in CASES[0]["lines"]]
    spaced = [part for line in lines for part in (line, "")]
    labels = [x.label for x in label_lines(spaced)]
    assert labels[0::2] == [x.label for x in label_lines(lines)]
    assert set(labels[1::2]) == {"blank"}


def test_every_line_names_its_rule() -> None:
    """A person can ask of every line which rule decided."""
    labelled = label_lines([line.split(" | ", 1)[1] for line in CASES[0]["lines"]])
    assert all(x.rule and x.label in LABELS for x in labelled)


def test_no_lines_give_no_labels() -> None:
    """An empty page and a page of blank lines are no error."""
    assert label_lines([]) == []
    assert [x.label for x in label_lines(["", ""])] == ["blank", "blank"]


FIRST = "清晨的阳光洒在屋檐上，乡亲们打开院门，把扫帚、水桶摆到路旁，一边干活一边拉着家常，脸上都带着笑意。"
LAST = "傍晚时分炊烟升起，孩子们在门前追着跑，老人坐在树下乘凉，说起从前的日子，心里满是感慨。"


@pytest.mark.parametrize("words", ["我是7月4日到7月6日去北京", "水渠修好了", "这件事得说清楚", "三上门三到户"])
def test_a_short_line_between_paragraphs_is_no_title(words: str) -> None:
    """Amid the text only a title that was printed above is one; another line there is kept."""
    labels = [
        one.label for one in label_lines(["乡亲们的好日子", "2021-10-15 来源:本站", "", FIRST, "", words, "", LAST])
    ]
    assert labels[0] == "title"
    assert labels[5] in ("heading", "body")


def test_a_margin_is_what_the_next_best_label_costs() -> None:
    """On a page of two lines all ways can be tried: the best with the label, minus the best with another one there."""
    lines = ["当前位置：首页 > 党建", "县委召开动员大会"]
    grammar = labeller._grammar()
    first, second = (labeller._scores(tuple(names)) for names in rules_of_page(lines, None))
    ways = {
        (a, b): grammar.starts[a] + first[a] + grammar.steps[b][a] + second[b] + grammar.ends[b]
        for a in range(len(grammar.states))
        for b in range(len(grammar.states))
    }
    found = margins(lines)
    for at in (0, 1):
        best: dict[str, float] = {}
        for way, total in ways.items():
            label = grammar.states[way[at]][1]
            best[label] = max(best.get(label, -1e18), float(total))
        (label, most), (other, next_best), *_ = sorted(best.items(), key=lambda one: -one[1])
        one = found[at]
        assert one is not None
        assert (one.label, one.other) == (label, other)
        assert one.margin == pytest.approx(most - next_best)


def test_margins_are_of_the_labels_that_are_given() -> None:
    """The label of a margin is that of the line, but where a title amid the text became a heading, or two are equal; empty lines have none."""
    for case in PAGES[:20]:
        lines = [line.split(" | ", 1)[1].strip() for line in case["lines"]]
        for line, one, labelled in zip(lines, margins(lines), label_lines(lines), strict=True):
            assert (one is None) == (line == "")
            assert one is None or one.margin >= 0
            assert one is None or labelled.label in (one.label, "heading") or one.margin < 1e-9
    assert margins(["", ""]) == [None, None]
