"""From what captures gave to the columns of the tables: those of some captures by themselves, and those of a whole corpus."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from hashlib import sha256
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_type_hints

import numpy as np
import polars as pl

from pbdata.captures.store.manifest import Collection as CaptureCollection
from pbdata.captures.store.manifest import Manifest, Sighting
from pbdata.corpus.correcting.ledger import review_status
from pbdata.corpus.linking import link
from pbdata.corpus.linking_programmes import carry_definitions
from pbdata.corpus.reprints import ASKED, Reprints, each_its_own, find_reprints
from pbdata.corpus.reprints.texts import TextColumn
from pbdata.model.article import Article, Contributor, Paragraph
from pbdata.model.capture import Processed
from pbdata.model.correction import Corrected
from pbdata.model.facts import Facts, Place
from pbdata.model.page import Edit, Line, Loss, Span
from pbdata.normalization.spaces import count_characters
from pbdata.package.annotation import NO_ANNOTATION, Annotation
from pbdata.package.columns import Frames, frame_of, frame_of_rows, frame_types, in_order, with_numbers
from pbdata.package.fingerprints import SpanHash, span_hashes, unigrams
from pbdata.package.reliability import reliability
from pbdata.package.schemas import field_names, schemas

Columns = dict[str, Iterable[Any]]

COMPARED = "compared"
"""Beside the tables of captures: what of each article is compared with others, with the columns that ``find_reprints`` asks for
and its ``text``."""
USED_PLACES = "used_places"
"""Beside them too: the rows of ``places`` that each article uses, with its ``article_id``."""
_TYPES: dict[str, dict[str, pl.DataType]] = {
    COMPARED: dict.fromkeys((*ASKED, "text"), pl.String()),
    USED_PLACES: dict.fromkeys(("article_id", *Place._fields), pl.String()),
}
BESIDE = frozenset(_TYPES)
OF_CORPUS = frozenset(
    {"collections", "places", "place_changes", "programmes", "carried_definitions", "reprints", "reliability"}
)
"""The tables whose rows belong to no single capture."""

_ELSEWHERE = frozenset({"text", "text_printed", "paragraphs", "contributors"})
_FIRST_SEEN = ("reprint_cluster", "first_seen", "first_seen_method")


def tables(
    manifest: Manifest,
    processed: Sequence[Processed],
    withdrawn: Collection[str] = (),
    annotation: Annotation = NO_ANNOTATION,
) -> dict[str, pl.DataFrame]:
    """Return every table, sorted by primary key, in the order of the package.

    ``withdrawn`` holds the ids of captures that were taken down: of each nothing is told but that it was. ``annotation`` is what
    the facts are compared with for the table ``reliability``.
    ``processed`` holds each distinct capture of the manifest once. Raises ``ValueError`` where a sighting has no processed
    capture or the other way round, or where the cells of a column are not those of the schema, and ``ManifestError`` for an
    annotated line whose words are not in the article.
    """
    made = of_captures(processed, _by_capture(manifest, processed))
    made |= _linked(made, manifest.collections) | {"captures": with_withdrawn(made["captures"], withdrawn)}
    made["reliability"] = how_reliable(annotation, annotated(annotation, made), made["places"])
    return {name: in_order(schema, made[name]) for name, schema in schemas().items()}


def as_package(made: Frames, collections: Sequence[CaptureCollection]) -> dict[str, pl.DataFrame]:
    """Return every table of a package that holds nothing but what ``of_captures`` made of some captures, to be judged.

    What articles take from one another is asked of the whole corpus: here each tells a story of its own, and lends nothing.
    """
    alone = each_its_own(made[COMPARED].select(ASKED))
    whole = {
        **{name: no_rows(name) for name in OF_CORPUS},
        **made,
        **_named({name: frame.lazy() for name, frame in made.items()}, collections),
        "articles": with_stories(made["articles"], alone),
    }
    return {
        name: in_order(schema, whole[name]) if name in OF_CORPUS else whole[name] for name, schema in schemas().items()
    }


def of_captures(processed: Sequence[Processed], sightings: Mapping[str, Sequence[Sighting]]) -> dict[str, pl.DataFrame]:
    """Return what some captures give to the tables, each sorted by its key, and ``BESIDE`` them what the corpus is linked from.

    ``sightings`` are those of each capture by SHA-256, sorted by path. ``articles`` does not know yet where its stories were first seen.
    """
    facts = _of_facts(processed)
    places = facts.pop("places")
    columns = _of_captures(processed, sightings) | _of_articles(processed) | facts
    for name in columns.keys() - schemas().keys():
        raise ValueError(f"there are rows of `{name}`, and no schemas/{name}.yaml. Write the schema of the table.")
    made = {name: in_order(schemas()[name], frame_of(name, schemas()[name], given)) for name, given in columns.items()}
    return made | {COMPARED: _compared(processed, sightings), USED_PLACES: pl.DataFrame(places, _TYPES[USED_PLACES])}


def of_corpus(
    made: Mapping[str, pl.LazyFrame], found: Reprints, collections: Sequence[CaptureCollection]
) -> dict[str, pl.DataFrame]:
    """Return the tables ``OF_CORPUS``, ``reliability`` apart, from what all captures gave and the reprints among all articles."""
    return {
        **_named(made, collections),
        "reprints": frame_of("reprints", schemas()["reprints"], found.reprints.to_dict(as_series=False)),
        "carried_definitions": carry_definitions(made),
    }


def _named(made: Mapping[str, pl.LazyFrame], collections: Sequence[CaptureCollection]) -> dict[str, pl.DataFrame]:
    """The tables to whose rows those of captures lead."""
    linked = link(made)
    records = {"collections": collections, **{field.name: getattr(linked, field.name) for field in fields(linked)}}
    return {name: _of_records(name, schemas()[name], rows) for name, rows in records.items()}


def with_withdrawn(captures: pl.DataFrame, withdrawn: Collection[str]) -> pl.DataFrame:
    """Return rows of ``captures`` with those of captures that were withdrawn: of each nothing is told but that it was."""
    told = pl.DataFrame({"capture_id": list(withdrawn), "status": ["withdrawn"] * len(withdrawn)})
    return pl.concat([captures, told.cast({"capture_id": pl.String})], how="diagonal")


def with_stories(articles: pl.DataFrame, first_seen: pl.DataFrame) -> pl.DataFrame:
    """Return rows of ``articles`` with where their stories were first seen, as ``find_reprints`` has it."""
    return articles.drop(_FIRST_SEEN).join(first_seen, on="article_id", how="left", maintain_order="left")


def _linked(made: Frames, collections: Sequence[CaptureCollection]) -> dict[str, pl.DataFrame]:
    """The tables of the corpus of what is in memory, and ``articles`` with their stories."""
    found = find_reprints(made[COMPARED].select(ASKED), TextColumn(made[COMPARED]["text"]))
    whole = of_corpus({name: frame.lazy() for name, frame in made.items()}, found, collections)
    return whole | {"articles": with_stories(made["articles"], found.first_seen)}


def annotated(annotation: Annotation, made: Frames) -> dict[str, pl.DataFrame]:
    """Return, of each table with rows of articles, those of the articles that were annotated."""
    read = list(annotation.articles)
    of_articles = {name: frame for name, frame in made.items() if "article_id" in frame.columns and name not in BESIDE}
    return {name: frame.filter(pl.col("article_id").is_in(read)) for name, frame in of_articles.items()}


def how_reliable(annotation: Annotation, read: Frames, places: pl.DataFrame) -> pl.DataFrame:
    """Return the table ``reliability``, from what ``annotated`` gives of all captures and the table of places."""
    made = {**read, "places": places} if annotation.articles else {}
    rows = {name: with_numbers(frame, schemas()[name]).rows(named=True) for name, frame in made.items()}
    return frame_of_rows(
        "reliability", schemas()["reliability"], reliability(annotation, rows) if annotation.articles else ()
    )


def no_rows(name: str) -> pl.DataFrame:
    """Return what ``of_captures`` gives under a name where there are no captures."""
    return pl.DataFrame(schema=_TYPES.get(name) or frame_types(schemas()[name]))


def pages(processed: Iterable[Processed]) -> dict[str, str]:
    """Return by ``capture_id`` the page texts that must be stored, because they are not simply the capture's own bytes."""
    return {one.capture_id: one.page_text for one in processed if one.page_text is not None and not one.page_is_capture}


