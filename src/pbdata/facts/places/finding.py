"""The places that an article names, each with the chain down to it, and the article's own area (docs/facts/places.md)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pbdata.chinese.sentences import Sentences
from pbdata.facts.places.divisions import Divisions
from pbdata.facts.places.localities import Localities
from pbdata.facts.places.names import Form, Refused, find_forms
from pbdata.facts.places.resolution import Day, find_area, find_day
from pbdata.facts.places.spots import Found, rows_of
from pbdata.facts.reading import Namer, Reading
from pbdata.model.article import Article
from pbdata.model.facts import Place, PlaceMention


class Placed(NamedTuple):
    """What an article says of places: its own area, the rows of the gazetteer that it uses, and its mentions."""

    place_id: str | None
    place_method: str | None
    places: tuple[Place, ...]
    mentions: tuple[PlaceMention, ...]
    refused: Mapping[str, Sequence[Refused]]


def find_places(reading: Reading) -> Placed:
    """Return the places that an article names in its title, subtitle and text, and by field what is none."""
    article = reading.article
    fields = {name: field.text for name, field in reading.fields.items()}
    no_forms: dict[str, list[Refused]] = {field: [] for field in fields}
    forms = {field: find_forms(words, no_forms[field]) for field, words in fields.items()}
    day = find_day(article, [form for found in forms.values() for form in found])
    text = reading.fields["text"].sentences if "text" in fields else Sentences("")
    placed, ends = _place(article, text, fields, forms, day)
    if ends and day.method != "publication" and ends < day.known:
        # Townships that ended prove an earlier year than the divisions do.
        placed, _ = _place(article, text, fields, forms, Day(ends, "names"))
    return placed._replace(refused={field: [*no_forms[field], *placed.refused[field]] for field in fields})


def _place(
    article: Article, text: Sentences, fields: Mapping[str, str], forms: Mapping[str, Sequence[Form]], day: Day
) -> tuple[Placed, str | None]:
    """The places as of a day, and the last year in which all the townships held that hold no longer."""
    area = find_area(article, forms, day.known)
    divisions = Divisions(area.chain, day, text, [form for found in forms.values() for form in found])
    localities = Localities(area.chain, day, divisions.named, divisions.years)
    read: dict[str, list[Found]] = {}
    refused: dict[str, list[Refused]] = {}
    for field, words in [*fields.items()][::-1]:  # The text first: it says in full what the titles shorten.
        found = divisions.find(words, forms[field])
        read[field] = sorted([*found, *localities.find(words, found)])
        refused[field] = localities.refused
    own = rows_of(area.chain)
    rows = {own: None}
    mentions = []
    name = Namer("m", article.article_id)
    for field, words in fields.items():
        # What the text says in full (水口镇旺冲村) decides what the title or an earlier line says in short (旺冲村).
        for one in localities.complete(words, read[field]):
            rows[one.spot.rows] = None
            mentions.append(_mention(name, field, words, one))
    used = {row.place_id: row for chain in rows for row in chain}
    last = own[-1].place_id if own else None
    placed = Placed(last, area.method, tuple(used[key] for key in sorted(used)), tuple(mentions), refused)
    ended = [(row.valid_to, row.code) for row in used.values() if row.valid_to and row.level == "township"]
    return placed, min((_last_year(*township) for township in ended), default=None)


def _last_year(valid_to: str, code: str | None) -> str:
    """The last whole year that a township held: that of the last list, or the one before it ended by the toolkit's own."""
    return valid_to[:4] if code else str(int(valid_to[:4]) - 1)


def _mention(name: Namer, field: str, words: str, one: Found) -> PlaceMention:
    spot, surface = one.spot, words[one.start : one.stop]
    place = spot.rows[-1] if spot.certain else None
    return PlaceMention(
        mention_id=name(field, surface),
        field=field,
        start=one.start,
        stop=one.stop,
        surface=surface,
        place_id=place.place_id if place else None,
        path="/".join(spot.names) or None,
        level=one.level,
        code=place.code if place else None,
        as_of=spot.as_of,
        as_of_method=spot.as_of_method,
        n_candidates=spot.n_candidates,
        resolved_by=spot.method,
        detectors="rules",
        rule=one.rule,
    )
