"""Festivals and plans by their names."""

import pytest

from pbdata.facts.dates.feasts import feast_at


@pytest.mark.parametrize(
    ("text", "stop", "name"),
    [
        ("七一前夕", 2, "七一"),
        ("“七一”表彰", 4, "七一"),
        ("清明节", 3, "清明"),
        ("春节联欢", 2, "春节"),
        ("十三五规划", 3, "十三五"),
    ],
)
def test_a_festival_at_a_place(text: str, stop: int, name: str) -> None:
    """Quotation marks, its own last word, or a telling word behind make it one."""
    feast = feast_at(text, 0)
    assert feast is not None
    assert (feast.stop, feast.name) == (stop, name)


@pytest.mark.parametrize("text", ["七一村", "三八红旗手", "清明祭奠", "十一届", "五四青年", "“七一”精神"])
def test_no_festival_at_a_place(text: str) -> None:
    """The name is part of another."""
    assert feast_at(text, 0) is None
