"""The text in which dates are read."""

import pytest

from pbdata.facts.dates.plain import plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2008 年 8 月 8 日", "2008年8月8日"),
        ("２００８年８月８日", "2008年8月8日"),
        ("二〇〇八 年 八 月 十八 日", "二〇〇八年八月十八日"),
        ("2009 年 到 2010 年", "2009年到2010年"),
        ("5 月 8 日  -  16 日", "5月8日-16日"),
        ("二OO八年，二0一二年", "二〇〇八年，二〇一二年"),
        ("今年 上半年", "今年上半年"),
        ("李三 月入千元", "李三 月入千元"),
        ("2012 20名", "2012 20名"),
        ("OO县", "OO县"),
    ],
)
def test_blanks_and_widths(text: str, read: str) -> None:
    """Blanks within a date go, digits have one width, a letter in a year is a zero; all else stays."""
    assert plain(text).text == read


def test_places_lead_back() -> None:
    """What was read stands at its place in the text as it is."""
    text = "于2008 年 8 月举行"
    read = plain(text)
    assert text[slice(*read.span(1, read.text.index("举")))] == "2008 年 8 月"