def page_path(capture_id: str) -> str:
    """Where the page text of a capture is stored, relative to the package root."""
    return f"data/pages/{capture_id}.txt"


def _of_captures(processed: Sequence[Processed], sightings: Mapping[str, Sequence[Sighting]]) -> dict[str, Columns]:
    """The record of the pages."""
    seen = [(one, sighting) for one in processed for sighting in sightings[one.sha256]]
    spans = [sorted(one.spans, key=lambda span: (span.start, span.stop)) for one in processed]
    ids = [one.capture_id for one in processed]
    return {
        "captures": _by_column(_capture(one, sightings[one.sha256][0]) for one in processed),
        "retrievals": {
            "path": [sighting.path for _, sighting in seen],
            "capture_id": [one.capture_id for one, _ in seen],
            "url": [sighting.url for _, sighting in seen],
            "retrieved": [sighting.retrieved for _, sighting in seen],
            "collection_id": [sighting.collection for _, sighting in seen],
        },
        "lines": _owned("capture_id", ids, [one.lines for one in processed], Line),
        "edits": _owned("capture_id", ids, [one.edits for one in processed], Edit),
        "spans": _owned("capture_id", ids, spans, Span) | {"span_no": [no for one in spans for no in range(len(one))]},
        "losses": _owned("capture_id", ids, [one.losses for one in processed], Loss),
        "corrections": _corrections(processed),
    }


