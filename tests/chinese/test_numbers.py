"""Cases: cases/numbers.yaml."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.numbers import find_numbers, read_numbers
from tests import cases

CASES = cases("chinese/numbers.yaml")


@pytest.mark.parametrize(("words", "value", "kind"), CASES["whole"], ids=[case[0] for case in CASES["whole"]])
def test_a_number_alone(words: str, value: float, kind: str) -> None:
    """The whole of the words is one number with this value and of this kind."""
    assert find_numbers(words) == [(0, len(words), pytest.approx(value, rel=1e-4), kind)]


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["label"])
def test_numbers_in_a_sentence(case: dict[str, Any]) -> None:
    """These numbers are found, and no others."""
    assert found(case["text"]) == [(words, pytest.approx(value, abs=1e-4)) for words, value in case["found"]]


def found(text: str) -> list[tuple[str, int | float]]:
    return [(text[start:stop], value) for start, stop, value, _ in find_numbers(text)]


@given(
    st.text(
        alphabet="0123456789１２.．,，-－−%％‰/第负零〇一二两三五九十百千万亿廿点分之又半对成折打多余几来个名年kKeE^ \n",
        max_size=30,
    )
)
def test_numbers_are_in_order_and_within_the_text(text: str) -> None:
    """Whatever the text, its numbers are not empty, do not overlap, and lie in it."""
    at = 0
    for number in read_numbers(text):
        assert at <= number.start < number.stop <= len(text)
        at = number.stop


def test_a_long_run_of_numerals_takes_linear_time() -> None:
    """A text of nothing but numerals is read, and does not hang."""
    assert len(find_numbers("三" * 3000)) <= 3000
    assert len(find_numbers("1分之" * 3000)) <= 3000


@pytest.mark.parametrize("mark", ["1", "２", "0", "百", "一", "1.", "9e9"])
def test_an_endless_number_is_none(mark: str) -> None:
    """Twenty thousand digits are no number, and no error."""
    assert all(number.value < 1e300 for number in read_numbers(mark * 20000))


def in_han(number: int) -> str:
    """Write a whole number below ten to the sixteenth in Han numerals, as they are read aloud."""
    digits, sections = "零一二三四五六七八九", ("", "万", "亿", "兆")
    parts, zero = [], False
    for place in range(3, -1, -1):
        section = number // 10 ** (4 * place) % 10**4
        if section == 0:
            zero = bool(parts)
            continue
        words, gap = "", zero or (bool(parts) and section < 1000)
        for power, scale in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            digit = section // 10**power % 10
            if digit:
                words += ("零" if gap and (words or parts) else "") + digits[digit] + scale
                gap = False
            else:
                gap = gap or bool(words)
        parts.append(words + sections[place])
        zero = False
    return "".join(parts) or "零"


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_in_han_numerals_has_its_value(number: int) -> None:
    """Any whole number, read aloud, is one number with its value."""
    words = in_han(number)
    assert [(value, stop) for _, stop, value, _ in find_numbers(words)] == [(number, len(words))]


@given(
    st.integers(min_value=0, max_value=10**11),
    st.sampled_from(("", ",", "，", " ")),
    st.booleans(),
    st.sampled_from(("", "万", " 万", "亿", "%")),
)
def test_width_grouping_and_blanks_change_no_value(number: int, mark: str, is_wide: bool, scale: str) -> None:
    """A number is worth the same however its thousands are parted, its digits are printed and its scale is spaced."""
    plain = f"{number}{scale.strip()}"
    words = f"{number:,}".replace(",", mark) + scale
    if is_wide:
        words = words.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (expected,) = find_numbers(plain)
    assert [(value, kind, stop) for _, stop, value, kind in find_numbers(words)] == [(*expected[2:], len(words))]


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=99), st.sampled_from("万亿"))
def test_digits_with_a_scale_are_exact(whole: int, decimals: int, scale: str) -> None:
    """9.3万 is 93000, whatever binary fractions make of it."""
    words = f"{whole}.{decimals:02}{scale}"
    assert find_numbers(words)[0][2] == (whole * 100 + decimals) * {"万": 100, "亿": 10**6}[scale]
