"""The tests of pbdata: they mirror its source, and their cases lie as data in ``cases/``."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"


def cases(path: str) -> Any:
    """The content of a file of cases, YAML or JSON, by its path in ``tests/cases/``."""
    text = (CASES / path).read_text("utf-8")
    return (
        json.loads(text) if path.endswith(".json") else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    )


@contextmanager
def cpu_limit(seconds: int) -> Iterator[None]:
    """Stop what works for longer than so many CPU seconds of this process: a guard against work without end.

    It counts no time in which other programs run, so a busy machine makes no difference.
    """

    def stop(*_: object) -> None:
        raise AssertionError(f"it works for more than {seconds} CPU seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
