"""Where a list may stand."""

from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.spots import bracket_stop, enclosing, row_of_quotes, several_in_marks
from pbdata.facts.reading import Field


def test_a_list_does_not_leave_the_speech_of_its_name() -> None:
    """The innermost pair of marks that holds more than the name bounds it; the name's own marks do not."""
    text = "他说：“我们搞‘三送’活动。”大家听。"
    start = text.index("‘")
    name = Name(start, start + 4, "三送", "campaign", "活动", True, "by-hand", "三送")
    begin, end = enclosing(Field("text", text), name)
    assert text[begin:end] == "我们搞‘三送’活动。"


def test_a_row_of_quotations() -> None:
    """Quotations with nothing but a joint between them, up to the place; another phrase ends the row."""
    text = "“旧账”要清，“记账”“结账”、“入账”三步"
    field = Field("text", text)
    assert [item.words for item in row_of_quotes(field, 0, text.index("三步"))] == ["记账", "结账", "入账"]


def test_lists_in_marks_add_up_one_by_one() -> None:
    """First one list, then two."""
    text = "“问、温”和“帮、扶”，再看"
    counts = [len(items) for items in several_in_marks(Field("text", text), 0, len(text))]
    assert counts == [2, 4]


def test_a_bracket_bounds_what_stands_in_it() -> None:
    """Its close is the bound where it was opened before; a bracket that opens later is none."""
    assert bracket_stop("甲）乙", 0, 3) == 1
    assert bracket_stop("甲（乙）", 0, 4) == 4
