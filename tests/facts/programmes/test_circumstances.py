"""Level, place and year that the clause of a mention prints."""

import pytest

from pbdata.facts.programmes.circumstances import circumstances
from pbdata.facts.reading import Field, Rows
from pbdata.model.facts import PlaceMention


@pytest.mark.parametrize(
    ("text", "level", "method", "year"),
    [
        ("县委在各村开展“", "county", "body", None),
        ("县委决定，从2010年开始在各村开展“", "county", "body", 2010),
        ("2010年，该省在全省开展“", "province", "scope", 2010),
        ("市委在全市开展“", None, None, None),
        ("县委书记来到村里，看望“", None, None, None),
        ("2012年3月5日，县里开展“", None, None, None),
        ("2008年以来，先后开展“", None, None, None),
        ("今年是中央确定的“", "country", "body", None),
    ],
)
def test_what_the_clause_prints(text: str, level: str | None, method: str | None, year: int | None) -> None:
    """A level and a year only where a verb of the clause begins the programme."""
    said = circumstances(Field("text", text), len(text) - 1, Rows())
    assert (said.level, said.method, said.year) == (level, method, year)


def test_a_place_is_the_subject_or_nothing() -> None:
    """The place that opens the clause of the verb gives level and id; one in another clause gives none."""
    place = PlaceMention("m", "text", 0, 2, "某县", "z1", None, "county", None, None, None, 1, None, "rules", "name")
    assert circumstances(Field("text", "某县创新开展“"), 6, Rows([place]))[:3] == ("county", "place", "z1")
    assert circumstances(Field("text", "某县丰收了，开展“"), 8, Rows([place]))[:3] == (None, None, None)
