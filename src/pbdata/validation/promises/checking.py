"""The promises of a pbdata package, checked as far as it holds the rows and the files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pbdata.captures.lines import split_lines
from pbdata.corpus.reprints.texts import TextFile
from pbdata.validation.budget import room
from pbdata.validation.promises.agreement import check_agreement
from pbdata.validation.promises.completeness import check_article_exists, check_capture, check_kept, check_lines
from pbdata.validation.promises.decisions import Decisions
from pbdata.validation.promises.fact_words import check_fact_words, check_fingerprints
from pbdata.validation.promises.kept import Kept
from pbdata.validation.promises.origins import check_contributors, check_losses, check_spans, check_values
from pbdata.validation.promises.pages import Pages
from pbdata.validation.promises.replaying import check_counts, check_paragraphs, check_replay
from pbdata.validation.promises.reprints import Gathered, check_reprints
from pbdata.validation.promises.rows import Row, Rows
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import Reader, Table


def check_promises(
    root: Path,
    captures: Path,
    readers: Mapping[str, Reader],
    kept: Kept,
    findings: Findings,
    scratch: Path | None = None,
) -> None:
    """Check promises 1 to 4 and 9 on what is ``kept`` of tables that were read.

    ``captures`` is the folder to which the paths of captures are relative. Where not all rows come at once, what else does not fit into
    memory lies in ``scratch``. Raises ``BudgetError`` where the disk refuses.
    """
    pages = Pages(root, captures, findings)
    empty = {name: reader.no_rows() for name, reader in readers.items()}
    portions = (
        {name: Table(name, readers[name].schema, frame) for name, frame in frames.items()}
        for frames in kept.portions(empty)
    )
    if kept.at_once or scratch is None:
        for tables in portions:
            _check_some(tables, kept.marks_roles, pages, findings)
            check_reprints(tables, findings)
    else:
        with room(), TextFile(scratch / "texts") as texts:
            told = None
            if reprints := readers.get("reprints"):
                told = Table("reprints", reprints.schema, kept.whole("reprints", empty))
            gathered = Gathered(told, texts)
            for tables in portions:
                _check_some(tables, kept.marks_roles, pages, findings)
                gathered.take(tables)
            gathered.check(findings)
    pages.summarize()


def _check_some(tables: Mapping[str, Table], marks_roles: bool, pages: Pages, findings: Findings) -> None:
    """Everything about some captures that can be said without the others."""
    rows, decisions = Rows(tables, marks_roles, findings), Decisions(tables)
    for capture in rows.all("captures"):
        _check_one(capture, rows, pages, decisions, findings)
    for article in rows.all("articles"):
        check_date(article, findings)
    check_fact_words(tables, findings)
    check_fingerprints(tables, findings)
    check_agreement(tables, decisions, findings)


def check_date(article: Row, findings: Findings) -> None:
    """Promise 4, printed and inferred are kept apart: the typed date is the printed one, and only where it has a day."""
    if not {"published", "published_date"} <= article.keys():
        findings.cannot("promise 4: dates, because `articles` lacks published or published_date")
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


def _check_one(capture: Row, rows: Rows, pages: Pages, decisions: Decisions, findings: Findings) -> None:
    """Everything about one capture: its row, its files, its lines and spans, and its article."""
    capture_id = capture["capture_id"]
    sightings, articles = rows.of("retrievals", capture_id), rows.of("articles", capture_id)
    article = articles[0] if articles else None
    check_capture(capture, sightings, article, findings)
    if capture["status"] == "withdrawn":
        return
    if articles is not None:
        check_article_exists(capture, article, findings)
    lines, edits = rows.columns("lines", capture_id), rows.columns("edits", capture_id)
    if lines is not None:
        check_kept(lines, findings)
    text = _check_article(article, rows, findings) if article else None
    page = pages.text(capture, {capture["path"]: None} | {sighting["path"]: None for sighting in sightings or ()})
    if page is None:
        return
    if lines is not None:
        places = split_lines(page)
        if len(lines) or capture["status"] == "processed":
            check_lines(capture, lines, places, findings)
        if edits is not None:
            check_replay(capture, page, places, lines, edits, text, findings)
    check_losses(capture, page, rows.of("losses", capture_id) or (), findings)
    spans = rows.of("spans", capture_id)
    if spans is None:
        return
    check_spans(capture, page, lines, spans, findings)
    if articles is not None:
        decided = decisions.fields(capture_id, spans)
        check_values(article, page, spans, decided, findings)
        makers = rows.of("contributors", article["article_id"]) if article else []
        if makers is not None and "contributors.name" not in decided and "contributors.role" not in decided:
            check_contributors(makers, page, spans, rows.marks_roles, findings)


def _check_article(article: Row, rows: Rows, findings: Findings) -> Row | None:
    """The text and paragraphs of an article against each other and its counts; its row of ``texts``."""
    article_id = article["article_id"]
    texts, paragraphs = rows.of("texts", article_id), rows.columns("paragraphs", article_id)
    text = texts[0] if texts else None
    if texts == []:
        message = f"{article_id} has no row in `texts`. Build the package again."
        findings.error("articles", "promise 2: replay", message, row=article["row"], field="article_id")
    check_counts(article, text, None if paragraphs is None else len(paragraphs), findings)
    if text is not None and paragraphs is not None:
        check_paragraphs(article_id, text, paragraphs, findings)
    return text
