"""Names that stand without marks."""

from pbdata.facts.programmes.unmarked import unquoted_names
from pbdata.facts.reading import Field


def test_names_without_marks() -> None:
    """Shapes that only names have; a count of things beside a head noun is none."""
    text = "实施村干部学历提升计划，开展四帮四促活动，按联村联户、为民富民行动部署，开展两次活动。"
    assert [name.name for name in unquoted_names(Field("text", text))] == [
        "四帮四促",
        "联村联户、为民富民",
        "村干部学历提升计划",
    ]


def test_what_is_printed_once_is_no_name() -> None:
    """A short slogan, or parts of one length, are a name where the article prints them again."""
    once = "开展访民情、解难题活动，以双联行动为抓手。"
    assert list(unquoted_names(Field("text", once))) == []
    assert [name.name for name in unquoted_names(Field("text", once + once))] == ["双联行动"] * 2 + [
        "访民情、解难题"
    ] * 2


def test_a_count_of_things_is_no_slogan() -> None:
    """Measures and classes make no programme, whatever verb stands before them."""
    assert list(unquoted_names(Field("text", "落实三次五项，推行三农两新，三农工程、三农工程。"))) == []
