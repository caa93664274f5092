"""What one capture may take of processor time and memory. A process in which it takes more dies, as of a capture that crashes it.

A process that ended leaves nothing half done. Whether a capture takes too much is decided where it is read by itself, in a
process that has read nothing before: its neighbours and the number of processes have no say.
"""

import math
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pbdata.errors import SettingsError

try:
    import resource
except ImportError:  # Windows, where `check_limits` lets nobody come this far
    resource = None  # type: ignore[assignment]

_OUT_OF_MEMORY = 71
_MEMORY_IN_USE = Path("/proc/self/statm")


class Limits(NamedTuple):
    """What one capture may take: whole ``seconds`` of processor time, and ``megabytes`` (10**6 bytes) beyond what its process holds."""

    seconds: int | None = None
    megabytes: int | None = None


NONE = Limits()


def check_limits(limits: Limits) -> None:
    """Raise ``SettingsError`` where this system cannot hold captures to such limits: memory is Linux alone, time not Windows."""
    if limits.seconds and not hasattr(signal, "SIGXCPU"):
        raise SettingsError("this system has no limit of processor time. Leave out --record-seconds.")
    if limits.megabytes and not _MEMORY_IN_USE.exists():
        raise SettingsError("this system has no limit of memory; Linux has. Leave out --record-megabytes.")


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Let this process die where the block takes more. For processes that were begun to read captures."""
    if not any(limits):
        yield
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    bounds = {}
    if limits.seconds:
        bounds[resource.RLIMIT_CPU] = math.ceil(time.process_time()) + limits.seconds
    if limits.megabytes:
        pages = int(_MEMORY_IN_USE.read_text("ascii").split()[0])
        bounds[resource.RLIMIT_AS] = pages * resource.getpagesize() + limits.megabytes * 10**6
    before = {kind: resource.getrlimit(kind) for kind in bounds}
    for kind, bound in bounds.items():
        _soft, hard = before[kind]
        resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    try:
        yield
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    finally:
        for kind, was in before.items():
            resource.setrlimit(kind, was)


def why_dead(exitcode: int | None, limits: Limits) -> str:
    """The reason for which a capture is rejected whose process ended so."""
    if limits.seconds and exitcode == -signal.SIGXCPU:
        return f"too slow: it takes more than {limits.seconds} seconds of processor time"
    if limits.megabytes and exitcode == _OUT_OF_MEMORY:
        return f"too large: it takes more than {limits.megabytes} megabytes of memory"
    return "error: the process that read this capture died"
