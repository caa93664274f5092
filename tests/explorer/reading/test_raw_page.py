"""The lines of a page, with what became of them."""

from pbdata.explorer.reading.raw_page import PageLine, Part, page_lines
from pbdata.model.page import Edit
from pbdata.normalization.alignment import align

PAGE = "首页 <b>\n他说,好  \n"
LINES = [PageLine(0, 0, 6, 7, "nav", False, "breadcrumb"), PageLine(1, 7, 13, 14, "body", True, "long")]
EDITS = [Edit(9, 10, "，", "marks"), Edit(11, 13, None, "trim"), Edit(13, 14, None, "trim-end")]


def written(parts: list[Part] | None = None) -> list[str]:
    pieces = align(PAGE, [1], EDITS)
    return list(page_lines(PAGE, LINES, pieces, parts or [], {1: [0]}, {"nav": "导航"}))


def test_a_removed_line_is_struck_through() -> None:
    """Its words are text in ``del``, its label and rule are said of it."""
    line = written()[0]
    assert '<span class="printed"><del>首页 &lt;b&gt;</del></span>' in line
    assert '<li id="line-0" class="line removed" data-label="nav">' in line
    assert 'aria-describedby="why-0"' in line
    assert '<span class="why" id="why-0"><b>导航</b> <code>breadcrumb</code></span>' in line


def test_changes_stand_in_place() -> None:
    """What stood there comes before what stands in the text; blanks and line ends that went are seen."""
    line = written()[1]
    assert '他说<span class="edit" data-rule="marks"><del>,</del><ins>，</ins></span>好' in line
    assert '<del class="blank">␣␣</del>' in line
    assert '<del><u class="sign end">⏎</u></del>' in line


def test_a_kept_line_leads_to_its_paragraph() -> None:
    """The link names the paragraph."""
    assert '<a class="to" href="#p0">¶0</a>' in written()[1]
    assert 'class="to"' not in written()[0]


def test_parts_are_told_apart() -> None:
    """The place of a value has an anchor and says what it is and by which rule; its name cannot leave the attribute."""
    first, _ = written([Part(0, 2, "part of-field", '栏目 "x"', "crumb", "span-0")])
    assert (
        '<span class="part of-field" id="span-0" data-name="栏目 &quot;x&quot;" data-rule="crumb">首页</span>'
    ) in first


def test_an_unknown_label_is_text() -> None:
    """A label without a name in the schema is shown as it is."""
    assert "<b>body</b>" in written()[1]
