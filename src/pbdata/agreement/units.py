"""Codings side by side: which lines, fields and facts several people coded, and what each of them said.

A line is a unit of ``lines``, a field of a page a unit of ``articles``. Of facts, stretches of words are the same unit where they share half of
what they cover together (``pbdata.package.comparison``): then the codes are compared, and for the column ``row`` who marked it at all.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from pbdata.agreement.codings import PageCoding
from pbdata.errors import ManifestError
from pbdata.model.page import KEPT_LABELS
from pbdata.package.comparison import Unit, same_units
from pbdata.package.reliability import ROW

Codings = Mapping[str, Mapping[str, PageCoding]]
"""The codings of each coder by capture."""

Value = Hashable


class Judged(NamedTuple):
    """A unit with what each coder said of ``column``: a value, or for the column ``row`` whether there is one.

    ``page`` is a capture or an article. ``start`` and ``stop`` count in ``field``: the page text (``page``), a field of the article, or
    the lines of the page (``lines``). ``words`` stand there, or name what was coded.
    """

    table: str
    column: str
    page: str
    field: str | None
    start: int | None
    stop: int | None
    words: str | None
    values: Mapping[str, Value]


def judged_pages(codings: Codings) -> list[Judged]:
    """Return what several coders coded. Raises ``ManifestError`` where codings of a page are of different page texts."""
    captures = sorted({capture for of_coder in codings.values() for capture in of_coder})
    judged: list[Judged] = []
    for capture_id in captures:
        pages = {coder: pages[capture_id] for coder, pages in codings.items() if capture_id in pages}
        texts = {coding.page_sha256 for coding in pages.values()}
        if len(texts) > 1:
            raise ManifestError(
                f"{capture_id}: {', '.join(pages)} coded different texts of this page. Code it again where `page_sha256` is not that of the package."
            )
        if len(pages) > 1:
            judged += [*_lines(capture_id, pages), *_fields(capture_id, pages), *_facts(capture_id, pages)]
    return judged


def aligned(units: Mapping[str, Sequence[Unit]]) -> list[dict[str, Unit]]:
    """Return the units of coders put together: those that are the same, by coder. A coder is compared with the first who marked a unit."""
    together: list[dict[str, Unit]] = []
    for coder, own in units.items():
        firsts = [next(iter(one.values())) for one in together]
        places = {id(unit): one for unit, one in zip(firsts, together, strict=True)}
        matched = {id(other): places[id(unit)] for unit, other in same_units(firsts, own)}
        for unit in own:
            if id(unit) in matched:
                matched[id(unit)][coder] = unit
            else:
                together.append({coder: unit})
    return together


def judged_units(
    table: str,
    columns: Mapping[str, tuple[str, str]],
    units: Mapping[str, Sequence[Unit]],
    *,
    rows: bool,
    words_of: Callable[[Unit], str | None],
) -> Iterator[Judged]:
    """Yield the codes of units that are the same and, where ``rows`` is true, who marked each.

    ``columns`` gives the table and the column of each code, ``words_of`` the words of a unit.
    """
    for one in aligned(units):
        first = next(iter(one.values()))
        place = (first.article_id, *first.words, words_of(first))
        if rows:
            yield Judged(table, ROW, *place, {coder: coder in one for coder in units})
        for name, (of_table, column) in columns.items():
            yield Judged(of_table, column, *place, {coder: unit.codes.get(name) for coder, unit in one.items()})


def _lines(capture_id: str, pages: Mapping[str, PageCoding]) -> Iterator[Judged]:
    for line_no in sorted({line_no for coding in pages.values() for line_no in coding.lines}):
        labels = {coder: coding.lines[line_no] for coder, coding in pages.items() if line_no in coding.lines}
        kept: dict[str, Value] = {coder: label in KEPT_LABELS for coder, label in labels.items()}
        place = (capture_id, "lines", line_no, line_no + 1, None)
        yield Judged("lines", "label", *place, {**labels})
        yield Judged("lines", "kept", *place, kept)


def _fields(capture_id: str, pages: Mapping[str, PageCoding]) -> Iterator[Judged]:
    for name in sorted({name for coding in pages.values() for name in coding.fields}):
        said = {coder: coding.fields[name] for coder, coding in pages.items() if name in coding.fields}
        placed = next((one for one in said.values() if one.start is not None), None)
        values: dict[str, Value] = {coder: one.value for coder, one in said.items()}
        field, start, stop = ("page", placed.start, placed.stop) if placed else (None, None, None)
        yield Judged("articles", name, capture_id, field, start, stop, None, values)


def _facts(capture_id: str, pages: Mapping[str, PageCoding]) -> Iterator[Judged]:
    for table in sorted({table for coding in pages.values() for table in coding.facts}):
        coders = {coder: coding.facts[table] for coder, coding in pages.items() if table in coding.facts}
        names = sorted({name for facts in coders.values() for fact in facts for name in fact.codes})
        words = {(fact.start, fact.stop): fact.surface for facts in coders.values() for fact in facts}
        units = {
            coder: [Unit(capture_id, (), ("page", fact.start, fact.stop), fact.codes) for fact in facts]
            for coder, facts in coders.items()
        }
        columns = {name: (table, name) for name in names}
        yield from judged_units(table, columns, units, rows=True, words_of=partial(_words_of, words))


def _words_of(words: Mapping[tuple[int, int], str], unit: Unit) -> str:
    _, start, stop = unit.words
    return words[start, stop]
