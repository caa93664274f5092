"""Metadata of an article as a curator decided: values of its columns with the words that print them, and its makers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pbdata.corpus.articles import day_of
from pbdata.corpus.correcting.ledger import CURATED, Ledger, weigh
from pbdata.corpus.correcting.makers import remade
from pbdata.corpus.correcting.places import misplaced, words_at
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.spots import row_of
from pbdata.model.article import Article
from pbdata.model.correction import FieldCorrection
from pbdata.model.facts import Facts
from pbdata.model.page import Span

PRINTED = ("title", "subtitle", "section", "source", "site_name", "site_domain", "published", "byline", "editor",
    "icp_number", "news_licence", "police_number")  # fmt: skip
"""The columns that the head of a page prints; facts are read with them in view."""
AREA = "place_id"
"""The column that follows from facts."""
_PRINTED_TWICE = ("title", "subtitle")


def with_fields(
    page_text: str, article: Article, spans: Sequence[Span], ledger: Ledger
) -> tuple[Article, tuple[Span, ...]]:
    """Return an article with the printed values and makers that were decided, and the spans of its page with theirs."""
    if not ledger.standing():
        return article, tuple(spans)
    settled = list(spans)
    for number, one in ledger.of(FieldCorrection):
        if one.field in PRINTED and _fits(number, one, article, ledger, page_text):
            article = replace(article, **_columns(page_text, one))
            settled = [span for span in settled if span.field != one.field]
            if one.span:
                settled.append(Span(*one.span, None, one.field, CURATED))
    makers, settled = remade(page_text, article.contributors, settled, ledger)
    return replace(article, contributors=makers), tuple(sorted(settled, key=_in_order))


def with_place(article: Article, facts: Facts, ledger: Ledger) -> tuple[Article, Facts]:
    """Return an article with its area as it was decided, and its facts with the place."""
    for number, one in ledger.of(FieldCorrection):
        if one.field != AREA:
            continue
        division = load_gazetteer().by_id.get(one.value or "")
        if one.value and not division and one.value not in {place.place_id for place in facts.places}:
            ledger.refuse(number, f"`{AREA}` cannot be {one.value}: no list of places has it")
        elif _fits(number, one, article, ledger):
            article = replace(article, place_id=one.value, place_method=CURATED if one.value else None)
            facts = replace(
                facts, places=tuple(dict.fromkeys([*facts.places, *([row_of(division)] if division else [])]))
            )
    return article, facts


def _fits(number: int, one: FieldCorrection, article: Article, ledger: Ledger, page_text: str = "") -> bool:
    """Whether a value is to be put in place of what stands there; what came of it is taken down."""
    now = getattr(article, one.field)
    verdict = weigh(one.expect, now, one.value)
    if verdict is None:
        ledger.refuse(number, f"`{one.field}` was expected to be {_called(one.expect)}, and is {_called(now)}")
    elif said := misplaced(page_text, one.span, one.words):
        ledger.refuse(number, said)
    else:
        start, stop = one.span or (None, None)
        ledger.note(number, "articles", one.field, verdict, one.expect, one.value, start=start, stop=stop)
        return verdict == "change"
    return False


def _columns(page_text: str, one: FieldCorrection) -> dict[str, Any]:
    columns: dict[str, Any] = {one.field: one.value}
    if one.field in _PRINTED_TWICE:
        columns[f"{one.field}_printed"] = words_at(page_text, one.span) if one.value and one.span else None
    if one.field == "published":
        columns["published_date"] = day_of(one.value)
    return columns


def _called(value: str | None) -> str:
    return "empty" if value is None else repr(value)


def _in_order(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.stop, span.label or "", span.field or ""
