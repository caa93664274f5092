"""New decisions on an open capture: what is wanted is given, what stands there is looked up.

Each function returns a decision that fits the capture as it is with its other decisions, and raises ``PbdataError`` where nothing
of the kind stands there or the decision would contradict what is known.
"""

from collections.abc import Collection, Mapping
from typing import Any

from pbdata.checked_yaml import did_you_mean
from pbdata.corpus.correcting.characters import to_normalized
from pbdata.corpus.correcting.fact_tables import FactTable, fact_tables
from pbdata.corpus.correcting.moved import around
from pbdata.corpus.correcting.places import words_at
from pbdata.corrections.columns import cell, changeable, columns_of, needed
from pbdata.corrections.opening import OpenCapture
from pbdata.corrections.targets import contradicted
from pbdata.errors import PbdataError
from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.correction import (
    ADD,
    CHANGE,
    Cell,
    Correction,
    FactCorrection,
    FieldCorrection,
    LineCorrection,
    MakerCorrection,
    PageCorrection,
    ParagraphCorrection,
    PartCorrection,
    Range,
    TextCorrection,
    Told,
)
from pbdata.model.page import LABELS
from pbdata.normalization.page import normalize_page

_WORDS = 30
"""So many characters of a line are expected."""
_AT = 12
"""So many where a paragraph begins."""


def decide_page(capture: OpenCapture, told: Told, status: str) -> PageCorrection:
    """Whether the page holds an article: ``processed`` or ``rejected``."""
    standing = _without(capture, PageCorrection(told, status, status))
    return PageCorrection(told, standing.status, status)


def label_lines(capture: OpenCapture, told: Told, first: int, last: int, label: str) -> LineCorrection:
    """A label for the lines ``first`` to ``last``, both included."""
    if label not in LABELS or label == "blank":
        raise PbdataError(
            f"`{label}` is no label of lines. {did_you_mean(label, [one for one in LABELS if one != 'blank'])}"
        )
    standing = _without(capture, LineCorrection(told, first, last, (), label))
    if not 0 <= first <= last < len(standing.lines):
        raise PbdataError(
            f"{capture.capture_id} has the lines 0 to {len(standing.lines) - 1}, and not {first} to {last}."
        )
    expect = []
    for line in standing.lines[first : last + 1]:
        words = (standing.page_text or "")[line.start : line.stop].strip()[:_WORDS].rstrip()
        if not words:
            raise PbdataError(f"line {line.line_no} is blank, and has no other label. Leave it out.")
        expect.append((line.label, words))
    return LineCorrection(told, first, last, tuple(expect), label)


def set_part(capture: OpenCapture, told: Told, span: Range, part: str | None) -> PartCorrection:
    """What a stretch within a kept line is; ``None``: text."""
    words = words_at(_page(capture), span)
    standing = _without(capture, PartCorrection(told, *span, words, None, part))
    there = [one.label for one in standing.spans if one.label and (one.start, one.stop) == span]
    return PartCorrection(told, *span, words, there[0] if there else None, part)


def start_of_line(capture: OpenCapture, line_no: int) -> int:
    """Where a line begins in the page text."""
    lines = capture.processed(()).lines
    if line_no >= len(lines):
        raise PbdataError(f"{capture.capture_id} has the lines 0 to {len(lines) - 1}, and no line {line_no}.")
    return lines[line_no].start


def set_paragraph(capture: OpenCapture, told: Told, at: int, begins: bool) -> ParagraphCorrection:
    """Whether a paragraph begins at a place of the page text, or goes on there."""
    page = _page(capture)
    at += len(page[at:]) - len(page[at:].lstrip())
    words = page[at : at + _AT].split("\n")[0].rstrip()
    if not words:
        raise PbdataError(f"nothing stands at {at} of the page of {capture.capture_id}.")
    one = ParagraphCorrection(told, at, words, not begins, begins)
    others = _others(capture, one)
    changes = (
        row for row in capture.processed([*others, one]).corrected if row.number == len(others) and not row.learnt
    )
    return one if any(changes) else one._replace(expect=begins)


