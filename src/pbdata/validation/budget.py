"""What is left of what a package may cost, all of its parts together."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Literal

from pbdata.errors import PackageError
from pbdata.validation.limits import Limits

Cost = Literal["read", "cells", "keys", "held", "schemas", "fetched"]

_PER_BYTE = 100
_GROWING = ("read", "cells")
_NOUNS = {
    "read": "bytes read",
    "cells": "cells",
    "keys": "keys of rows",
    "held": "bytes of JSON and workbooks in memory",
    "schemas": "bytes of schemas and dialects",
    "fetched": "bytes fetched",
}


class BudgetError(PackageError):
    """The budget of a package is spent. The message says which, and how it is made larger."""


@contextmanager
def room() -> Iterator[None]:
    """Say as ``BudgetError`` that there is no room for what lies on disk while a package is read: the package is not to blame."""
    try:
        yield
    except OSError as error:
        raise BudgetError(
            f"there is no room for it in {gettempdir()} ({error.strerror}); name another folder in TMPDIR"
        ) from None


class Budget:
    """Counts what the parts of one package cost."""

    def __init__(self, limits: Limits) -> None:
        """The time begins now."""
        self.limits = limits
        self._spent: Counter[str] = Counter()
        self._size, self._seen = 0, set[Path]()
        self._until = time.monotonic() + limits.seconds

    def know(self, place: Path, size: int) -> None:
        """Take up a file of the package, by whose size its budget grows. One that is named again counts once."""
        if place not in self._seen:
            self._seen.add(place)
            self._size += size

    def spend(self, cost: Cost, n: int) -> None:
        """Count what something costs. Raises ``BudgetError`` where that is more than is left, or no time is left."""
        self.seconds_left()
        allowed = getattr(self.limits, cost)
        if cost in _GROWING:
            allowed = max(allowed, _PER_BYTE * self._size)
        if self._spent[cost] + n > allowed:
            # What is spent stays spent: what comes next is not read either.
            self._spent[cost] = allowed
            raise BudgetError(f"the package needs more than {allowed} {_NOUNS[cost]}; allow more with --limit {cost}=N")
        self._spent[cost] += n

    def seconds_left(self) -> float:
        """The time that is left. Raises ``BudgetError`` where none is."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise BudgetError(
                f"the package takes longer than {self.limits.seconds} seconds; allow more with --limit seconds=N"
            )
        return left
