"""A quantity is made of a number, a unit and the approximators around them."""

from pbdata.chinese.numbers import Number
from pbdata.facts.figures.quantity import Unit, quantity


def number(start: int, stop: int, value: int) -> Number:
    return Number(start, stop, value, "number", None, None)


def test_the_approximator_behind_counts_before_the_one_in_front() -> None:
    """Both belong to the surface, and never change the value."""
    made = quantity("约3万元左右", number(1, 3, 30000), 1, Unit(3, 4, "元", "元", "money"))
    assert (made.start, made.stop, made.value) == (0, 6, 30000)
    assert (made.approximator, made.bound) == ("左右", "approximate")


def test_the_approximator_inside_counts_first() -> None:
    """30多名以上 is slightly over."""
    made = quantity("30多名以上", number(0, 2, 30), 0, Unit(3, 4, "名", "名", "count"), more="多")
    assert (made.approximator, made.bound, made.stop) == ("多", "slightly_over", 6)


def test_more_that_begins_another_word_is_no_approximator() -> None:
    """In 3元多种经营 nothing is approximate."""
    made = quantity("3元多种", number(0, 1, 3), 0, Unit(1, 2, "元", "元", "money"))
    assert (made.approximator, made.bound, made.stop) == (None, "exact", 2)
