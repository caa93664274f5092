"""Keep a library's own messages off the terminal while its errors are reported in sentences."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Discard what is written to standard error, by libraries in other languages too.

    Polars prints a backtrace when it comes upon a broken Parquet file; the error itself reaches the report. This holds for
    the whole process, so it is for programs and not for libraries.
    """
    try:
        number = sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        yield
        return
    sys.stderr.flush()
    kept = os.dup(number)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, number)
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)
        os.close(nowhere)
