"""Lists that stand away from the name, each with the rule that ties them."""

import pytest

from pbdata.facts.programmes.definitions import Definition, define
from pbdata.facts.programmes.names import quoted_names
from pbdata.facts.reading import Reading
from tests.articles import article


def defined(text: str) -> list[Definition]:
    reading = Reading(article(text))
    field = reading.fields["text"]
    return define(field, list(quoted_names(reading, field, [])))


@pytest.mark.parametrize(
    ("text", "rule", "items"),
    [
        ("推行“三同三送”，干部同吃、同住、同劳动，并送医、送药、送戏。", "by-parts", "同吃 同住 同劳动 送医 送药 送戏"),
        ("开展“亮、比、帮”活动。“亮”就是亮牌子。“比”就是比业绩。“帮”就是帮新人。", "by-parts", "亮牌子 比业绩 帮新人"),
        ("“帮联驻”好，推行“部门帮县、处长联乡、干部驻村”机制。", "initials", "部门帮县 处长联乡 干部驻村"),
        ("抓好“三清”。\n清路。天天扫。\n清渠。月月通。\n清院。人人做。", "paragraphs", "清路 清渠 清院"),
        ("做到“三个主动”。一是主动学。二是主动干。三是主动想。", "numbered", "主动学 主动干 主动想"),
        ("推行“三同三送”，干部同吃、同住，送医、送药、送戏。", None, ""),
        ("抓好“三清”。\n清路。天天扫。\n种树。月月种。\n清院。人人做。", None, ""),
    ],
)
def test_a_list_elsewhere(text: str, rule: str | None, items: str) -> None:
    """All parts with all their items, or nothing."""
    found = [(one.rule, " ".join(item.words for item in one.items)) for one in defined(text)]
    assert [one for one in found if one[0] != "in-front"] == ([(rule, items)] if rule else [])
