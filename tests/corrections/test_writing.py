"""What is written is read back as it was meant, whatever it says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.corrections.reading import corrections_of
from pbdata.corrections.writing import added, empty_file, taken_out
from pbdata.errors import ManifestError
from pbdata.forms.reading import Written
from pbdata.model.correction import Correction, FactCorrection, FieldCorrection, TextCorrection, Told
from tests.corrections.conftest import ID

PATH = Path(f"{ID}.yaml")
WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff\ufffe"),
    min_size=1,
    max_size=12,
)
STRIPPED = WORDS.map(str.strip).filter(bool)
TOLD = st.builds(lambda reason, who: Told(reason, who, "2026-01-31"), STRIPPED, st.none() | STRIPPED)
DECISIONS = st.one_of(
    st.builds(lambda told, old, new: FieldCorrection(told, "title", old, new), TOLD, *[st.none() | STRIPPED] * 2),
    st.builds(lambda told, words: FieldCorrection(told, "title", None, words, (3, 5), words), TOLD, STRIPPED),
    st.builds(lambda told, old, new: TextCorrection(told, 3, 5, old, new), TOLD, STRIPPED, STRIPPED),
    st.builds(
        lambda told, words, n: FactCorrection(
            told,
            "change",
            "figures",
            "text",
            1,
            3,
            (("surface", words), ("value", 5)),
            (("value", n), ("counted", None)),
        ),
        TOLD,
        STRIPPED,
        st.integers(-(10**9), 10**9) | st.sampled_from([5e-05, 0.1, 1e22]),
    ),
)


def read(data: bytes) -> list[Correction]:
    made = corrections_of(Written(PATH, data.decode()))
    return [one._replace(told=one.told._replace(place="")) for one in made]


@given(DECISIONS, DECISIONS)
def test_what_is_written_is_read_back(first: Correction, second: Correction) -> None:
    """Each decision at the end of its section; taking one out leaves the other."""
    one = added(PATH, empty_file(ID), first)
    assert read(one) == [first]
    if type(first) is not type(second):
        both = added(PATH, one, second)
        made = read(both)
        assert sorted(map(repr, made)) == sorted(map(repr, [first, second]))
        assert read(taken_out(PATH, both, made, [made.index(second)])) == [first]


def test_line_ends_stay_as_they_are() -> None:
    """A file of Windows is one afterwards."""
    data = added(
        PATH, empty_file(ID).replace(b"\n", b"\r\n"), FieldCorrection(Told("r", None, "2026-01-31"), "title", None, "a")
    )
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_section_in_brackets_cannot_grow() -> None:
    """It is told, with what to do."""
    with pytest.raises(ManifestError, match="nothing can be added in brackets"):
        added(
            PATH, empty_file(ID) + b"fields: []\n", FieldCorrection(Told("r", None, "2026-01-31"), "title", None, "a")
        )
