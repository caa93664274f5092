"""Facts as a curator decided: rows that were accepted, changed, rejected or added, and what follows for those that refer to them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from pbdata.corpus.correcting.fact_tables import FactTable, Rows, as_facts, as_rows, fact_tables
from pbdata.corpus.correcting.ledger import CURATED, ROW, Ledger, as_object
from pbdata.corpus.correcting.moved import standing_at
from pbdata.corpus.correcting.references import known_ids, settled, unknown_reference
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.spots import names_of
from pbdata.facts.programmes.identity import programme_id
from pbdata.facts.reading import FIELDS
from pbdata.model.article import Article
from pbdata.model.correction import ACCEPT, ADD, CHANGE, REJECT, Cell, FactCorrection
from pbdata.model.facts import Facts

CURATOR = "curator"
"""The detector of what a curator added."""
_SHARED_VALUES = {"value": "n", "unit": "unit"}
"""What the end of a pairing takes over from its figure."""


class _UnfitError(Exception):
    """A decision that does not fit, and why."""


def decided(article: Article, facts: Facts, ledger: Ledger) -> Facts:
    """Return the facts of an article as a curator decided, those that are referred to first."""
    decisions = ledger.of(FactCorrection)
    if not decisions:
        return facts
    rows, order = as_rows(facts), list(fact_tables())
    for number, one in sorted(decisions, key=lambda found: order.index(found[1].table)):
        try:
            _decide(number, one, article, rows, ledger)
        except _UnfitError as unfit:
            ledger.refuse(number, str(unfit))
    return as_facts(settled(rows))


def _decide(number: int, one: FactCorrection, article: Article, rows: Rows, ledger: Ledger) -> None:
    table = fact_tables()[one.table]
    if one.decision == ADD:
        row, learnt = _added(table, one, article, rows[one.table])
        if not learnt:
            _check_references(table, row, rows)
            rows[one.table] = _in_order(table, [*rows[one.table], row])
        ledger.note(number, one.table, ROW, ADD, None, _told(row), learnt=learnt, **_place(table, row))
        return
    row = _find(table, one, article, rows[one.table])
    if row is not None and ledger.has_row(one.table, table.row_id(row)):
        raise _UnfitError(f"{one.table} {_words(table, one)}: this row was decided before. Keep one")
    if row is None:
        said = as_object(dict(one.expect))
        ledger.note(number, one.table, ROW, REJECT, said, None, learnt=True, **_place_of(table, one))
    elif one.decision == ACCEPT:
        ledger.note(number, one.table, ROW, ACCEPT, **_place(table, row))
    elif one.decision == REJECT:
        rows[one.table] = [other for other in rows[one.table] if other is not row]
        ledger.note(number, one.table, ROW, REJECT, _told(row), None, **_place(table, row))
    else:
        changed = _changed(table, row, dict(one.change), article)
        _check_references(table, changed, rows)
        rows[one.table] = _in_order(table, [changed if other is row else other for other in rows[one.table]])
        _share(table, row, changed, rows)
        expected = dict(one.expect)
        for column, value in one.change:
            learnt = getattr(row, column) == value
            before = expected.get(column) if learnt else getattr(row, column)
            ledger.note(number, one.table, column, CHANGE, before, value, learnt=learnt, **_place(table, row))


def _find(table: FactTable, one: FactCorrection, article: Article, rows: Sequence[Any]) -> Any:
    """The row that is meant; ``None`` for one to be rejected that the rules do not make any more."""
    expected, wanted = dict(one.expect), dict(one.expect) | dict(one.change)
    start = standing_at(one, _field(article, one.field)) if table.has_words else 0
    near = _near(table, one, start, rows)
    fitting = [row for row in near if _holds(row, expected)] or [row for row in near if _holds(row, wanted)]
    if len(fitting) == 1:
        return fitting[0]
    what = f"{one.table} {_words(table, one)}"
    if fitting:
        raise _UnfitError(f"{what}: {len(fitting)} rows are there of which what is expected holds. Expect more columns")
    if near:
        standing = "; ".join(_differing(row, expected) for row in near)
        raise _UnfitError(f"{what} was expected to have {_cells(expected)}, and has {standing}")
    if one.decision == REJECT and start is not None:
        return None
    raise _UnfitError(f"{what}: there is no such row")


def _near(table: FactTable, one: FactCorrection, start: int | None, rows: Sequence[Any]) -> list[Any]:
    """The rows with the words of a decision, which stand at ``start`` of their field by now."""
    if not table.has_words:
        keys = [column for column in table.key if column in dict(one.expect)]
        return [row for row in rows if _holds(row, {column: dict(one.expect)[column] for column in keys})]
    if start is None:
        return []
    place = one.field, start, start + one.stop - one.start
    return [row for row in rows if (row.field, row.start, row.stop) == place]


def _added(table: FactTable, one: FactCorrection, article: Article, rows: Sequence[Any]) -> tuple[Any, bool]:
    """The row that was added, and whether the rules have it by now."""
    given = dict(one.change)
    if table.has_words:
        surface = str(dict(one.expect)["surface"])
        start = standing_at(one, _field(article, one.field))
        if start is None:
            raise _UnfitError(f"{_words(table, one)} does not stand there")
        words: dict[str, Cell] = {"field": one.field, "start": start, "stop": start + len(surface), "surface": surface}
        given = words | {"detectors": CURATOR} | given
    row = table.record(**dict.fromkeys(table.columns) | {"rule": CURATED} | _with_consequences(table, given))
    standing = [other for other in rows if _holds(other, {**dict(one.change), **_where(table, row)})]
    if standing:
        return standing[0], True
    row = _with_places(row, given, article)
    if table.prefix and getattr(row, table.key[0]) is None:
        row = row._replace(**{table.key[0]: _new_id(table, row, article, rows)})
    if table.row_id(row) in map(table.row_id, rows):
        raise _UnfitError(f"{one.table} has a row {table.row_id(row)} already")
    return row, False


def _changed(table: FactTable, row: Any, change: dict[str, Cell], article: Article) -> Any:
    moved = (
        {column: change.get(column, getattr(row, column)) for column in ("field", "start", "stop")}
        if table.has_words
        else {}
    )
    if moved and moved != _where(table, row):
        words = _field(article, moved["field"])
        surface = words[moved["start"] : moved["stop"]]
        if not surface.strip() or moved["stop"] > len(words):
            raise _UnfitError(f"there are no words at {moved['field']} {moved['start']}:{moved['stop']}")
        change = change | {"surface": surface}
    return _with_places(row._replace(**_with_consequences(table, change)), change, article)


def _with_consequences(table: FactTable, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Cells with those that follow from them, unless they are given too."""
    follows: dict[str, Cell] = {}
    if table.name == "programme_mentions" and cells.get("name"):
        follows["programme_id"] = programme_id(str(cells["name"]))
    if table.name == "place_mentions" and cells.get("place_id"):
        one = load_gazetteer().by_id.get(str(cells["place_id"]))
        if one:
            chain = load_gazetteer().chain(one, one.valid_to or load_gazetteer().newest)
            follows |= {"path": "/".join(names_of(chain)), "level": one.level, "code": one.code or None}
        follows |= {"resolved_by": CURATED, "n_candidates": 1}
    return follows | dict(cells)


