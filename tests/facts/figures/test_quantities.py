"""Numbers with their units; sentences are in cases/figures.yaml."""

from collections.abc import Sequence

from pbdata.chinese.numbers import read_numbers
from pbdata.facts.figures import quantities
from pbdata.facts.figures.quantity import Quantity


def read_quantities(text: str, dates: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    return quantities.read_quantities(text, read_numbers(text), dates)


def test_nothing_is_read_within_dates() -> None:
    """The numbers of a date are no quantities."""
    text = "2012年6月28日，3名干部"
    assert [text[one.start : one.stop] for one in read_quantities(text, [(0, 10)])] == ["3名"]


def test_the_parts_of_a_quantity_have_their_places() -> None:
    """The surface holds the approximators; number and unit lie within it."""
    text = "还不到3万元左右"
    (one,) = read_quantities(text)
    assert (one.start, one.stop) == (1, 8)
    assert text[one.number_start : one.unit_start] == "3万"
    assert text[one.unit_start : one.unit_stop] == "元"
    assert (one.approximator, one.bound) == ("左右", "approximate")


def test_the_ends_of_a_range_have_one_unit() -> None:
    """The scale of the second number is that of the first, too, unless the first has its own."""
    found = [(one.value, one.value_max) for one in read_quantities("2至3万元、8000元到1万元、3年至5年")]
    assert found == [(20000, 30000), (8000, 10000), (3, 5)]


def test_a_list_is_no_range() -> None:
    """Two numbers with 、 between them are two quantities."""
    assert [one.value for one in read_quantities("336户、1430人")] == [336, 1430]
