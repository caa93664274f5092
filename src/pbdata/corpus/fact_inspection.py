"""The facts of a processed capture as ``pbdata inspect --json`` prints them: with their words on the page."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.facts import Facts, Pairing, Person, Post, ProgrammeMention
from pbdata.normalization.alignment import align, place_on_page

Json = dict[str, Any]
_Show = Callable[[NamedTuple], Json]


def facts_as_json(processed: Processed, article: Article) -> dict[str, list[Json]]:
    """Return the facts by kind; each has its columns, ``printed`` and ``line_no``, both of the page, and a short form."""
    show = _shower(processed, article)
    facts = processed.facts
    names: dict[str | None, str] = {person.person_id: person.name for person in facts.persons}
    return {
        "dates": [show(date) for date in facts.dates],
        "places": [show(mention) for mention in facts.place_mentions],
        "figures": [_figure(show(figure)) for figure in facts.figures],
        "figure_relations": [relation._asdict() for relation in facts.figure_relations],
        "organisations": [show(organisation) for organisation in facts.organisations],
        "persons": [show(person) | {"role": _role(person, facts.posts)} for person in facts.persons],
        "person_mentions": [show(mention) for mention in facts.person_mentions],
        "posts": [show(post) for post in facts.posts],
        "quotations": [
            show(quotation)
            | {"text": quotation.surface, "speaker": names.get(quotation.speaker_person_id, quotation.speaker_label)}
            for quotation in facts.quotations
        ],
        "programmes": [show(mention) | _parts_of(mention, facts) for mention in facts.programme_mentions],
        "pairings": [show(pairing) | {"ends": _ends_of(pairing, facts)} for pairing in facts.pairings],
    }


def _role(person: Person, posts: Sequence[Post]) -> str | None:
    """The posts printed beside a person's name, each once."""
    printed = [post.title_printed for post in posts if post.person_id == person.person_id and post.title_printed]
    return "、".join(dict.fromkeys(printed)) or None


def _figure(row: Json) -> Json:
    """A figure in short form: the value of a range is written ``3-5``."""
    low, high = row["value"], row["value_max"]
    return row if high is None else row | {"value": f"{low}-{high}"}


def _parts_of(mention: ProgrammeMention, facts: Facts) -> Json:
    """What the article prints as parts of a programme, where it first says so; ``items`` is empty where it does not."""
    for definition in facts.programme_definitions:
        if definition.programme_id == mention.programme_id:
            parts = [item.item for item in facts.programme_items if item.definition_id == definition.definition_id]
            return {"items": parts, "exhaustive": definition.exhaustive}
    return {"items": [], "exhaustive": None}


def _ends_of(pairing: Pairing, facts: Facts) -> list[Json]:
    return [end._asdict() for end in facts.pairing_ends if end.pairing_id == pairing.pairing_id]


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
