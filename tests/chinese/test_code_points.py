"""Characters as numbers, and tables that tell what they are."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.code_points import code_points, count_in_lines, look_up, table_of


@given(st.text())
def test_each_character_is_a_number(text: str) -> None:
    """Also half of a character, and those beyond the first plane."""
    assert code_points(text).tolist() == [*map(ord, text)]


def test_a_table_tells_the_last_kind_that_names_a_character() -> None:
    """A range counts with both of its ends; what no kind names is 0."""
    table = table_of([(1, ["a-c"]), (2, ["b", "\U00020000"])])
    assert look_up("abcd\U00020000", table).tolist() == [1, 2, 1, 0, 2]


def test_characters_are_counted_in_each_line() -> None:
    """A line counts what it holds, and an empty one nothing."""
    flags = look_up("ab\n\na\n", table_of([(1, "a")])) == 1
    assert count_in_lines(flags, [0, 3, 4]) == [1, 0, 1]
