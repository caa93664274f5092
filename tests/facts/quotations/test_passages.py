"""What stands within quotation marks."""

import pytest

from pbdata.facts.quotations.passages import closes, goes_on_behind, is_half, read_passages, stands_apart
from pbdata.facts.reading import Field


def passages(text: str) -> list[str]:
    """The words of the passages of a text."""
    return [text[one.start : one.stop] for one in read_passages(Field("text", text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他说：“好啊。”她说：‘好的。’", ["好啊。", "好的。"]),
        ("“叫“明白账”，谁都能看。”", ["叫“明白账”，谁都能看。"]),
        ("“来了吗？”“来了。”", ["来了吗？", "来了。"]),
        ("他说：“大家都很高兴。\n第二天", ["大家都很高兴。"]),
        ("“好”", []),
        ("“一句“两句。”", ["两句。"]),
        ("没有", []),
    ],
)
def test_passages_are_the_outermost(text: str, words: list[str]) -> None:
    """Marks within marks open none; one that is not closed reaches to the end of its line; one character is none."""
    assert passages(text) == words


def test_how_a_passage_ends_and_stands() -> None:
    """A half breaks off at a comma; a gesture parts it from the other half; a word before the marks takes them in."""
    text = "“账本，”他举起来，“不能少。”挂着“加油！”的牌子"
    half, rest, board = read_passages(Field("text", text))
    assert is_half(text, half) and closes(text, half) and goes_on_behind(text, half)
    assert closes(text, rest) and not is_half(text, rest) and not goes_on_behind(text, rest)
    assert stands_apart(text, half) and stands_apart(text, rest) and not stands_apart(text, board)
