"""What the review page shows of a capture, as JSON: its lines, metadata and facts, each with its place on the page.

Offsets on the page are code points of the page text from 0, ``stop`` exclusive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pbdata.cleaning.labeller import Margin
from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.corpus.correcting.fields import PRINTED
from pbdata.corpus.correcting.ledger import ROW
from pbdata.corrections.comparing import Change
from pbdata.model.capture import Processed
from pbdata.normalization.alignment import Piece, align, place_on_page
from pbdata.review.queue import Examined, Item, likely_wrong, why

Json = dict[str, Any]
_AROUND, _LONG = 12, 60
"""Of texts longer than ``_LONG`` what differs is shown, with so many characters around."""
_OF_THE_PLACE = frozenset({"capture_id", "article_id", "start", "stop"})
_SHOWN_AS_WORDS = frozenset({"field", "start", "stop", "surface", "detectors", "rule"})


def capture_view(examined: Examined, items: Sequence[Item]) -> Json:
    """Everything that is shown of a capture to who sees what the program made of it."""
    processed = examined.processed
    page = processed.page_text or ""
    pieces = pieces_of(processed)
    return {
        "capture_id": processed.capture_id,
        "path": processed.path,
        "status": processed.status,
        "reason": processed.reason,
        "article_id": processed.article.article_id if processed.article else None,
        "lines": [
            {
                "line_no": line.line_no,
                "start": line.start,
                "text": page[line.start : line.stop],
                "label": line.label,
                "kept": line.kept,
                "rule": line.rule,
                "other": _other(line.label, margin),
            }
            for line, margin in zip(processed.lines, _padded(examined), strict=True)
        ],
        "parts": [[span.start, span.stop, span.label] for span in processed.spans if span.label],
        "edits": [[edit.start, edit.stop, edit.replacement, edit.rule] for edit in processed.edits],
        "fields": list(_fields(processed)),
        "text": processed.article.text if processed.article else None,
        "facts": list(_facts(processed, pieces)),
        "items": [item_view(item) | {"on_page": on_page(item, processed, pieces)} for item in items],
        "decided": [one._asdict() for one in processed.corrected],
        "unfit": [one._asdict() for one in processed.unfit],
    }


def _other(label: str, margin: Margin | None) -> str | None:
    """What else a line could be, where its label is doubtful."""
    if margin is None or not likely_wrong(margin.margin):
        return None
    return margin.label if label == margin.other else margin.other


def blind_view(processed: Processed) -> Json:
    """The page and nothing else: what a coder sees who is to decide alone."""
    page = processed.page_text or ""
    return {
        "capture_id": processed.capture_id,
        "path": processed.path,
        "lines": [
            {"line_no": line.line_no, "start": line.start, "text": page[line.start : line.stop]}
            for line in processed.lines
        ],
    }


def item_view(item: Item) -> Json:
    """An item of the queue with its reason in both languages."""
    return item._asdict() | {"key": item.key, "why": {"en": why(item, "en"), "zh": why(item, "zh")}}


def cells_changed(capture_id: str, changes: Iterable[Change]) -> Iterator[Json]:
    """The cells that a decision changed, of rows that only moved with the text none; of a row that is new or gone its words.

    ``row`` tells a row from others of the capture.
    """
    for change in changes:
        own = [str(part) for part in change.key if str(part)[1:] != capture_id[1:]]
        place = {"table": change.table, "row": ":".join(own)}
        if change.before is None or change.after is None:
            before, after = (row and _short(row) for row in (change.before, change.after))
            yield place | {"column": ROW, "before": before, "after": after}
        elif not change.only_moved:
            for column, values in change.columns().items():
                if column != "text_printed" and column.rpartition("_")[2] not in ("start", "stop"):
                    before, after = _cut(*values)
                    yield place | {"column": column, "before": before, "after": after}


def pieces_of(processed: Processed) -> list[Piece]:
    """Which piece of the text comes from where on the page; none of a page without an article."""
    if processed.article is None or processed.page_text is None:
        return []
    return align(processed.page_text, [line.line_no for line in processed.lines if line.kept], processed.edits)


def on_page(item: Item, processed: Processed, pieces: Sequence[Piece]) -> list[int] | None:
    """Where an item stands on the page; ``None`` for the page as a whole."""
    if item.field == "lines":
        return [processed.lines[item.start].start, processed.lines[item.stop - 1].stop]
    if item.field == "page":
        return [item.start, item.stop] if item.stop else None
    return _of_field(item.field, item.start, item.stop, processed, pieces)


def _short(row: Mapping[str, Any]) -> Any:
    """A row in short: its words, or the cells that are not empty and not of its place."""
    told = {name: value for name, value in row.items() if value is not None and name not in _OF_THE_PLACE}
    return row.get("surface") or told


def _cut(before: Any, after: Any) -> tuple[Any, Any]:
    """Two values, or of long texts the parts that differ, with some words around them."""
    if not (isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > _LONG):
        return before, after
    shorter = min(len(before), len(after))
    first = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    last = next((at for at in range(shorter - first) if before[-1 - at] != after[-1 - at]), shorter - first)
    start, left, right = max(0, first - _AROUND), "…" if first > _AROUND else "", "…" if last > _AROUND else ""
    stops = [len(text) - max(0, last - _AROUND) for text in (before, after)]
    return f"{left}{before[start : stops[0]]}{right}", f"{left}{after[start : stops[1]]}{right}"


def _padded(examined: Examined) -> Sequence[Any]:
    return examined.margins or [None] * len(examined.processed.lines)


def _fields(processed: Processed) -> Iterator[Json]:
    """The columns of the article that a curator may correct, with the first place where the page prints each."""
    if processed.article is None:
        return
    places = {span.field: [span.start, span.stop] for span in reversed(processed.spans) if span.field}
    for name in PRINTED:
        yield {"field": name, "value": getattr(processed.article, name), "on_page": places.get(name)}
    for maker in processed.article.contributors:
        yield {"field": "contributors", "value": maker.name, "role": maker.role, "on_page": None}


def _facts(processed: Processed, pieces: Sequence[Piece]) -> Iterator[Json]:
    reviewed = {(one.resource, one.row_id): one.decision for one in processed.corrected}
    for name, table in fact_tables().items():
        for row in getattr(processed.facts, name) if table.has_words else ():
            cells: Mapping[str, Any] = row._asdict()
            row_id = table.row_id(row)
            yield {
                "table": name,
                "row": row_id,
                "field": row.field,
                "start": row.start,
                "stop": row.stop,
                "surface": row.surface,
                "rule": row.rule,
                "on_page": _of_field(row.field, row.start, row.stop, processed, pieces),
                "cells": {column: value for column, value in cells.items() if column not in _SHOWN_AS_WORDS},
                "decision": reviewed.get((name, row_id)),
            }


def _of_field(field: str, start: int, stop: int, processed: Processed, pieces: Sequence[Piece]) -> list[int] | None:
    """The place on the page of words in a field of the article; a title has one where it is as long as it is printed."""
    if field == "text":
        return [*place_on_page(pieces, start, stop)[1:]]
    article = processed.article
    span = next((span for span in processed.spans if field in (span.field, span.label)), None)
    if article is None or span is None or span.stop - span.start != len(getattr(article, field) or ""):
        return None
    return [span.start + start, span.start + stop]