def _corrections(processed: Sequence[Processed]) -> Columns:
    columns = _owned(
        "capture_id", [one.capture_id for one in processed], [one.corrected for one in processed], Corrected
    )
    del columns["number"]
    return columns | {
        "correction_no": [number for one in processed for number in range(1, len(one.corrected) + 1)],
        "article_id": [one.article and one.article.article_id for one in processed for _ in one.corrected],
    }


def _of_articles(processed: Sequence[Processed]) -> dict[str, Columns]:
    """The articles with their texts and makers, and what the open edition has of the texts."""
    found = [(one, one.article) for one in processed if one.article is not None]
    articles = [article for _, article in found]
    ids = [article.article_id for article in articles]
    which, characters, n = unigrams([article.text for article in articles])
    own = [field.name for field in fields(Article) if field.name not in _ELSEWHERE]
    return {
        "articles": {
            **{name: [getattr(article, name) for article in articles] for name in own},
            "capture_id": [one.capture_id for one, _ in found],
            "n_chars": [count_characters(article.text) for article in articles],
            "n_paragraphs": [len(article.paragraphs) for article in articles],
            **dict.fromkeys(_FIRST_SEEN, [None] * len(articles)),
        },
        "texts": {
            "article_id": ids,
            "text": [article.text for article in articles],
            "text_printed": [article.text_printed for article in articles],
        },
        "paragraphs": _owned("article_id", ids, [article.paragraphs for article in articles], Paragraph),
        "contributors": _owned("article_id", ids, [article.contributors for article in articles], Contributor),
        "span_hashes": _owned("article_id", ids, [span_hashes(article) for article in articles], SpanHash),
        "unigrams": {
            "article_id": pl.Series(ids, dtype=pl.String).gather(which),
            "character": characters,
            "n": pl.Series(n, dtype=pl.Int64),
        },
    }


def _of_facts(processed: Sequence[Processed]) -> dict[str, Columns]:
    """A table for each kind of fact, as it was found or decided."""
    found = [(one.article.article_id, one.facts) for one in processed if one.article is not None]
    ids = [article_id for article_id, _ in found]
    columns: dict[str, Columns] = {}
    decided: dict[tuple[str | None, ...], list[Corrected]] = defaultdict(list)
    for one in processed:
        for row in one.corrected if one.article else ():
            decided[one.capture_id, row.resource, row.row_id].append(row)
    for name, record in _fact_records().items():
        owned = _owned("article_id", ids, [getattr(facts, name) for _, facts in found], record)
        if name in schemas() and "review_status" in field_names(schemas()[name]):
            owned["review_status"] = _review_status(name, owned, decided)
        columns[name] = owned
    return columns


