"""Values of a YAML file are taken as they are written, with their places."""

from pathlib import Path

import pytest

from pbdata.checked_yaml import Document, did_you_mean, is_moment
from pbdata.errors import ManifestError


@pytest.mark.parametrize(
    "text",
    ["1999", "2025-07", "2024-02-29", "2025-07-07T08:30", "2025-07-07T08:30:59", "2025-07-07T08:30Z"]
    + ["2025-07-07T08:30:59+08:00"],
)
def test_a_moment_may_be_known_to_any_precision(text: str) -> None:
    """A year, month, day or time in ISO 8601 is a moment."""
    assert is_moment(text)


@pytest.mark.parametrize(
    "text",
    ["", "99", "0000", "2025-13", "2025-00", "2025-02-29", "2025-7-7", "20250707", "2025-07-07 08:30", "2025-07T08:30"]
    + ["2025-07-07T24:30", "2025-07-07T08", "2025-W27", "2025-07-07\n", "２０２５"],
)
def test_other_ways_to_write_a_date_are_no_moment(text: str) -> None:
    """Dates that are not in the calendar, or not in the form asked for, are refused."""
    assert not is_moment(text)


def test_the_nearest_word_is_proposed() -> None:
    """A slip gets the word that was meant, anything else the words that there are."""
    assert did_you_mean("retreived", ["url", "retrieved"]) == "Did you mean `retrieved`?"
    assert did_you_mean("zzz", ["url", "retrieved"]) == "Known: url, retrieved."
    assert did_you_mean("zzz", []) == "None is known yet."


def test_places_count_from_1() -> None:
    """Line and column of a value are those that an editor shows."""
    document = Document(Path("a.yaml"), "# 注\n党: 建\n")
    value = document.mapping(document.root, "it", required=("党",))["党"]
    assert document.place(value) == "a.yaml:2:4"
    assert document.text(value, "`党`") == "建"


def test_a_list_as_key_is_refused() -> None:
    """A key that is no text is named like any other unknown key."""
    document = Document(Path("a.yaml"), "? [a]\n: b\n")
    with pytest.raises(ManifestError, match=r"a.yaml:1:3: `\?` is no key of it. Known: a."):
        document.mapping(document.root, "it", required=("a",))


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False)])
def test_true_and_false_are_written_so(written: str, value: bool) -> None:
    """A yes or no has two words."""
    document = Document(Path("a.yaml"), f"a: {written}\n")
    assert document.truth(document.mapping(document.root, "it", required=("a",))["a"], "`a`") is value


@pytest.mark.parametrize("written", ["yes", "'true'", "True", "1", "[true]"])
def test_other_words_for_true_are_refused(written: str) -> None:
    """One way to write it is enough."""
    document = Document(Path("a.yaml"), f"a: {written}\n")
    with pytest.raises(
        ManifestError, match="a.yaml:1:4: `a` must be true or false. Write one of them, without quotes."
    ):
        document.truth(document.mapping(document.root, "it", required=("a",))["a"], "`a`")


def test_text_loses_the_white_space_around_it() -> None:
    """The line end that a YAML block leaves is no part of a value."""
    document = Document(Path("a.yaml"), "a: |\n  one\n  two\n\n")
    value = document.mapping(document.root, "it", required=("a",))["a"]
    assert document.text(value, "`a`") == "one\ntwo"
