"""Cases: cases/numbers.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pbdata.extraction.numbers import find_numbers, read_numbers

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "numbers.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("words", "value", "kind"), CASES["whole"], ids=[case[0] for case in CASES["whole"]])
def test_a_number_alone(words: str, value: float, kind: str) -> None:
    """The whole of the words is one number with this value and of this kind."""
    assert find_numbers(words) == [(0, len(words), pytest.approx(value, rel=1e-4), kind)]


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["label"])
def test_numbers_in_a_sentence(case: dict[str, Any]) -> None:
    """These numbers are found, and no others."""
    assert found(case["text"]) == [(words, pytest.approx(value, abs=1e-4)) for words, value in case["found"]]


@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["label"])
@pytest.mark.xfail(strict=True)
def test_known_failures(case: dict[str, Any]) -> None:
    """These should be found, and are not yet."""
    assert found(case["text"]) == [(words, pytest.approx(value)) for words, value in case["found"]]


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
