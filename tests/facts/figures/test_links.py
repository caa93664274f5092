"""Whose figures they are, and of which programme."""

from dataclasses import replace

from pbdata.facts.figures.finding import find_figures
from pbdata.facts.figures.links import link_figures
from pbdata.facts.reading import Found, Reading
from pbdata.model.article import Article, Paragraph
from pbdata.model.facts import PlaceMention, ProgrammeMention
from tests.articles import article


def place(text: str, name: str) -> PlaceMention:
    start = text.index(name)
    return PlaceMention(
        "m", "text", start, start + len(name), name, f"p-{name}", None, None, None, None, None, 1, None, "rules", "test"
    )


def programme(text: str, name: str, field: str = "text") -> ProgrammeMention:
    start = text.index(name)
    return ProgrammeMention(
        "q", f"g-{name}", field, start, start + len(name), name, name, None, "campaign", None, None, None, None, None,
        "rules", "test",
    )  # fmt: skip


def linked(
    made: Article, places: list[PlaceMention], programmes: list[ProgrammeMention]
) -> list[tuple[str | None, ...]]:
    reading = Reading(made)
    reading.add(Found(tables={"place_mentions": places, "programme_mentions": programmes}))
    reading.add(Found(tables={"figures": find_figures(reading)[0]}))
    return [(one.holder_place_id, one.programme_id, one.programme_link) for one in link_figures(reading)]


def test_a_clause_that_names_one_place_says_whose_figure_it_is() -> None:
    """Two places, or a place in another clause, say nothing."""
    text = "赣县有3个乡，大余建了5个站，于都和宁都共7户。"
    made = article(text)
    assert [one[0] for one in linked(made, [place(text, name) for name in ("赣县", "于都", "宁都")], [])] == [
        "p-赣县",
        None,
        None,
    ]


def test_a_programme_is_tied_by_clause_heading_or_title() -> None:
    """The clause comes first, then the heading of the section, then the title; several names tie nothing."""
    text = "“三送”暖人心\n“三问”解决问题5个，选派3名干部。\n其他\n投入2万元。"
    at = [0, *(i + 1 for i, mark in enumerate(text) if mark == "\n"), len(text) + 1]
    kinds = [("heading", 1), ("body", 1), ("heading", 2), ("body", 2)]
    made = replace(
        article(text, title="连心工程结硕果"),
        paragraphs=tuple(Paragraph(i, kind, section, at[i], at[i + 1] - 1) for i, (kind, section) in enumerate(kinds)),
    )
    programmes = [programme(text, "三送"), programme(text, "三问"), programme("连心工程结硕果", "连心工程", "title")]
    assert [one[1:] for one in linked(made, [], programmes)] == [
        ("g-三问", "clause"),
        ("g-三送", "section"),
        ("g-连心工程", "article"),
    ]
    assert linked(made, [], [])[0] == (None, None, None)
