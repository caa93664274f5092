"""What a driver of kills calls in its child: the process ends before a change of the file system, as in a power cut."""

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any


def kill_before(n: int, names: Sequence[str]) -> None:
    """Let this process send itself SIGKILL before its ``n``-th call of any of these functions of ``os``."""
    count = 0

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == n:
                os.kill(os.getpid(), signal.SIGKILL)
            return change(*args, **kwargs)

        return call

    for name in names:
        setattr(os, name, counted(getattr(os, name)))
