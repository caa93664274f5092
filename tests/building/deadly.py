"""Tasks for processes of their own, which import them from here."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from pbdata.building.limits import Limits, limited


def square(n: int) -> int:
    """The square of a number; 13 kills."""
    if n == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if n < 0:
        raise ValueError(f"{n} is less than nothing")
    time.sleep(0.001 * (n % 3))
    return n * n


def squares(numbers: Sequence[int]) -> list[int]:
    """The squares of several numbers."""
    return [square(n) for n in numbers]


def process_id(_nothing: None) -> int:
    """The process that this is."""
    return os.getpid()


def wait(place: str) -> None:
    """Say in a file which process this is, and wait."""
    Path(place).write_text(str(os.getpid()), "utf-8")
    time.sleep(300)


def spin(seconds: int) -> None:
    """Work for ever, within a limit of time."""
    with limited(Limits(seconds=seconds)):
        while True:
            pass


def grow(megabytes: int) -> None:
    """Take up more memory than a limit allows."""
    with limited(Limits(megabytes=megabytes)):
        held = bytearray(10**9)
    raise AssertionError(len(held))
