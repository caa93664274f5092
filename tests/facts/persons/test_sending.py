"""Who sent a person and where to."""

import pytest

from pbdata.facts.persons.sending import sending_before
from pbdata.facts.reading import Field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盘县林业局下派到石桥镇西冲村的陈杰", ("盘县林业局", "石桥镇西冲村")),
        ("还有市财政局派到两河乡鄢官村的驻村干部陈杰", ("市财政局", "两河乡鄢官村")),
        ("盘县信息中心选派到淤泥乡淤泥村担任第一支书的陈杰", ("盘县信息中心", "淤泥乡淤泥村")),
        ("今年，盘县从各单位选派了干部。陈杰", None),
        ("林业局下派到西冲村的张三和村民陈杰", None),
        ("村民陈杰", None),
    ],
)
def test_the_clause_before_a_name(text: str, expected: tuple[str, str] | None) -> None:
    """Sender and host are read from the clause before the name, and not where the name belongs to another."""
    found = sending_before(Field("text", text), text.index("陈杰"))
    assert (found and (text[slice(*found.sender)], text[slice(*found.host)])) == expected
