"""A curator's desk: the queue, a capture as it is now, decisions that are written at once, and the way back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from threading import RLock, Thread
from time import perf_counter
from typing import Any, NamedTuple

from pbdata.corrections.comparing import changes, rows_of
from pbdata.corrections.deciding import decide
from pbdata.corrections.opening import OpenCapture
from pbdata.corrections.reading import correction_path
from pbdata.errors import PbdataError
from pbdata.model.capture import Processed, Settings
from pbdata.model.correction import Correction, LineCorrection, Told
from pbdata.review.examining import examine
from pbdata.review.open_items import open_items
from pbdata.review.queue import Item, items_of, ranked
from pbdata.review.shelf import Shelf
from pbdata.review.survey import Survey
from pbdata.review.views import Json, capture_view, cells_changed, item_view
from pbdata.review.wishes import Make, makes_of
from pbdata.review.writing import ConflictError, replaced, version_of

NO_REASON = "looked at the page"
"""What stands for a reason where none was given."""


class _Done(NamedTuple):
    """A decision of this session: what the file held before it, and the version that it made."""

    capture: str
    before: bytes | None
    version: str


class Desk:
    """The captures of a shelf in front of one curator, who is named in what is decided.

    ``to_settle`` are items beyond those that the program finds, such as what coders differ on.
    """

    def __init__(
        self, shelf: Shelf, settings: Settings, who: str | None = None, to_settle: Sequence[Item] = ()
    ) -> None:
        self._shelf, self._settings, self._who, self._to_settle = shelf, settings, who, to_settle
        self._done: list[_Done] = []
        self._lock = RLock()
        self._survey = Survey(shelf.ids, lambda capture: self._seen(shelf.open(capture))[1])

    def begin(self) -> Thread:
        """Begin to fill the queue; the thread that does so ends when all captures are examined."""
        return self._survey.begin()

    def queue(self, kind: str | None, most: int) -> Json:
        """The items that need eyes most, so far as captures have been examined."""
        examined, total = self._survey.progress
        return {
            "items": [item_view(item) for item in self._survey.items(kind, most)],
            "counts": self._survey.counts,
            "examined": examined,
            "total": total,
            "decided": len(self._done),
        }

    def capture(self, capture: str) -> Json:
        """A capture as it is with all decisions, and the version of these."""
        with self._lock:
            return self._shown(self._shelf.open(capture))

    def decide(self, capture: str, version: str, given: Mapping[str, Any]) -> Json:
        """Write a decision and make the page again: its view, with the cells that changed, and ``ms``, how long that took.

        Raises ``ConflictError`` where the decisions are not those of ``version`` any more, ``PbdataError`` where it does not fit; nothing
        is written then.
        """
        began = perf_counter()
        with self._lock:
            opened = self._shelf.open(capture)
            before, held = opened.processed(opened.corrections), self._held(capture)
            makes, asked = makes_of(given, self._told(given), before), version
            try:
                for make in makes:
                    self._write(capture, version, make)
                    version = version_of(self._path(capture))
            except PbdataError:
                if version != asked:
                    replaced(self._shelf.root, self._path(capture), held, version)
                raise
            self._done.append(_Done(capture, held, version))
            return self._answer(self._shelf.open(capture), before, began)

    def undo(self) -> Json:
        """Take the last decision of this session back: the file is as it was before.

        Raises ``PbdataError`` where there is none, and ``ConflictError`` where more was decided about the capture since.
        """
        began = perf_counter()
        with self._lock:
            if not self._done:
                raise PbdataError("there is nothing to undo.")
            capture, held, version = self._done[-1]
            opened = self._shelf.open(capture)
            before = opened.processed(opened.corrections)
            replaced(self._shelf.root, self._path(capture), held, version)
            self._done.pop()
            return self._answer(self._shelf.open(capture), before, began)

    def _write(self, capture: str, version: str, make: Make) -> None:
        """Write a decision, and anew what an earlier one said of other lines than those that are decided now."""
        opened = self._shelf.open(capture)

        def current(one: OpenCapture) -> Correction:
            # Here nobody else can write.
            if version_of(self._path(capture)) != version:
                raise ConflictError(
                    f"{capture} was changed in another window or by hand. Look at it again, then decide."
                )
            return make(one)

        after = decide(self._shelf.root, opened, current).capture
        gone = {*map(_bare, opened.corrections)} - {*map(_bare, after.corrections)}
        for rest in _rests(gone, after.corrections):
            decide(self._shelf.root, after, lambda _, rest=rest: rest)  # type: ignore[misc]

    def _answer(self, opened: OpenCapture, before: Processed, began: float) -> Json:
        after = opened.processed(opened.corrections)
        found = changes(rows_of(opened, before), rows_of(opened, after))
        view = self._shown(opened) | {"changes": list(cells_changed(opened.capture_id, found))}
        return view | {"ms": round((perf_counter() - began) * 1000)}

    def _shown(self, opened: OpenCapture) -> Json:
        view, items = self._seen(opened)
        self._survey.put(opened.capture_id, items)
        return {"version": version_of(self._path(opened.capture_id))} | view

    def _seen(self, opened: OpenCapture) -> tuple[Json, list[Item]]:
        examined = examine(opened.processed(opened.corrections), opened.captured.data, self._settings)
        own = [one for one in self._to_settle if one.capture_id == opened.capture_id]
        found = ranked([*own, *items_of(examined, self._settings.detectors)])
        items = open_items(found, opened, examined.processed)
        return capture_view(examined, items), items

    def _told(self, given: Mapping[str, Any]) -> Told:
        reason = " ".join(str(given.get("reason") or NO_REASON).split())
        return Told(reason, self._who, datetime.now(UTC).astimezone().date().isoformat())

    def _path(self, capture: str) -> Path:
        return correction_path(self._shelf.root, capture)

    def _held(self, capture: str) -> bytes | None:
        path = self._path(capture)
        return path.read_bytes() if path.is_file() else None


def _bare(one: Correction) -> Correction:
    return one._replace(told=one.told._replace(place=""))


def _rests(gone: set[Correction], standing: tuple[Correction, ...]) -> Iterator[LineCorrection]:
    """What decisions that are gone said of lines that no decision is about now, a run each."""
    decided = {
        number for one in standing if isinstance(one, LineCorrection) for number in range(one.first, one.last + 1)
    }
    for one in gone:
        if isinstance(one, LineCorrection):
            left = [number for number in range(one.first, one.last + 1) if number not in decided]
            for _, run in groupby(enumerate(left), lambda each: each[1] - each[0]):
                first, *_, last = [number for _, number in run] * 2
                expect = one.expect[first - one.first : last - one.first + 1]
                yield one._replace(first=first, last=last, expect=expect)