def set_text(capture: OpenCapture, told: Told, span: Range, text: str | None) -> TextCorrection:
    """What a stretch of the page is in the text; ``None``: what is printed."""
    printed = _page(capture)
    page = normalize_page(printed)
    standing = page.text[to_normalized(page, span[0]) : to_normalized(page, span[1])]
    return TextCorrection(told, *span, standing, printed[slice(*span)] if text is None else text)


def set_field(
    capture: OpenCapture, told: Told, field: str, value: str | None, span: Range | None = None
) -> FieldCorrection:
    """The value of a column of ``articles``; with a span and no value, the words that stand there."""
    if value is None and span is not None:
        page = normalize_page(_page(capture))
        value = " ".join(page.text[to_normalized(page, span[0]) : to_normalized(page, span[1])].split()) or None
    standing = _article(capture, _without(capture, FieldCorrection(told, field, None, value)))
    return FieldCorrection(told, field, getattr(standing, field), value, span, _words(capture, span))


def decide_maker(
    capture: OpenCapture,
    told: Told,
    decision: str,
    name: str,
    role: str | None = None,
    change: Mapping[str, str | None] | None = None,
    span: Range | None = None,
) -> MakerCorrection:
    """A decision on a row of ``contributors``. Where one maker has the name, his role need not be given."""
    new = MakerCorrection(
        told, decision, name, role, tuple(sorted((change or {}).items())), span, _words(capture, span)
    )
    if decision != ADD and role is None:
        standing = _article(capture, _without(capture, new))
        roles = [maker.role for maker in standing.contributors if maker.name == name]
        new = new._replace(role=roles[0] if len(roles) == 1 else None)
    return new


def decide_fact(
    capture: OpenCapture,
    told: Told,
    decision: str,
    table: str,
    row_id: str,
    change: Mapping[str, str | None] | None = None,
) -> FactCorrection:
    """A decision on a row of facts, told by its ``row_id`` (as ``corrections`` has it); cells are given as text.

    The expectation is what the rules make of the row; other columns that were changed before stay changed. A row that a curator added
    is changed in the decision that added it.
    """
    one = _table(table)
    now = capture.processed(capture.corrections)
    own = {row.number for row in now.corrected if (row.resource, row.row_id) == (table, row_id)}
    base = capture.processed([x for number, x in enumerate(capture.corrections) if number not in own]) if own else now
    row = _row(base, one, row_id)
    if row is None and (added := next((capture.corrections[number] for number in own), None)):
        return _changed_addition(added, told, decision, change or {})
    if row is None:
        near = did_you_mean(row_id, [one.row_id(other) for other in getattr(now.facts, table)])
        raise PbdataError(f"{capture.capture_id} has no row {row_id} of {table}. {near}")
    cells = _cells(table, change or {})
    if decision == CHANGE and cells:
        cells = _changed_before(capture, own, table) | cells
    if (decision == CHANGE) != bool(cells):
        raise PbdataError(f"`{decision}` {'needs' if decision == CHANGE else 'takes no'} columns with values.")
    words = ("surface",) if one.has_words else ()
    expect = {name: getattr(row, name) for name in (*words, *one.key, *cells)}
    given = tuple(expect.items()), tuple(cells.items())
    if not one.has_words:
        return FactCorrection(told, decision, table, "", 0, 0, *given)
    sides = around(getattr(base.article, row.field), row.start, row.stop)
    return FactCorrection(told, decision, table, row.field, row.start, row.stop, *given, sides)


