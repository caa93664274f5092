"""Lines of a page text."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.captures.lines import split_lines


def test_lines_end_at_three_terminators_only() -> None:
    r"""\n, \r\n and \r end a line; form feed, NEL and the line separator do not."""
    text = "a\nb\r\nc\rd\x0ce\x85f\u2028g"
    assert [text[start:stop] for start, stop, _ in split_lines(text)] == ["a", "b", "c", "d\x0ce\x85f\u2028g"]


def test_an_empty_rest_is_no_line() -> None:
    """A text that ends in a terminator has no empty last line; an empty line between two terminators is one."""
    assert split_lines("") == []
    assert split_lines("a\n\n") == [(0, 1, 2), (2, 2, 3)]


@given(st.text(alphabet="ab\r\n", max_size=30))
def test_lines_cover_the_text_without_a_gap(text: str) -> None:
    """The ranges with terminators follow one another from the first to the last character."""
    lines = split_lines(text)
    assert "".join(text[start:end] for start, _, end in lines) == text
    assert all(not set(text[start:stop]) & {"\r", "\n"} for start, stop, _ in lines)
