"""What runs of numerals are worth; whole numbers in sentences are in cases/numbers.yaml."""

import pytest

from pbdata.chinese.numerals import Worth, evaluate, exact_quotient


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("9.3万", Worth(93000)),
        ("2.32万", Worth(23200)),
        ("1千2百亿", Worth(120_000_000_000)),
        ("一百五", Worth(150)),
        ("一百零五", Worth(105)),
        ("三万二", Worth(32000)),
        ("二〇一七", Worth(2017)),
        ("五六十", Worth(50, 60)),
        ("七八", Worth(7, 8)),
        ("三点一四", Worth(3.14)),
        ("三点五万", Worth(35000)),
        ("壹佰贰拾", Worth(120)),
        ("廿五", Worth(25)),
        ("二五六万", Worth(2560000)),
        ("一〇六萬", Worth(1060000)),
        ("二三万", Worth(20000, 30000)),
        ("四千万零六千", Worth(40006000)),
        ("2千零15", Worth(2015)),
        ("一两", Worth(1, 2)),
    ],
)
def test_what_a_run_is_worth(run: str, expected: Worth) -> None:
    """The value is exact, and two neighbouring digits are a range."""
    assert evaluate(run) == expected


@pytest.mark.parametrize(
    "run", ["十二五", "百千", "一十百", "点五", "", "1.2.3", "三十两", "亿万", "3万50000", "一百百"]
)
def test_a_run_that_is_no_number(run: str) -> None:
    """Numerals that do not make one number are worth nothing."""
    assert evaluate(run) is None


def test_a_quotient_is_whole_where_it_comes_out_whole() -> None:
    """232 hundredths times ten thousand are 23200, and no 23199.999."""
    assert exact_quotient(232 * 10**4, 2) == 23200
    assert isinstance(exact_quotient(232 * 10**4, 2), int)
    assert exact_quotient(5, 1) == 0.5