def add_fact(
    capture: OpenCapture,
    told: Told,
    table: str,
    place: tuple[str, int, int] | None,
    cells: Mapping[str, str | None],
) -> FactCorrection:
    """A row that the rules do not find: its words as ``(field, start, stop)``, if the table has any, and its columns as text."""
    one = _table(table)
    given = _cells(table, cells)
    missing = [name for name in needed(table) if given.get(name) is None]
    if missing:
        raise PbdataError(f"a row of {table} needs {', '.join(missing)}. Give each as COLUMN=VALUE.")
    if one.has_words != (place is not None):
        raise PbdataError(f"a row of {table} has {'words: say where they stand' if one.has_words else 'no words'}.")
    if place is None:
        return FactCorrection(told, ADD, table, "", 0, 0, (), tuple(given.items()))
    article = _article(capture, capture.processed(capture.corrections))
    words = getattr(article, place[0], None) or ""
    surface = words[place[1] : place[2]]
    if not surface.strip():
        raise PbdataError(f"no words stand at {place[0]} {place[1]}:{place[2]} of {article.article_id}.")
    field, start, _ = place
    stop = start + len(surface)
    return FactCorrection(
        told,
        ADD,
        table,
        field,
        start,
        stop,
        (("surface", surface),),
        tuple(given.items()),
        around(words, start, stop),
    )


def _without(capture: OpenCapture, new: Correction) -> Processed:
    """What the capture gives without the decisions that a new one contradicts."""
    return capture.processed(_others(capture, new))


def _others(capture: OpenCapture, new: Correction) -> list[Correction]:
    gone = contradicted(capture.corrections, new, ())
    return [one for number, one in enumerate(capture.corrections) if number not in gone]


def _page(capture: OpenCapture) -> str:
    page = capture.processed(()).page_text
    if page is None:
        raise PbdataError(f"the page of {capture.capture_id} cannot be read, and nothing of it can be corrected.")
    return page


def _words(capture: OpenCapture, span: Range | None) -> str | None:
    """The words of the page at a place, if one is named."""
    return words_at(_page(capture), span) if span else None


def _article(capture: OpenCapture, processed: Processed) -> Article:
    if processed.article is None:
        raise PbdataError(
            f"{capture.capture_id} holds no article ({processed.reason}). If it does, correct that first: --page processed."
        )
    return processed.article


def _table(name: str) -> FactTable:
    if name not in fact_tables():
        raise PbdataError(f"`{name}` is no table of facts. {did_you_mean(name, [*fact_tables()])}")
    return fact_tables()[name]


def _row(processed: Processed, table: FactTable, row_id: str) -> Any:
    return next((row for row in getattr(processed.facts, table.name) if table.row_id(row) == row_id), None)


def _changed_addition(added: Correction, told: Told, decision: str, change: Mapping[str, str | None]) -> FactCorrection:
    """The decision that added a row, with other values."""
    if not isinstance(added, FactCorrection) or decision != CHANGE:
        raise PbdataError(f"this row was added in {added.told.place}. Change it, or remove that correction.")
    return added._replace(told=told, change=tuple({**dict(added.change), **_cells(added.table, change)}.items()))


def _changed_before(capture: OpenCapture, own: Collection[int], table: str) -> dict[str, Cell]:
    """The cells that the decisions on a row have changed so far."""
    decided = [one for number, one in enumerate(capture.corrections) if number in own]
    changes = [one.change for one in decided if isinstance(one, FactCorrection) and one.table == table]
    return {name: value for change in changes for name, value in change}


def _cells(table: str, given: Mapping[str, str | None]) -> dict[str, Cell]:
    """Cells that are given as text, as values of their columns. Raises ``PbdataError`` with all that cannot be."""
    fields, known, cells, said = columns_of(table), changeable(table), dict[str, Cell](), []
    for name, text in given.items():
        if name in known:
            cells[name], fault = cell(fields[name], text)
            said += [fault] if fault else []
        else:
            said.append(f"`{name}` is no column of `{table}` that can be corrected. {did_you_mean(name, known)}")
    if said:
        raise PbdataError("\n".join(said))
    return cells
