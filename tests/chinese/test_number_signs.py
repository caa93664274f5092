"""What a sign behind a number makes of it; whole numbers are in cases/numbers.yaml."""

import pytest

from pbdata.chinese.number_signs import Signed, with_sign
from pbdata.chinese.numerals import Worth, evaluate


@pytest.mark.parametrize(
    ("run", "text", "expected"),
    [
        ("12", "12%", Signed(3, 12, "percent")),
        ("5", "5 ‰", Signed(3, 0.5, "percent")),
        ("三", "三分之一", Signed(4, 1 / 3, "fraction")),
        ("百", "百分之二三十", Signed(6, 20, "percent", 30)),
        ("百万", "百万分之五", Signed(5, 0.0005, "percent")),
        ("五", "五又四分之三", Signed(6, 5.75, "fraction")),
        ("4", "4 1/2", Signed(5, 4.5, "fraction")),
        ("六", "六成半", Signed(3, 65, "percent")),
        ("六五", "六五折", Signed(3, 65, "percent")),
        ("两", "两打", Signed(2, 24, "number")),
        ("40", "40k", Signed(3, 40000, "number")),
        ("三", "三成立", None),
        ("7", "7折页", None),
        ("三", "三打击", None),
        ("5", "5km", None),
        ("2012", "2012/6", None),
        ("3", "3名", None),
    ],
)
def test_a_sign_behind_a_run(run: str, text: str, expected: Signed | None) -> None:
    """The sign decides kind and value, unless it belongs to another word."""
    worth = evaluate(run)
    assert worth is not None
    read = with_sign(text, 0, len(run), worth)
    assert (read and read._replace(value=round(read.value, 9))) == (
        expected and expected._replace(value=round(expected.value, 9))
    )


def test_neighbouring_digits_keep_both_ends() -> None:
    """六七成 is 60 to 70 percent."""
    assert with_sign("六七成", 0, 2, Worth(6, 7)) == Signed(3, 60, "percent", 70)
