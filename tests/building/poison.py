"""Settings with which pages that hold certain words do harm to the process that reads them, in each process that gets them."""

import ctypes
import os
import signal
from dataclasses import dataclass
from typing import Any

from pbdata.building import shards
from pbdata.corpus.failures import process_captured
from pbdata.model.capture import Settings


@dataclass(frozen=True, slots=True)
class Poisoned(Settings):
    """As others, until they are sent to another process."""

    def __reduce__(self) -> Any:
        return _poisoned, ()


def _poisoned() -> Poisoned:
    shards.process_captured = _harmed  # type: ignore[attr-defined]
    return Poisoned()


def _harmed(captured: Any, *others: Any) -> Any:
    for word, harm in HARMS.items():
        if word in captured.data:
            harm()
    return process_captured(captured, *others)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash() -> None:
    ctypes.string_at(0)


def _spin() -> None:
    while True:
        pass


def _grow() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


HARMS = {b"KILL": _kill, b"CRASH": _crash, b"SPIN": _spin, b"GROW": _grow}