def _with_places(row: Any, cells: Mapping[str, Cell], article: Article) -> Any:
    """A row whose given words within its field (``counted``) have their places, the nearest to the row's own."""
    for column in cells:
        places = f"{column}_start", f"{column}_stop"
        if set(places) <= set(row._fields) and places[0] not in cells:
            words = cells[column]
            start = None if words is None else _place_in(_field(article, row.field), str(words), row.start)
            stop = None if start is None else start + len(str(words))
            row = row._replace(**dict(zip(places, (start, stop), strict=True)))
    return row


def _place_in(text: str, words: str, near: int) -> int:
    """Where words stand in a field, the nearest to an offset."""
    if text.startswith(words, near):
        return near
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        raise _UnfitError(f"{words!r} does not stand in the article")
    return min(places, key=lambda place: abs(place - near))


def _share(table: FactTable, before: Any, after: Any, rows: Rows) -> None:
    """Give the ends of pairings what changed of their figure: two tables do not disagree about the same words."""
    if table.name == "figures":
        rows["pairing_ends"] = [
            end._replace(
                **{
                    theirs: getattr(after, own)
                    for own, theirs in _SHARED_VALUES.items()
                    if getattr(end, theirs) == getattr(before, own)
                }
            )
            if end.figure_id == after.figure_id
            else end
            for end in rows["pairing_ends"]
        ]


def _check_references(table: FactTable, row: Any, rows: Rows) -> None:
    column = unknown_reference(table, row, known_ids(rows))
    if column:
        raise _UnfitError(f"{table.name}.{column} cannot be {getattr(row, column)!r}: there is none in this article")


def _new_id(table: FactTable, row: Any, article: Article, rows: Sequence[Any]) -> str:
    """An id that no rule gives: it follows from the article, the words and how many rows were added for them before."""
    before = sum((other.field, other.surface, other.detectors) == (row.field, row.surface, CURATOR) for other in rows)
    words = f"{article.article_id}\0{CURATOR}\0{table.name}\0{row.field}\0{row.surface}\0{before}"
    return f"{table.prefix}{sha256(words.encode()).hexdigest()[:16]}"


def _in_order(table: FactTable, rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (FIELDS.index(row.field), row.start, row.stop)) if table.has_words else rows


def _holds(row: Any, cells: Mapping[str, Cell]) -> bool:
    return all(getattr(row, column) == value for column, value in cells.items())


def _field(article: Article, name: str) -> str:
    return getattr(article, name, None) or ""


def _where(table: FactTable, row: Any) -> dict[str, Cell]:
    return {column: getattr(row, column) for column in ("field", "start", "stop")} if table.has_words else {}


def _place(table: FactTable, row: Any) -> dict[str, Any]:
    return {"row_id": table.row_id(row), **_where(table, row)}


def _place_of(table: FactTable, one: FactCorrection) -> dict[str, Any]:
    return {"field": one.field, "start": one.start, "stop": one.stop} if table.has_words else {}


def _told(row: Any) -> str:
    return as_object({name: value for name, value in row._asdict().items() if name not in ("field", "start", "stop")})


def _words(table: FactTable, one: FactCorrection) -> str:
    surface = dict(one.expect).get("surface")
    return f"{surface!r} at {one.field} {one.start}:{one.stop}" if table.has_words else _cells(dict(one.expect))


def _differing(row: Any, expected: Mapping[str, Cell]) -> str:
    return _cells({column: getattr(row, column) for column in expected if getattr(row, column) != expected[column]})


def _cells(cells: Mapping[str, Cell]) -> str:
    return ", ".join(f"{name}={'empty' if value is None else value}" for name, value in cells.items()) or "nothing"
