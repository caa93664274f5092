"""The queue of a whole corpus: captures are examined one after the other in the background, and ranked as far as is known."""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from threading import Lock, Thread

from pbdata.errors import PbdataError
from pbdata.review.queue import PAGE, Item, make, rank

MOST_OF_A_CAPTURE = 60
"""So many items of one capture are kept, its most promising ones, so that the memory of a large corpus holds them all."""


class Survey:
    """Items by capture. ``look`` gives those of one capture; it is called from another thread."""

    def __init__(self, captures: Sequence[str], look: Callable[[str], Iterable[Item]]) -> None:
        self._captures, self._look = captures, look
        self._seen: dict[str, bool] = {}
        self._items: list[Item] = []
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def begin(self) -> Thread:
        """Begin to examine captures; the thread that does so ends when all are."""
        examining = Thread(target=self._run, daemon=True)
        examining.start()
        return examining

    def put(self, capture: str, items: Iterable[Item]) -> None:
        """Take the items of a capture that was looked at, in the place of those that it had."""
        with self._lock:
            if self._seen.get(capture):
                self._counts -= Counter(item.kind for item in self._items if item.capture_id == capture)
                self._items = [item for item in self._items if item.capture_id != capture]
            kept = [*islice(items, MOST_OF_A_CAPTURE)]
            for item in kept:
                insort(self._items, item, key=rank)
            self._counts.update(item.kind for item in kept)
            self._seen[capture] = bool(kept)

    def items(self, kind: str | None = None, most: int | None = None) -> list[Item]:
        """The items so far, the most promising first; of one kind, and so many, if these are given."""
        with self._lock:
            return [*islice((item for item in self._items if kind in (None, item.kind)), most)]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many items there are of each kind."""
        with self._lock:
            return dict(self._counts)

    @property
    def progress(self) -> tuple[int, int]:
        """How many captures were examined, and how many there are."""
        return len(self._seen), len(self._captures)

    def _run(self) -> None:
        for capture in self._captures:
            if capture not in self._seen:
                try:
                    found = [*self._look(capture)]
                except PbdataError as error:
                    found = [make("unfit", capture, (PAGE, 0, 0), said=str(error))]
                self.put(capture, found)
