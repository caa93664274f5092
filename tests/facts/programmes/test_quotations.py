"""Quotations as the rules see them."""

import pytest

from pbdata.facts.programmes.quotations import Quotations
from pbdata.facts.reading import Field


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("近年来，县里开展“三送”工作，受到欢迎。", "近年来，县里开展“三送”⟨工作⟩"),
        ("推行“人和家园”创建提升工程。", "推行“人和家园”创建提升⟨工程⟩"),
        ("推出“天天讲”、“跟党走”演讲、“心里话”等5项子活动。", "推出“天天讲”…⟨活动⟩"),
        ("用“天天讲”的办法。", "用“天天讲”的办法。"),
        ("说过“好”字。开展“三送”服务。", "字。开展“三送”⟨服务⟩"),
    ],
)
def test_a_quotation_in_its_sentence(text: str, words: str) -> None:
    """The last quotation that opens a list, or stands alone, with its head noun, which nothing gives to another phrase."""
    field = Field("text", text)
    index = len(field.quotes) - 1 if text.startswith("说过") else 0
    assert Quotations(field, []).read(index, countable=True).words == words


def test_a_heading_begins_with_its_sign() -> None:
    """The words of a heading are told apart by # in front."""
    field = Field("text", "“五微”治理")
    assert Quotations(field, [(0, 6)]).read(0, countable=True).words == "# “五微”⟨治理⟩"


def test_the_verb_of_a_list_stands_before_all_of_it() -> None:
    """A later quotation of a list sees the words before the first."""
    field = Field("text", "开展“天天讲”、“跟党走”活动")
    assert Quotations(field, []).read(1, countable=False).words == "开展“跟党走”⟨活动⟩"
