"""The garbage collector, out of the way where much is made and none of it is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector: to look through all that is made, again and again, would take longer than to make it."""
    if not gc.isenabled():  # Who switched it off switches it on, perhaps another thread.
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
