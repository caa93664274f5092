"""A curator's desk: the queue, a capture as it is now, decisions that are written at once, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import RLock
from time import perf_counter
from typing import Any, NamedTuple

from pbdata.errors import PbdataError
from pbdata.model.capture import Processed, Settings
from pbdata.review.book import Book, Row
from pbdata.review.changes import Change, changes
from pbdata.review.deciding import fact_decided, field_decided, lines_decided, page_decided
from pbdata.review.examining import examine
from pbdata.review.queue import Examined, Item, items_of
from pbdata.review.shelf import Shelf
from pbdata.review.survey import Survey
from pbdata.review.views import Json, capture_view, item_view
from pbdata.review.writing import NEW, ConflictError

_AT_HAND = 32
"""So many captures are kept as they were made last."""


class _Done(NamedTuple):
    """A decision of this session: the text of the file before it, and the version that it made."""

    capture: str
    before: str | None
    version: str


class Desk:
    """The corpus in ``root`` in front of one curator, who is named in what is decided."""

    def __init__(self, root: Path, shelf: Shelf, settings: Settings, who: str | None = None) -> None:
        self._shelf, self._settings, self._who = shelf, settings, who
        self._book = Book(root)
        self._done: list[_Done] = []
        self._made: dict[tuple[str, str], Processed] = {}
        self._lock = RLock()
        self._survey = Survey(shelf.ids, lambda capture: self._items(self._look(capture)))

    def begin(self) -> None:
        """Begin to fill the queue."""
        self._survey.begin()

    def queue(self, kind: str | None, most: int) -> Json:
        """The items that need eyes most, so far as captures have been examined."""
        items = self._survey.items({kind} if kind else None)
        examined, total = self._survey.progress
        counts: dict[str, int] = {}
        for item in self._survey.items():
            counts[item.kind] = counts.get(item.kind, 0) + 1
        return {
            "items": [item_view(item) for item in items[:most]],
            "counts": counts,
            "examined": examined,
            "total": total,
            "decided": len(self._done),
        }

    def capture(self, capture: str) -> Json:
        """A capture as it is with all decisions, and the version of these."""
        version, examined = self._book.version(capture), self._look(capture)
        items = self._items(examined)
        self._survey.put(capture, items)
        return {"version": version} | capture_view(examined, items)

    def decide(self, capture: str, version: str, decision: Mapping[str, Any]) -> Json:
        """Write a decision and make the page again: its view, with ``changes`` of rows, and ``ms``, how long that took.

        Raises ``ConflictError`` where the decisions are not those of ``version`` any more, ``PbdataError`` where it does not fit; nothing
        is written then.
        """
        began = perf_counter()
        with self._lock:
            if self._book.version(capture) != version:
                raise ConflictError(
                    f"{capture} was changed in another window or by hand. Look at it again, then decide."
                )
            before, text = self._process(capture), self._book.text(capture)
            rows = self._with(capture, decision, before)
            corrections = self._book.corrections(capture, rows)
            after = self._shelf.process(capture, corrections)
            refused = {one.said for one in after.unfit} - {one.said for one in before.unfit}
            if refused:
                raise PbdataError(f"this does not fit: {'; '.join(sorted(refused))}.")
            written = self._book.write(capture, rows, version)
            self._done.append(_Done(capture, text, written))
            self._keep((capture, written), after)
        return self._answer(capture, before, after, began)

    def undo(self) -> Json:
        """Take the last decision of this session back. Raises ``PbdataError`` where there is none, ``ConflictError`` where more was decided."""
        began = perf_counter()
        with self._lock:
            if not self._done:
                raise PbdataError("there is nothing to undo.")
            last = self._done[-1]
            before = self._process(last.capture)
            self._book.put(last.capture, last.before, last.version)
            self._done.pop()
        return self._answer(last.capture, before, self._process(last.capture), began)

    def _answer(self, capture: str, before: Processed, after: Processed, began: float) -> Json:
        examined = examine(after, self._shelf.data(capture), self._settings)
        items = self._items(examined)
        self._survey.put(capture, items)
        told = [one._asdict() for one in changes(before, after)]
        view = {"version": self._book.version(capture)} | capture_view(examined, items)
        return view | {"changes": told, "ms": round((perf_counter() - began) * 1000)}

    def _with(self, capture: str, decision: Mapping[str, Any], now: Processed) -> dict[str, list[Row]]:
        """The decisions on a capture with one more, which takes the place of those about the same."""
        rows = self._book.rows(capture)
        match decision.get("kind"):
            case "lines":
                made = lines_decided(decision, self._machine(capture))
                rows["lines"] = sorted(
                    [*_without_lines(rows["lines"], made), *(self._told(row, decision) for row in made)],
                    key=lambda row: row["lines"],
                )
            case "field":
                name = decision.get("field")
                rows["fields"] = [row for row in rows["fields"] if row["field"] != name]
                now = self._shelf.process(capture, self._book.corrections(capture, rows))
                rows["fields"].append(self._told(field_decided(decision, now), decision))
            case "page":
                rows["page"] = []
                now = self._shelf.process(capture, self._book.corrections(capture, rows))
                rows["page"] = [self._told(page_decided(decision, now), decision)]
            case "fact":
                rows["facts"].append(self._told(fact_decided(decision, now), decision))
            case other:
                raise PbdataError(f"`{other}` is no kind of decision. Reload the page.")
        return rows

    def _told(self, row: Row, decision: Mapping[str, Any]) -> Row:
        reason = str(decision.get("reason") or "looked at the page")
        return row | {"reason": reason} | ({"who": self._who} if self._who else {}) | {"day": date.today().isoformat()}

    def _process(self, capture: str) -> Processed:
        """A capture with all decisions; what was made last is at hand."""
        key = capture, self._book.version(capture)
        if key not in self._made:
            self._keep(key, self._shelf.process(capture, self._book.corrections(capture)))
        return self._made[key]

    def _machine(self, capture: str) -> Processed:
        """A capture as the rules alone make it."""
        key = capture, NEW
        if key not in self._made:
            self._keep(key, self._shelf.process(capture))
        return self._made[key]

    def _keep(self, key: tuple[str, str], processed: Processed) -> None:
        self._made[key] = processed
        while len(self._made) > _AT_HAND:
            del self._made[next(iter(self._made))]

    def _look(self, capture: str) -> Examined:
        return examine(self._process(capture), self._shelf.data(capture), self._settings)

    def _items(self, examined: Examined) -> list[Item]:
        return [
            item for item in items_of(examined, self._settings.detectors) if not _is_decided(item, examined.processed)
        ]


def _without_lines(rows: Sequence[Row], made: Sequence[Row]) -> list[Row]:
    """Decisions on lines without those lines that are decided anew; what is left of a run stays."""
    anew = {number for row in made for number in range(row["lines"][0], row["lines"][1] + 1)}
    left: list[Row] = []
    for row in rows:
        first = row["lines"][0]
        for number, expected in enumerate(row["expect"], first):
            if number in anew:
                continue
            if left and left[-1]["lines"][1] == number - 1 and left[-1]["label"] == row["label"] and number > first:
                left[-1]["lines"][1] = number
                left[-1]["expect"].append(expected)
            else:
                left.append(row | {"lines": [number, number], "expect": [expected]})
    return left


def _is_decided(item: Item, processed: Processed) -> bool:
    """Whether a curator has decided what an item is about."""
    if item.field == "lines":
        lines = {one.line_no for one in processed.corrected if one.resource == "lines"}
        return lines.issuperset(range(item.start, item.stop))
    if item.kind == "rejected":
        return any(one.resource == "captures" for one in processed.corrected)
    rows = {(one.resource, one.row_id or one.column_name) for one in processed.corrected}
    return (item.about.get("table"), item.about.get("row") or item.about.get("column")) in rows


__all__ = ["Change", "Desk"]
