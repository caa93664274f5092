"""The list right behind a name or right before it."""

import pytest

from pbdata.facts.programmes.beside import list_behind, list_in_front
from pbdata.facts.programmes.names import quoted_names
from pbdata.facts.programmes.slogans import announced
from pbdata.facts.reading import Reading
from tests.articles import article


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("“三送”包括：送学、送物和送暖。", "送学 送物 送暖"),
        ("“三送”（送学、送物、送暖）好。", "送学 送物 送暖"),
        ("“六字诀”，即“听、记、办”和“访、评、改”，再办“展、演”。", "听 记 办 访 评 改"),
        ("“两评”包括评干部和评作风。", "评干部 评作风"),
        ("“三送”受欢迎，送学、送物、送暖。", ""),
    ],
)
def test_a_list_behind(text: str, items: str) -> None:
    """Words, brackets or marks tie it to the name; without them nothing does."""
    reading = Reading(article(text))
    field = reading.fields["text"]
    name = next(iter(quoted_names(reading, field, [])))
    listed = list_behind(field, name, announced(name.name))
    assert " ".join(item.words for item in (listed.items if listed else ())) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("推进连心、强基、模范“三大工程”。", "连心 强基 模范"),
        ("从学习、作风、纪律三个方面推进“三抓”行动。", "学习 作风 纪律"),
        ("以甲为平台、乙方为载体、丙方为补充的“三方”机制。", "甲为平台 乙方为载体 丙方为补充"),
        ("以学党史、办实事为主要内容的“红心向党”活动。", "学党史 办实事"),
        ("他说：“推行定岗、定责、定奖的‘三定’机制。”", "定岗 定责 定奖"),
        ("在农村开展“美德家”、“文明户”评选，利用“科技三下乡”活动送书。", ""),
        ("以“爱心化春雨，真情暖万家”为主题的“暖阳行动”。", ""),
        ("帮助村民，开展“三体”活动。", ""),
    ],
)
def test_a_list_in_front(text: str, items: str) -> None:
    """It ends at the name, at 为主要内容, or at a count of it; a theme and another phrase are none."""
    reading = Reading(article(text))
    field = reading.fields["text"]
    name = list(quoted_names(reading, field, []))[-1]
    listed = list_in_front(field, name, announced(name.name))
    assert " ".join(item.words for item in (listed.items if listed else ())) == items
