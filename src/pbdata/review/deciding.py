"""From what somebody did on the review page to a decision in the form of ``data/corrections/CAPTURE_ID.yaml``.

What is expected is what stands there without the decision, so that the build holds it against that.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.corpus.correcting.fields import PRINTED, WORKED_OUT
from pbdata.corrections.columns import changeable
from pbdata.errors import PbdataError
from pbdata.model.capture import Processed
from pbdata.model.page import LABELS
from pbdata.normalization.alignment import place_in_text
from pbdata.review.views import pieces_of

Row = dict[str, Any]
Given = Mapping[str, Any]
_WORDS_EXPECTED = 20


def lines_decided(given: Given, machine: Processed) -> list[Row]:
    """Label the lines ``first`` to ``last``, or accept their label: a row for each run without empty lines between.

    ``machine`` is what the rules alone make of the capture, since that is what is expected of lines.
    """
    first, last, label = _number(given, "first"), _number(given, "last"), _one_of(given, "label", LABELS)
    page = machine.page_text or ""
    rows: list[Row] = []
    for line in machine.lines[first : last + 1]:
        words = page[line.start : line.stop].strip()[:_WORDS_EXPECTED].strip()
        if line.label == "blank" or not words:
            continue
        expected = {"label": line.label, "words": words}
        if rows and rows[-1]["lines"][1] == line.line_no - 1:
            rows[-1]["lines"][1] = line.line_no
            rows[-1]["expect"].append(expected)
        else:
            rows.append({"lines": [line.line_no, line.line_no], "expect": [expected], "label": label})
    if not rows:
        raise PbdataError("there are no words on these lines. Choose lines that say something.")
    return rows


def field_decided(given: Given, now: Processed) -> Row:
    """Give a column of the article the words ``on_page``, or the ``value``, or nothing."""
    name = _one_of(given, "field", (*PRINTED, *WORKED_OUT))
    if now.article is None:
        raise PbdataError("the page holds no article. Decide first that it does.")
    value, span = given.get("value"), given.get("on_page")
    row: Row = {"field": name}
    if (expected := getattr(now.article, name)) is not None:
        row["expect"] = expected
    if value:
        row["value"] = str(value)
        if span:
            row["span"] = _span(span)
    return row


def page_decided(given: Given, now: Processed) -> Row:
    """Say whether the page holds an article."""
    return {"expect": now.status, "status": _one_of(given, "status", ("processed", "rejected"))}


def fact_decided(given: Given, now: Processed) -> Row:
    """Accept, change or reject a row, told by ``table`` and ``row``, or add one for the words ``on_page``."""
    table = fact_tables()[_one_of(given, "table", tuple(fact_tables()))]
    decision = _one_of(given, "decision", ("accept", "change", "reject", "add"))
    cells = given.get("change") or {}
    change = {name: cells[name] for name in changeable(table.name) if name in cells}
    if decision == "add":
        field, start, stop = _in_article(given, now)
        surface = getattr(now.article, field)[start:stop]
        row: Row = {"table": table.name, "decision": decision, "at": {"field": field, "start": start, "stop": stop}}
        return row | {"expect": {"surface": surface}, "change": change}
    standing = next((one for one in getattr(now.facts, table.name) if table.row_id(one) == given.get("row")), None)
    if standing is None:
        raise PbdataError("this row is not there any more. Look at the page again.")
    expect = {"surface": standing.surface} | {name: getattr(standing, name) for name in change}
    if not change and table.prefix is None:
        expect |= {name: getattr(standing, name) for name in table.key}
    at = {"field": standing.field, "start": standing.start, "stop": standing.stop}
    row = {"table": table.name, "decision": decision, "at": at, "expect": expect}
    return row | ({"change": change} if decision == "change" else {})


def _in_article(given: Given, now: Processed) -> tuple[str, int, int]:
    """Where words of the page stand in the text of the article, without the blanks around them."""
    start, stop = _span(given.get("on_page"))
    place = place_in_text(pieces_of(now), start, stop)
    if place is None or now.article is None:
        raise PbdataError("these words are not in the text of the article. Label their line as text first.")
    words = now.article.text[slice(*place)]
    start = place[0] + len(words) - len(words.lstrip())
    return "text", start, start + len(words.strip())


def _span(given: Any) -> list[int]:
    if not (isinstance(given, Sequence) and len(given) == 2 and all(type(end) is int and end >= 0 for end in given)):
        raise PbdataError("no words are chosen. Select them on the page.")
    return [*given]


def _number(given: Given, key: str) -> int:
    value = given.get(key)
    if type(value) is not int or value < 0:
        raise PbdataError(f"`{key}` is no line. Choose lines on the page.")
    return value


def _one_of(given: Given, key: str, known: Sequence[str]) -> str:
    value = given.get(key)
    if value not in known:
        raise PbdataError(f"`{key}` cannot be `{value}`. Reload the page.")
    return str(value)
