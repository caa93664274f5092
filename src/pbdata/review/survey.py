"""The queue of a whole corpus: captures are examined one after the other in the background, and ranked as far as is known."""

from collections.abc import Callable, Collection, Iterable, Sequence
from threading import Lock, Thread

from pbdata.review.queue import Item, ranked

MOST_OF_A_CAPTURE = 60
"""So many items of one capture are kept, its most promising ones, so that the memory of a large corpus holds them all."""


class Survey:
    """Items by capture. ``look`` gives those of one capture; it is called from another thread."""

    def __init__(self, captures: Sequence[str], look: Callable[[str], Iterable[Item]]) -> None:
        self._captures, self._look = captures, look
        self._items: dict[str, Sequence[Item]] = {}
        self._ranked: list[Item] | None = None
        self._lock = Lock()

    def begin(self) -> None:
        """Begin to examine captures."""
        Thread(target=self._run, daemon=True).start()

    def put(self, capture: str, items: Sequence[Item]) -> None:
        """Take the items of a capture that was looked at."""
        with self._lock:
            self._items[capture] = items[:MOST_OF_A_CAPTURE]
            self._ranked = None

    def items(self, kinds: Collection[str] | None = None) -> list[Item]:
        """The items so far, the most promising first; of some kinds, if these are given."""
        with self._lock:
            if self._ranked is None:
                self._ranked = ranked(item for items in self._items.values() for item in items)
            found = self._ranked
        return [item for item in found if kinds is None or item.kind in kinds]

    @property
    def progress(self) -> tuple[int, int]:
        """How many captures were examined, and how many there are."""
        return len(self._items), len(self._captures)

    def _run(self) -> None:
        for capture in self._captures:
            if capture not in self._items:
                self.put(capture, [*self._look(capture)])
