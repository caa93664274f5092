"""From what the captures gave to the rows of the tables."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from hashlib import sha256
from typing import Any, NamedTuple

from pbdata.captures.store.manifest import Manifest, Sighting
from pbdata.corpus.copies import copies
from pbdata.corpus.linking import link
from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.facts import Facts
from pbdata.normalization.spaces import count_characters
from pbdata.package.annotation import NO_ANNOTATION, Annotation
from pbdata.package.fingerprints import span_hashes, unigrams
from pbdata.package.reliability import reliability
from pbdata.package.schemas import field_names, load_schemas

Row = dict[str, Any]


def tables(
    manifest: Manifest,
    processed: Sequence[Processed],
    withdrawn: Collection[str] = (),
    annotation: Annotation = NO_ANNOTATION,
) -> dict[str, list[Row]]:
    """Return the rows of every table, sorted by primary key, each with its cells in the order of the columns.

    ``withdrawn`` holds the ids of captures that were taken down: of each nothing is told but that it was. ``annotation`` is what
    the facts are compared with for the table ``reliability``.
    ``processed`` holds each distinct capture of the manifest once. Raises ``ValueError`` where a sighting has no processed
    capture or the other way round, or where the cells of a row are not those of the schema, and ``ManifestError`` for an
    annotated line whose words are not in the article.
    """
    sightings = _by_capture(manifest, processed)
    articles = [(one, one.article) for one in processed if one.article is not None]
    linked = link(processed)
    rows: dict[str, Iterable[Row]] = {
        "collections": [asdict(collection) for collection in manifest.collections],
        **_of_captures(processed, sightings, withdrawn),
        **_of_articles(articles, copies(processed)),
        **_of_facts([(article, one.facts) for one, article in articles]),
        **{field.name: [record._asdict() for record in getattr(linked, field.name)] for field in fields(linked)},
    }
    schemas = load_schemas()
    measured = schemas.pop("reliability")
    for name in rows.keys() - schemas.keys():
        raise ValueError(f"there are rows of `{name}`, and no schemas/{name}.yaml. Write the schema of the table.")
    ordered = {name: _in_order(name, schema, rows[name]) for name, schema in schemas.items()}
    return ordered | {"reliability": _in_order("reliability", measured, reliability(annotation, ordered))}


def _of_captures(
    processed: Sequence[Processed], sightings: Mapping[str, Sequence[Sighting]], withdrawn: Collection[str]
) -> dict[str, Iterable[Row]]:
    """The record of the pages."""
    return {
        "captures": [
            *(_capture(one, sightings[one.sha256]) for one in processed),
            *(_withdrawn(capture_id) for capture_id in withdrawn),
        ],
        "retrievals": [_retrieval(one, sighting) for one in processed for sighting in sightings[one.sha256]],
        "lines": [_of_capture(one, line) for one in processed for line in one.lines],
        "edits": [_of_capture(one, edit) for one in processed for edit in one.edits],
        "spans": [row for one in processed for row in _spans(one)],
        "losses": [_of_capture(one, loss) for one in processed for loss in one.losses],
    }


def _of_articles(
    articles: Sequence[tuple[Processed, Article]], same_text: Mapping[str, str]
) -> dict[str, Iterable[Row]]:
    """The articles with their texts and makers, and what the open edition has of the texts."""
    return {
        "articles": [
            _article(one, article) | {"same_text_as": same_text.get(article.article_id)} for one, article in articles
        ],
        "texts": [_text(article) for _, article in articles],
        "paragraphs": [_of_article(article, part) for _, article in articles for part in article.paragraphs],
        "contributors": [_of_article(article, maker) for _, article in articles for maker in article.contributors],
        "span_hashes": [_of_article(article, one) for _, article in articles for one in span_hashes(article)],
        "unigrams": [_of_article(article, one) for _, article in articles for one in unigrams(article)],
    }


def _of_facts(articles: Sequence[tuple[Article, Facts]]) -> dict[str, Iterable[Row]]:
    """A table for each kind of fact."""
    return {
        field.name: [_fact(article, record) for article, facts in articles for record in getattr(facts, field.name)]
        for field in fields(Facts)
    }


def pages(processed: Iterable[Processed]) -> dict[str, str]:
    """Return by ``capture_id`` the page texts that must be stored, because they are not simply the capture's own bytes."""
    return {one.capture_id: one.page_text for one in processed if one.page_text is not None and not one.page_is_capture}


