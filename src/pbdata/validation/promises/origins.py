"""Promise 3, every metadata value points at its words: spans lie where they say, and their words are the values."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import zip_longest

from pbdata.metadata.printed_dates import PrintedDate, find_dates
from pbdata.model.page import Edit
from pbdata.normalization.edits import replay
from pbdata.normalization.page import normalize_page
from pbdata.normalization.repairs import repair_edits
from pbdata.package.schemas import schemas
from pbdata.validation.promises.rows import Columns, Row
from pbdata.validation.report.findings import Findings

_AGAIN = "Build the package again."
_RULE = "promise 3: spans"
_PRINTED = {"title": "title_printed", "subtitle": "subtitle_printed"}
# A pinyin gloss of a mirror, 發(fā)現(xiàn): one syllable of small letters in brackets.
_GLOSS = re.compile(r"[(（][^\W\d_A-Z\u3400-\u9fff]{1,9}[)）]\s?")


@cache
def metadata_fields() -> tuple[str, ...]:
    """The columns of ``articles`` whose values must have spans: those that the schema of ``spans.field`` lists."""
    field = next(one for one in schemas()["spans"]["fields"] if one["name"] == "field")
    return tuple(value for value in field["constraints"]["enum"] if "." not in value)


def check_spans(capture: Row, page: str, lines: Columns | None, spans: Sequence[Row], findings: Findings) -> None:
    """Spans are numbered in the order of the page and lie in it; parts of lines lie within kept lines, if those are known."""

    def wrong(span: Row, field: str, message: str) -> None:
        findings.error("spans", _RULE, f"{message} {_AGAIN}", row=span["row"], field=field)

    told = zip(lines["start"], lines["stop"], lines["kept"], strict=True) if lines else ()
    kept = [(start, stop) for start, stop, is_kept in told if is_kept]
    before = 0
    for number, span in enumerate(spans):
        start, stop = span["start"], span["stop"]
        if span["span_no"] != number or start < before:
            wrong(
                span,
                "span_no",
                f"the spans of {capture['capture_id']} are not numbered from 0 in the order of the page.",
            )
        before = start
        if (span["label"] is None) == (span["field"] is None):
            wrong(span, "label", "exactly one of label and field must be filled.")
        if not 0 <= start < stop <= len(page):
            wrong(span, "start", f"{start}:{stop} is empty or leaves the page of {capture['capture_id']}.")
        elif lines is not None and span["label"] and not any(first <= start and stop <= last for first, last in kept):
            wrong(span, "start", f"{start}:{stop} is a part of a line ({span['label']}), but lies in no kept line.")


def check_losses(capture: Row, page: str, losses: Iterable[Row], findings: Findings) -> None:
    """Losses lie in the page."""
    for loss in losses:
        if not 0 <= loss["start"] < loss["stop"] <= len(page):
            message = f"{loss['start']}:{loss['stop']} is empty or leaves the page of {capture['capture_id']}. {_AGAIN}"
            findings.error("losses", _RULE, message, row=loss["row"], field="start")


def check_values(
    article: Row | None, page: str, spans: Sequence[Row], decided: frozenset[str], findings: Findings
) -> None:
    """Each metadata value of an article has spans, and their words are the value; spans of a value point at one.

    The columns in ``decided`` are a curator's, and need not be printed.
    """
    for field in metadata_fields():
        if field in decided:
            continue
        column = _PRINTED.get(field, field)
        if article is not None and not {field, column} <= article.keys():
            findings.cannot(f"promise 3: {field}, because `articles` has no such column")
            continue
        value = None if article is None else article[column]
        places = [span for span in spans if span["field"] == field]
        if article is not None and (article[field] is None) != (value is None):
            message = f"one of {field} and {column} is empty, the other is not. {_AGAIN}"
            findings.error("articles", _RULE, message, row=article["row"], field=field)
        if article is not None and value is not None and not places:
            message = f"{value!r} has no row in `spans` with the field {field}. {_AGAIN}"
            findings.error("articles", _RULE, message, row=article["row"], field=column)
        _compare(places, page, field, None if value is None else str(value), findings)


def check_contributors(
    contributors: Sequence[Row], page: str, spans: Sequence[Row], roles: bool, findings: Findings
) -> None:
    """Names stand on the page in their order, and so do printed roles where the package marks them (``roles``)."""
    for seq, maker in enumerate(contributors, 1):
        if maker["seq"] != seq:
            message = f"the contributors of {maker['article_id']} are not numbered from 1 without gaps. {_AGAIN}"
            findings.error("contributors", _RULE, message, row=maker["row"], field="seq")
            break
    for maker in contributors:
        if (maker["role"] is None) != (maker["role_printed"] is None):
            message = f"one of role and role_printed is empty, the other is not. {_AGAIN}"
            findings.error("contributors", _RULE, message, row=maker["row"], field="role")
    for maker, span in zip_longest(contributors, _of_field(spans, "contributors.name")):
        if span is None:
            message = f"{maker['name']!r} has no row in `spans` with the field contributors.name. {_AGAIN}"
            findings.error("contributors", _RULE, message, row=maker["row"], field="name")
        else:
            _compare([span], page, "contributors.name", maker["name"] if maker else None, findings)
    if roles:
        _check_roles(contributors, page, _of_field(spans, "contributors.role"), findings)


def _check_roles(contributors: Sequence[Row], page: str, spans: Sequence[Row], findings: Findings) -> None:
    """One printed role may stand for several names, so roles and spans are compared without their order."""
    printed = {_words(maker["role_printed"]) for maker in contributors if maker["role_printed"] is not None}
    found = {_words(page[span["start"] : span["stop"]]) for span in spans} | {_words(_mended(page, s)) for s in spans}
    for maker in contributors:
        role = maker["role_printed"]
        if role is not None and _words(role) not in found:
            message = f"{role!r} has no row in `spans` with the field contributors.role. {_AGAIN}"
            findings.error("contributors", _RULE, message, row=maker["row"], field="role_printed")
    for span in spans:
        words = page[span["start"] : span["stop"]]
        if printed.isdisjoint({_words(words), _words(_mended(page, span))}):
            message = f"no contributor has the role {words!r} that is marked here. {_AGAIN}"
            findings.error("spans", _RULE, message, row=span["row"], field="start")


def _compare(spans: Sequence[Row], page: str, field: str, value: str | None, findings: Findings) -> None:
    """Each span holds the words of the value, or all together hold them in the order of the page."""
    slices = [page[span["start"] : span["stop"]] for span in spans]
    if value is not None and not _is_printed(field, value, "".join(slices)):
        slices = [_mended(page, span) for span in spans]
    if value is not None and _is_printed(field, value, "".join(slices)):
        return
    if value is None and field == "published":
        spans = [span for span, words in zip(spans, slices, strict=True) if not _cannot_be(words)]
        slices = [page[span["start"] : span["stop"]] for span in spans]
    for span, words in zip(spans, slices, strict=True):
        if value is None:
            message = f"the span is marked as {field}, but there is no such value. {_AGAIN}"
        elif _is_printed(field, value, words):
            continue
        else:
            message = f"the words here are {words!r}, but {field} is {value!r}. {_AGAIN}"
        findings.error("spans", _RULE, message, row=span["row"], field="start")


def _is_printed(field: str, value: str, words: str) -> bool:
    if field == "published":
        return _is_date_of(value, words)
    return _words(value) == _words(words)


def _mended(page: str, span: Row) -> str:
    """The words of a span where they were printed as character references or as mojibake."""
    start, stop = span["start"], span["stop"]
    return replay(page, [(start, stop)], [edit for edit in _repairs(page) if start <= edit.start and edit.stop <= stop])


@lru_cache(maxsize=1)
def _repairs(page: str) -> list[Edit]:
    return repair_edits(page)


def _is_date_of(value: str, words: str) -> bool:
    """Whether words read as an ISO 8601 date, or as the day of one whose clock is printed elsewhere or cannot be."""
    return any(date.value is not None and date.value.startswith(value) for date in _dates(words))


def _cannot_be(words: str) -> bool:
    """Whether words print a day that the calendar does not have, which is no value."""
    return any(date.value is None for date in _dates(words))


@lru_cache(maxsize=1024)
def _dates(words: str) -> Sequence[PrintedDate]:
    line = normalize_page(words).text
    return tuple(find_dates(line, 0, len(line), keyed=True))


def _of_field(spans: Iterable[Row], field: str) -> list[Row]:
    return [span for span in spans if span["field"] == field]


def _words(text: str) -> str:
    """Leave out what a value may lack of its words on the page: white space and the glosses of a mirror."""
    return "".join(_GLOSS.sub("", text).split())