def _review_status(
    name: str, columns: Columns, decided: Mapping[tuple[str | None, ...], Sequence[Corrected]]
) -> Iterable[str]:
    """What a curator made of each row of a table of facts; decisions are given by capture, table and id of the row."""
    owners = pl.Series(columns["article_id"])
    if not decided:
        return pl.Series([review_status(())]).new_from_index(0, owners.len())
    key = [column for column in schemas()[name]["primaryKey"] if column != "article_id"]
    ids = zip(*(columns[column] for column in key), strict=True)
    rows = zip(owners, ids, strict=True)
    return [review_status(decided.get((f"c{owner[1:]}", name, ":".join(map(str, row))), ())) for owner, row in rows]


@cache
def _fact_records() -> dict[str, type]:
    """The record of each kind of fact."""
    return {name: get_args(hint)[0] for name, hint in get_type_hints(Facts).items()}


def _compared(processed: Sequence[Processed], sightings: Mapping[str, Sequence[Sighting]]) -> pl.DataFrame:
    found = [(one.article, sightings[one.sha256]) for one in processed if one.article is not None]
    columns: dict[str, list[str | None]] = {
        name: [getattr(article, name) for article, _ in found]
        for name in _TYPES[COMPARED]
        if name not in ("path", "retrieved")
    }
    columns["path"] = [seen[0].path for _, seen in found]
    columns["retrieved"] = [min((one.retrieved for one in seen if one.retrieved), default=None) for _, seen in found]
    return pl.DataFrame(columns, _TYPES[COMPARED])


def _owned(owner: str, ids: Sequence[str], records: Sequence[Sequence[NamedTuple]], kind: type) -> Columns:
    """The records of each owner as columns, the owner's first."""
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    every = list(chain.from_iterable(records))
    values = zip(*every, strict=True) if every else repeat((), len(names))
    numbers = np.repeat(np.arange(len(ids)), list(map(len, records)))
    return {owner: pl.Series(ids, dtype=pl.String).gather(numbers), **dict(zip(names, values, strict=True))}


def _by_column(rows: Iterable[Mapping[str, Any]]) -> Columns:
    """Rows as the columns of ``captures``."""
    every = list(rows)
    return {name: [row[name] for row in every] for name in field_names(schemas()["captures"])}


def _of_records(name: str, schema: Mapping[str, Any], records: Sequence[Any]) -> pl.DataFrame:
    return frame_of(name, schema, {column: list(map(attrgetter(column), records)) for column in field_names(schema)})


def _by_capture(manifest: Manifest, processed: Sequence[Processed]) -> dict[str, list[Sighting]]:
    """The sightings of each capture by SHA-256, sorted by path."""
    given = {one.sha256 for one in processed}
    if len(given) < len(processed):
        raise ValueError("the same capture was processed twice; give each distinct capture once")
    sightings = manifest.by_capture()
    for digest, seen in sightings.items():
        if digest not in given:
            raise ValueError(f"{seen[0].path}: the manifest lists this file, but it was not processed")
    for one in processed:
        if one.sha256 not in sightings:
            raise ValueError(
                f"{one.path or one.capture_id}: this capture was processed, but the manifest does not list it"
            )
    return sightings


def _capture(one: Processed, first: Sighting) -> dict[str, Any]:
    stored = pages([one])
    return {
        "capture_id": one.capture_id,
        "path": first.path,
        "media_type": one.media_type,
        "encoding": one.encoding,
        "bytes": one.bytes,
        "sha256": one.sha256,
        "page_path": page_path(one.capture_id) if stored else None,
        "page_sha256": sha256(stored[one.capture_id].encode()).hexdigest() if stored else None,
        "status": one.status,
        "reason": one.reason,
        "rights_holder": first.rights_holder,
        "rights_notice": first.rights_notice,
        "rights_uri": first.rights_uri,
        "conversion": one.conversion,
    }
