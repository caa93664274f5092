"""What came of each decision on a capture: rows of the table ``corrections``, or why it was left out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pbdata.corpus.correcting.fact_tables import fact_tables
from pbdata.model.correction import ACCEPT, ADD, CHANGE, REJECT, Cell, Corrected, Correction, Told, Unfit

CURATED = "correction"
"""The rule of what a curator decided."""
ROW = "row"
"""What stands in ``column_name`` for a row as such."""

LEARNT = "learnt"
Verdict = Literal["accept", "change", "learnt"]
_STATUS = {ACCEPT: "accepted", CHANGE: "corrected", ADD: "added", REJECT: "corrected"}
_Kind = TypeVar("_Kind", bound=Correction)


def weigh(expect: object, now: object, wanted: object) -> Verdict | None:
    """What a decision comes to where ``now`` stands; ``None`` where that is neither what was expected nor what is wanted."""
    if now == wanted:
        return "accept" if expect == wanted else "learnt"
    return "change" if now == expect else None


def as_text(value: Cell) -> str | None:
    """A cell as the tables write it."""
    if value is None or isinstance(value, str):
        return value
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else json.dumps(value)


def as_object(cells: Mapping[str, Cell]) -> str:
    """A row as a JSON object, without its empty cells."""
    return json.dumps({name: value for name, value in cells.items() if value is not None}, ensure_ascii=False)


def review_status(rows: Iterable[Corrected]) -> str:
    """What a curator's decisions on one thing make of it: ``machine`` without any, then what weighs most of them."""
    statuses = {_STATUS[row.decision] if not row.learnt else _STATUS[ACCEPT] for row in rows}
    return next((status for status in ("added", "corrected", "accepted") if status in statuses), "machine")


class Ledger:
    """The decisions on one capture, in their order, and what came of them so far."""

    def __init__(self, corrections: Sequence[Correction] = ()) -> None:
        self._all = tuple(corrections)
        self._rows: list[Corrected] = []
        self._unfit: dict[int, str] = {}

    def of(self, kind: type[_Kind]) -> list[tuple[int, _Kind]]:
        """The decisions of a kind that were not left out, with their numbers."""
        return [(number, one) for number, one in self.standing() if isinstance(one, kind)]

    def standing(self) -> list[tuple[int, Correction]]:
        """The decisions that were not left out, with their numbers."""
        return [(number, one) for number, one in enumerate(self._all) if number not in self._unfit]

    def note(
        self,
        number: int,
        resource: str,
        column: str,
        verdict: Verdict | str,
        before: Cell = None,
        after: Cell = None,
        *,
        learnt: bool = False,
        **place: Any,
    ) -> None:
        """Take down what a decision came to. ``place`` may give ``row_id``, ``line_no``, ``field``, ``start`` and ``stop``."""
        told: Told = self._all[number].told
        learnt = learnt or verdict == LEARNT
        self._rows.append(
            Corrected(
                number=number,
                resource=resource,
                column_name=ROW if verdict == ACCEPT else column,
                decision=CHANGE if verdict == LEARNT else verdict,
                before=None if verdict == ACCEPT else as_text(before),
                after=None if verdict == ACCEPT else as_text(after),
                learnt=learnt,
                reason=told.reason,
                who=told.who,
                day=told.day,
                **dict.fromkeys(("row_id", "line_no", "field", "start", "stop")) | place,
            )
        )

    def refuse(self, number: int, said: str) -> None:
        """Take down why a decision is left out."""
        self._unfit[number] = said

    def has(self, number: int) -> bool:
        """Whether a decision was carried out or left out."""
        return number in self._unfit or any(row.number == number for row in self._rows)

    def has_row(self, resource: str, row_id: str) -> bool:
        """Whether a row of a table was decided."""
        return any((row.resource, row.row_id) == (resource, row_id) for row in self._rows)

    def is_unfit(self, number: int) -> bool:
        """Whether a decision was left out."""
        return number in self._unfit

    def close(self, said: str) -> None:
        """Take down of all decisions that were not reached why they are left out."""
        for number in range(len(self._all)):
            if not self.has(number):
                self._unfit[number] = said

    @property
    def review_status(self) -> str:
        """What the decisions make of the record of the page and the metadata; facts have a status each."""
        own = (row for row in self._rows if row.row_id is None and row.resource not in fact_tables())
        return review_status(row._replace(decision=CHANGE) if row.decision == ADD else row for row in own)

    @property
    def corrected(self) -> tuple[Corrected, ...]:
        """What was decided, in the order of the decisions."""
        return tuple(sorted(self._rows, key=lambda row: row.number))

    @property
    def unfit(self) -> tuple[Unfit, ...]:
        """What was left out, in the order of the decisions."""
        return tuple(Unfit(*one) for one in sorted(self._unfit.items()))
