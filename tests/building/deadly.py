"""Tasks for processes of their own, which import them from here."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path


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


def wait(place: str) -> None:
    """Say in a file which process this is, and wait."""
    Path(place).write_text(str(os.getpid()), "utf-8")
    time.sleep(300)
