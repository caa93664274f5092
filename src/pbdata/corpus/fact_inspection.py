"""The facts of a processed capture as ``pbdata inspect --json`` prints them: with their words on the page."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from pbdata.facts.detect import read
from pbdata.facts.reading import FIELDS, Refusal
from pbdata.model.article import Article
from pbdata.model.capture import Processed, Settings
from pbdata.model.facts import Facts, Figure, Pairing, Person, ProgrammeMention, Quotation
from pbdata.normalization.alignment import align, place_on_page

Json = dict[str, Any]
_Show = Callable[[NamedTuple], Json]

# What is told within another kind, or is a row of the corpus and not of the article.
_ELSEWHERE = frozenset({"places", "programme_definitions", "programme_items", "programme_relations", "pairing_ends"})
_SHORT_NAMES = {"place_mentions": "places", "programme_mentions": "programmes"}


def facts_as_json(processed: Processed, article: Article) -> dict[str, list[Json]]:
    """Return the facts by kind; each has its columns, ``printed`` and ``line_no``, both of the page, and a short form.

    The kinds are those of :class:`Facts`. What has no words of its own (a relation of figures) has its columns alone.
    """
    show = _shower(processed, article)
    facts = processed.facts
    return {
        _SHORT_NAMES.get(field.name, field.name): [
            show(fact) | _SHORT_FORMS.get(field.name, _nothing)(fact, facts)
            if hasattr(fact, "surface")
            else fact._asdict()
            for fact in getattr(facts, field.name)
        ]
        for field in fields(facts)
        if field.name not in _ELSEWHERE
    }


def _nothing(_fact: NamedTuple, _facts: Facts) -> Json:
    return {}


def _person(person: Person, facts: Facts) -> Json:
    """The posts printed beside a person's name, each once."""
    printed = [post.title_printed for post in facts.posts if post.person_id == person.person_id and post.title_printed]
    return {"role": "、".join(dict.fromkeys(printed)) or None}


def _quotation(quotation: Quotation, facts: Facts) -> Json:
    names = {person.person_id: person.name for person in facts.persons}
    speaker = quotation.speaker_person_id
    return {"text": quotation.surface, "speaker": names[speaker] if speaker else quotation.speaker_label}


def _figure(figure: Figure, _facts: Facts) -> Json:
    """The value of a range is written ``3-5``."""
    return {} if figure.value_max is None else {"value": f"{figure.value}-{figure.value_max}"}


def _programme(mention: ProgrammeMention, facts: Facts) -> Json:
    """What the article prints as parts of a programme, where it first says so; ``items`` is empty where it does not."""
    for definition in facts.programme_definitions:
        if definition.programme_id == mention.programme_id:
            parts = [item.item for item in facts.programme_items if item.definition_id == definition.definition_id]
            return {"items": parts, "exhaustive": definition.exhaustive}
    return {"items": [], "exhaustive": None}


def _pairing(pairing: Pairing, facts: Facts) -> Json:
    return {"ends": [end._asdict() for end in facts.pairing_ends if end.pairing_id == pairing.pairing_id]}


_SHORT_FORMS: dict[str, Callable[[Any, Facts], Json]] = {
    "figures": _figure,
    "persons": _person,
    "quotations": _quotation,
    "programme_mentions": _programme,
    "pairings": _pairing,
}


def explain_facts(article: Article, settings: Settings) -> Iterator[str]:
    """Yield one line of text for each fact, with the rule that made it, and for each candidate that a rule refused.

    They are in the order in which they stand in the article: title, subtitle, text.
    """
    reading = read(article, settings)
    told = [
        (FIELDS.index(row.field), row.start, f"{field.name:<20}{row.rule:<24} {row.surface}")
        for field in fields(reading.facts)
        for row in getattr(reading.facts, field.name)
        if hasattr(row, "surface")
    ]
    told += [
        (FIELDS.index(one.field), one.start, f"no {one.kind:<17}{one.rule:<24} {_words(article, one)}")
        for one in reading.refusals
    ]
    for field_no, start, line in sorted(told):
        yield f"{FIELDS[field_no]:>8}{start:6d}  {line}"


def _words(article: Article, refused: Refusal) -> str:
    words: str = getattr(article, refused.field)
    return words[refused.start : refused.stop]


def _shower(processed: Processed, article: Article) -> _Show:
    """Return the function that shows a record with its words on the page."""
    page = processed.page_text or ""
    pieces = align(page, [line.line_no for line in processed.lines if line.kept], processed.edits)
    printed_titles = {"title": article.title_printed, "subtitle": article.subtitle_printed}
    lines = {span.field: _line_at(processed, span.start) for span in reversed(processed.spans) if span.field}
    lines |= {
        span.label: _line_at(processed, span.start)
        for span in reversed(processed.spans)
        if span.label and span.label not in lines
    }

    def show(record: NamedTuple) -> Json:
        row: Json = record._asdict()
        start, stop = row["start"], row["stop"]
        if row["field"] == "text":
            line_no, page_start, page_stop = place_on_page(pieces, start, stop)
            return row | {"line_no": line_no, "printed": page[page_start:page_stop]}
        printed = printed_titles[row["field"]]
        same_length = printed is not None and len(printed) == len(getattr(article, row["field"]))
        return row | {
            "line_no": lines.get(row["field"]),
            "printed": printed[start:stop] if printed is not None and same_length else None,
        }

    return show


def _line_at(processed: Processed, offset: int) -> int:
    return next(line.line_no for line in reversed(processed.lines) if line.start <= offset)