def page_path(capture_id: str) -> str:
    """Where the page text of a capture is stored, relative to the package root."""
    return f"data/pages/{capture_id}.txt"


def _by_capture(manifest: Manifest, processed: Sequence[Processed]) -> dict[str, list[Sighting]]:
    """The sightings of each capture by SHA-256, sorted by path."""
    sightings: dict[str, list[Sighting]] = {one.sha256: [] for one in processed}
    if len(sightings) < len(processed):
        raise ValueError("the same capture was processed twice; give each distinct capture once")
    for sighting in sorted(manifest.sightings, key=lambda sighting: sighting.path):
        if sighting.sha256 not in sightings:
            raise ValueError(f"{sighting.path}: the manifest lists this file, but it was not processed")
        sightings[sighting.sha256].append(sighting)
    for one in processed:
        if not sightings[one.sha256]:
            raise ValueError(
                f"{one.path or one.capture_id}: this capture was processed, but the manifest does not list it"
            )
    return sightings


def _capture(one: Processed, sightings: Sequence[Sighting]) -> Row:
    stored = pages([one])
    return {
        "capture_id": one.capture_id,
        "path": sightings[0].path,
        "media_type": one.media_type,
        "encoding": one.encoding,
        "bytes": one.bytes,
        "sha256": one.sha256,
        "page_path": page_path(one.capture_id) if stored else None,
        "page_sha256": sha256(stored[one.capture_id].encode()).hexdigest() if stored else None,
        "status": one.status,
        "reason": one.reason,
        "rights_holder": sightings[0].rights_holder,
        "rights_notice": sightings[0].rights_notice,
        "rights_uri": sightings[0].rights_uri,
        "conversion": one.conversion,
    }


def _spans(one: Processed) -> Iterator[Row]:
    ordered = sorted(one.spans, key=lambda span: (span.start, span.stop))
    for span_no, span in enumerate(ordered):
        yield _of_capture(one, span) | {"span_no": span_no}


def _withdrawn(capture_id: str) -> Row:
    columns = field_names(load_schemas()["captures"])
    return dict.fromkeys(columns) | {"capture_id": capture_id, "status": "withdrawn"}


def _retrieval(one: Processed, sighting: Sighting) -> Row:
    return {
        "path": sighting.path,
        "capture_id": one.capture_id,
        "url": sighting.url,
        "retrieved": sighting.retrieved,
        "collection_id": sighting.collection,
    }


def _of_capture(one: Processed, record: NamedTuple) -> Row:
    return {"capture_id": one.capture_id} | record._asdict()


def _of_article(article: Article, record: NamedTuple) -> Row:
    return {"article_id": article.article_id} | record._asdict()


def _fact(article: Article, record: NamedTuple) -> Row:
    """A fact as it was found; a curator's review changes ``review_status`` later."""
    row = _of_article(article, record)
    return row | {"review_status": "machine"} if "surface" in row else row


def _article(one: Processed, article: Article) -> Row:
    elsewhere = {"text", "text_printed", "paragraphs", "contributors"}
    own = {field.name: getattr(article, field.name) for field in fields(article) if field.name not in elsewhere}
    return own | {
        "capture_id": one.capture_id,
        "n_chars": count_characters(article.text),
        "n_paragraphs": len(article.paragraphs),
    }


def _text(article: Article) -> Row:
    return {"article_id": article.article_id, "text": article.text, "text_printed": article.text_printed}


def _in_order(name: str, schema: dict[str, Any], rows: Iterable[Row]) -> list[Row]:
    columns = field_names(schema)
    ordered = []
    for row in rows:
        if row.keys() != set(columns):
            differing = ", ".join(sorted(row.keys() ^ set(columns)))
            raise ValueError(f"a row of `{name}` does not fit schemas/{name}.yaml: {differing}. Change one of the two.")
        ordered.append({column: row[column] for column in columns})
    return sorted(ordered, key=lambda row: [row[key] for key in schema["primaryKey"]])
