"""The promises of a pbdata package, checked as far as it holds the rows and the files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pbdata.package.reading import column_type
from pbdata.package.schemas import load_schemas
from pbdata.validation.cells import ROW, Table
from pbdata.validation.completeness import check_article_exists, check_capture, check_kept, check_lines
from pbdata.validation.origins import check_contributors, check_losses, check_spans, check_values
from pbdata.validation.pages import Pages
from pbdata.validation.replaying import check_counts, check_paragraphs, check_replay
from pbdata.validation.report import Findings

Row = Mapping[str, Any]

# Of these tables an edition may leave out columns that are not required; what is there is checked.
_PARTIAL = frozenset({"captures", "retrievals", "articles"})
# Columns on which no other check depends: a promise can be judged without them.
_INCIDENTAL = frozenset({"bytes", "hans", "hant", "script", "kind", "section_no", "n_chars", "n_paragraphs"})


def check_promises(root: Path, captures: Path, tables: Mapping[str, Table], findings: Findings) -> None:
    """Check promises 1 to 4. ``captures`` is the folder to which the paths of captures are relative."""
    book = _Book(tables, findings)
    pages = Pages(root, captures, findings)
    for capture in book.all("captures"):
        _check_one(capture, book, pages, findings)
    pages.summarize()
    for article in book.all("articles"):
        check_date(article, findings)


def check_date(article: Row, findings: Findings) -> None:
    """Promise 4, printed and inferred are kept apart: the typed date is the printed one, and only where it has a day."""
    if not {"published", "published_date"} <= article.keys():
        findings.skip("promise 4: dates, because `articles` lacks published or published_date")
        return
    published, typed = article["published"], article["published_date"]
    printed = published[:10] if published and len(published) >= 10 else None
    try:
        expected = date.fromisoformat(printed) if printed else None
    except ValueError:
        message = f"{published!r} is no day of the calendar. Write what the page prints in ISO 8601."
        findings.error("articles", "promise 4: dates", message, row=article["row"], field="published")
        return
    if typed != expected:
        message = f"published_date is {typed or 'empty'}, but published is {published or 'empty'}. "
        message += f"It must be {expected or 'empty'}: build the package again."
        findings.error("articles", "promise 4: dates", message, row=article["row"], field="published_date")


def _check_one(capture: Row, book: "_Book", pages: Pages, findings: Findings) -> None:
    """Everything about one capture: its row, its files, its lines and spans, and its article."""
    capture_id = capture["capture_id"]
    sightings, articles = book.of("retrievals", capture_id), book.of("articles", capture_id)
    article = articles[0] if articles else None
    check_capture(capture, sightings, article, findings)
    if articles is not None:
        check_article_exists(capture, article, findings)
    lines, edits = book.of("lines", capture_id), book.of("edits", capture_id)
    for line in lines or ():
        check_kept(line, findings)
    text = _check_article(article, book, findings) if article else None
    page = pages.text(capture, {capture["path"]: None} | {sighting["path"]: None for sighting in sightings or ()})
    if page is None:
        return
    if lines is not None:
        if lines or capture["status"] == "processed":
            check_lines(capture, lines, page, findings)
        if edits is not None:
            check_replay(capture, page, lines, edits, text, findings)
    check_losses(capture, page, book.of("losses", capture_id) or (), findings)
    spans = book.of("spans", capture_id)
    if spans is None:
        return
    check_spans(capture, page, lines, spans, findings)
    if articles is not None:
        check_values(article, page, spans, findings)
        makers = book.of("contributors", article["article_id"]) if article else []
        if makers is not None:
            check_contributors(makers, page, spans, book.marks_roles, findings)


def _check_article(article: Row, book: "_Book", findings: Findings) -> Row | None:
    """The text and paragraphs of an article against each other and its counts; its row of ``texts``."""
    article_id = article["article_id"]
    texts, paragraphs = book.of("texts", article_id), book.of("paragraphs", article_id)
    text = texts[0] if texts else None
    if texts == []:
        message = f"{article_id} has no row in `texts`. Build the package again."
        findings.error("articles", "promise 2: replay", message, row=article["row"], field="article_id")
    check_counts(article, text, None if paragraphs is None else len(paragraphs), findings)
    if text is not None and paragraphs is not None:
        check_paragraphs(article_id, text, paragraphs, findings)
    return text


class _Book:
    """The rows of each table by the capture or article to which they belong, as far as they can be relied on."""

    def __init__(self, tables: Mapping[str, Table], findings: Findings) -> None:
        self._findings = findings
        self._frames: dict[str, dict[Any, pl.DataFrame]] = {}
        self._required: dict[str, list[str]] = {}
        for name, schema in load_schemas().items():
            fields = {field["name"]: field for field in schema["fields"]}
            owner = next((key for key in ("capture_id", "article_id") if key in fields), None)
            if owner is None:
                continue
            required = [
                column
                for column, field in fields.items()
                if field.get("constraints", {}).get("required") and column not in _INCIDENTAL
            ]
            usable = [column for column, field in fields.items() if _is_usable(tables.get(name), column, field)]
            missing = set(required if name in _PARTIAL else fields) - _INCIDENTAL - set(usable)
            if missing:
                what = ", ".join(sorted(missing)) if name in tables else "the table"
                findings.skip(f"promises: what needs `{name}`, because {what} is not there or could not be read")
                continue
            order = [key for key in schema["primaryKey"] if key in usable]
            frame = tables[name].typed.select(pl.col(ROW).alias("row"), *usable).sort(order)
            self._required[name] = required
            self._frames[name] = {key: part for (key,), part in frame.partition_by(owner, as_dict=True).items()}

        self.marks_roles = any(
            (part["field"] == "contributors.role").any() for part in self._frames.get("spans", {}).values()
        )
        if not self.marks_roles:
            findings.skip("promise 3: roles of contributors, because `spans` marks none of them")

    def all(self, name: str) -> Iterator[Row]:
        """The rows of a table, without those that lack a required value."""
        for key in self._frames.get(name, ()):
            yield from self.of(name, key) or ()

    def of(self, name: str, key: str) -> Sequence[Row] | None:
        """The rows of one owner in the order of their keys; ``None`` where the table or one of the rows is unusable."""
        if name not in self._frames:
            return None
        part = self._frames[name].get(key)
        if part is None:
            return []
        if any(part[column].null_count() for column in self._required[name]):
            self._findings.skip(
                f"promises: what needs the rows of {key} in `{name}`, because some lack a required value"
            )
            return None
        return part.rows(named=True)


def _is_usable(table: Table | None, column: str, field: Mapping[str, Any]) -> bool:
    """Whether a table has a column with the type that it has in our schemas."""
    return table is not None and table.typed.schema.get(column) == column_type(field)
