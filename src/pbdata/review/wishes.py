"""What somebody did on the review page, as functions that make decisions: ``pbdata.corrections.proposing`` looks up what stands there."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from pbdata.corrections import proposing
from pbdata.corrections.opening import OpenCapture
from pbdata.errors import PbdataError
from pbdata.model.capture import Processed
from pbdata.model.correction import ADD, DECISIONS, Correction, Told
from pbdata.normalization.alignment import place_in_text
from pbdata.review.views import pieces_of

TEXT = "text"
"""What a part of a line is called that is text like the rest of it."""
Given = Mapping[str, Any]
Make = Callable[[OpenCapture], Correction]


def makes_of(given: Given, told: Told, now: Processed) -> list[Make]:
    """Return what makes the decisions that were asked for; several where lines with words have empty lines between.

    ``now`` is the capture as it was shown. Raises ``PbdataError`` for what the page never asks.
    """
    match given.get("kind"):
        case "lines":
            return _lines(given, told, now)
        case "field":
            return [_field(given, told)]
        case "page":
            status = _text(given, "status")
            return [lambda one: proposing.decide_page(one, told, status)]
        case "fact":
            return [_fact(given, told, now)]
        case "part" | "text" | "paragraph":
            return [_on_words(given, told)]
    raise PbdataError(f"`{given.get('kind')}` is no kind of decision. Reload the page.")


def _lines(given: Given, told: Told, now: Processed) -> list[Make]:
    first, last, label = _number(given, "first"), _number(given, "last"), _text(given, "label")
    page = now.page_text or ""
    filled = [line.line_no for line in now.lines[first : last + 1] if page[line.start : line.stop].strip()]
    if not filled:
        raise PbdataError("there are no words on these lines. Choose lines that say something.")
    runs = [[number for _, number in run] for _, run in groupby(enumerate(filled), lambda one: one[1] - one[0])]
    return [lambda one, run=run: proposing.label_lines(one, told, run[0], run[-1], label) for run in runs]  # type: ignore[misc]


def _field(given: Given, told: Told) -> Make:
    name, value = _text(given, "field"), given.get("value")
    span = _span(given["on_page"]) if value and given.get("on_page") else None
    return lambda one: proposing.set_field(one, told, name, str(value) if value else None, span)


def _on_words(given: Given, told: Told) -> Make:
    """What a stretch of a line is, what it is in the text, or whether a paragraph begins with it."""
    span, kind = _span(given.get("on_page")), given["kind"]
    if kind == "part":
        part = None if given.get("part") == TEXT else _text(given, "part")
        return lambda one: proposing.set_part(one, told, span, part)
    if kind == "text":
        text = given.get("text")
        if not isinstance(text, str):
            raise PbdataError("`text` is missing. Reload the page.")
        return lambda one: proposing.set_text(one, told, span, text)
    return lambda one: proposing.set_paragraph(one, told, span[0], given.get("begins") is True)


def _fact(given: Given, told: Told, now: Processed) -> Make:
    table, decision = _text(given, "table"), _text(given, "decision")
    if decision not in DECISIONS:
        raise PbdataError(f"`{decision}` is no decision. Reload the page.")
    cells = {name: None if value is None else str(value) for name, value in (given.get("change") or {}).items()}
    if decision == ADD:
        place = _in_article(_span(given.get("on_page")), now)
        return lambda one: proposing.add_fact(one, told, table, place, cells)
    row = _text(given, "row")
    return lambda one: proposing.decide_fact(one, told, decision, table, row, cells)


def _in_article(span: tuple[int, int], now: Processed) -> tuple[str, int, int]:
    """Where words of the page stand in the text of the article, without the blanks around them."""
    place = place_in_text(pieces_of(now), *span)
    if place is None or now.article is None:
        raise PbdataError("these words are not in the text of the article. Label their line as text first.")
    words = now.article.text[slice(*place)]
    start = place[0] + len(words) - len(words.lstrip())
    return "text", start, start + len(words.strip())


def _span(given: Any) -> tuple[int, int]:
    if not (isinstance(given, Sequence) and len(given) == 2 and all(type(end) is int and end >= 0 for end in given)):
        raise PbdataError("no words are chosen. Select them on the page.")
    return given[0], given[1]


def _number(given: Given, key: str) -> int:
    value = given.get(key)
    if type(value) is not int or value < 0:
        raise PbdataError("no lines are chosen. Choose them on the page.")
    return value


def _text(given: Given, key: str) -> str:
    value = given.get(key)
    if not isinstance(value, str) or not value:
        raise PbdataError(f"`{key}` is missing. Reload the page.")
    return value
