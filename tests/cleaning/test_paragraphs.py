"""How kept lines become paragraphs: the edits, replayed, and the kinds."""

from pbdata.captures.lines import split_lines
from pbdata.cleaning.paragraphs import KeptLine, assemble
from pbdata.cleaning.parts import Part
from pbdata.normalization.edits import replay


def kept(page_text: str, labels: dict[int, str]) -> list[KeptLine]:
    return [
        KeptLine(i, start, stop, end, labels[i], page_text[start:stop].strip())
        for i, (start, stop, end) in enumerate(split_lines(page_text))
        if i in labels
    ]


def text_of(
    page_text: str, lines: list[KeptLine], parts: list[Part], jumps: tuple[int, ...] = ()
) -> tuple[str, list[str]]:
    assembly = assemble(page_text, lines, parts, jumps)
    return replay(page_text, [(x.start, x.end) for x in lines], [e[:3] for e in assembly.edits]), assembly.kinds


def part(page_text: str, words: str, label: str) -> Part:
    start = page_text.index(words)
    return Part(start, start + len(words), label, "test")


def test_each_kept_line_is_a_paragraph() -> None:
    """Lines that end in a full stop stay apart, and the last terminator goes."""
    page = "甲。\n\n乙。\n"
    assert text_of(page, kept(page, {0: "body", 2: "body"}), []) == ("甲。\n乙。", ["body", "body"])


def test_a_line_without_terminator_at_the_end() -> None:
    """A page that does not end in a line break loses none of another line."""
    page = "甲。\n乙。"
    assert text_of(page, kept(page, {0: "body", 1: "body"}), [])[0] == "甲。\n乙。"


def test_jump_marks_join_what_they_part() -> None:
    """下转 and 上接 leave the text, and their two halves are one paragraph."""
    page = "经验，(下转四版)\n\n(上接一版)也是切入点。\n"
    parts = [part(page, "(下转四版)", "jump"), part(page, "(上接一版)", "jump")]
    assert text_of(page, kept(page, {0: "body", 2: "body"}), parts) == ("经验，也是切入点。", ["body"])


def test_a_jump_line_joins_its_neighbours() -> None:
    """A line that is only a jump mark joins a broken sentence before and after it."""
    page = "经验之中的\n(下转四版)\n切入点。\n"
    assert text_of(page, kept(page, {0: "body", 2: "body"}), [], (1,))[0] == "经验之中的切入点。"


def test_semicolon_breaks_are_joined_where_blank_lines_part_paragraphs() -> None:
    """A list broken after its semicolons is one paragraph when no blank line stands at the break."""
    page = "开头。\n\n一是甲；\n二是乙。\n\n结尾。\n"
    lines = kept(page, {0: "body", 2: "body", 3: "body", 5: "body"})
    assert text_of(page, lines, [])[0] == "开头。\n一是甲；二是乙。\n结尾。"


def test_semicolons_keep_paragraphs_apart_where_blank_lines_stand() -> None:
    """A list whose items stand apart by blank lines keeps its items."""
    page = "开头。\n\n一是甲；\n\n二是乙。\n"
    assert text_of(page, kept(page, {0: "body", 2: "body", 4: "body"}), [])[0] == "开头。\n一是甲；\n二是乙。"


def test_a_part_inside_a_line_leaves_one_paragraph() -> None:
    """A jump mark in mid line goes, and what stands on its two sides is one paragraph, up to a heading after it."""
    page = "经验。(上接一版)也是切入点。\n前文。(上接一版) 小标题 后文。\n"
    lines = kept(page, {0: "body", 1: "body"})
    first, second = page.index("("), page.rindex("(")
    parts = [Part(first, first + 6, "jump", "test"), Part(second, second + 6, "jump", "test")]
    assert text_of(page, lines, [*parts, part(page, "小标题", "heading")]) == (
        "经验。也是切入点。\n前文。\n小标题\n后文。",
        ["body", "body", "heading", "body"],
    )


def test_a_glued_heading_becomes_a_paragraph() -> None:
    """A heading inside a line is split off on both sides."""
    page = "前文。 小标题 后文。\n"
    assert text_of(page, kept(page, {0: "body"}), [part(page, "小标题", "heading")]) == (
        "前文。\n小标题\n后文。",
        ["body", "heading", "body"],
    )


def test_a_heading_at_the_start_of_a_line() -> None:
    """A heading glued to the start of a line needs one split only."""
    page = "小标题 后文。\n"
    assert text_of(page, kept(page, {0: "body"}), [part(page, "小标题", "heading")]) == (
        "小标题\n后文。",
        ["heading", "body"],
    )


def test_a_part_at_the_end_takes_its_space_along() -> None:
    """Removing a byline at the end of a line leaves no white space behind."""
    page = "在路上。  (杨明)\n"
    assert text_of(page, kept(page, {0: "body"}), [part(page, "(杨明)", "byline")])[0] == "在路上。"


def test_a_line_of_parts_only_leaves_no_empty_paragraph() -> None:
    """A kept line that is nothing but a byline disappears with its line break."""
    page = "甲。\n(记者 杨明)\n乙。\n"
    lines = kept(page, {0: "body", 1: "body", 2: "body"})
    assert text_of(page, lines, [part(page, "(记者 杨明)", "byline")]) == ("甲。\n乙。", ["body", "body"])


def test_a_last_line_of_parts_only() -> None:
    """When the last kept line disappears, the line break before it goes too."""
    page = "甲。\n(记者 杨明)\n"
    assert text_of(page, kept(page, {0: "body", 1: "body"}), [part(page, "(记者 杨明)", "byline")])[0] == "甲。"


def test_lines_broken_by_width_are_joined_up_to_the_next_indentation() -> None:
    """On a page that breaks its lines by width, a paragraph goes on until an indented line."""
    page = "    甲在山\n上种树，乙\n在水边养鱼。\n丙在家。\n    丁在城\n里做工，过\n年才回来。\n"
    assert text_of(page, kept(page, dict.fromkeys(range(7), "body")), [])[0].split("\n") == [
        "    甲在山上种树，乙在水边养鱼。丙在家。",
        "    丁在城里做工，过年才回来。",
    ]


def test_open_lines_of_a_page_without_that_habit_stay_apart() -> None:
    """Where lines end in full stops, one that does not is no broken line."""
    page = "甲。\n乙种树\n丙。\n丁。\n戊。\n己。\n"
    assert text_of(page, kept(page, dict.fromkeys(range(6), "body")), [])[0] == page.rstrip("\n")


def test_a_part_in_the_middle_of_a_line_does_not_cut_it() -> None:
    """What stands before and after a mark in one line is one paragraph."""
    page = "前半句，(下转四版)后半句。\n"
    parts = [part(page, "(下转四版)", "jump")]
    assert text_of(page, kept(page, {0: "body"}), parts) == ("前半句，后半句。", ["body"])


def test_a_heading_behind_a_part_is_a_paragraph_of_its_own() -> None:
    """A heading that follows text and a mark in the same line is split from both sides."""
    page = "前文。(下转四版) 小标题 后文。\n"
    parts = [part(page, "(下转四版)", "jump"), part(page, "小标题", "heading")]
    assert text_of(page, kept(page, {0: "body"}), parts) == ("前文。\n小标题\n后文。", ["body", "heading", "body"])
