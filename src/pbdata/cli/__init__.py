"""The command line: one module a command, each with its printing.

They only parse arguments and print; all else is done by the functions that they call. Exit codes: 0 good (a rejected page is
good), 1 the data is bad, 2 the call is wrong, 3 nothing bad was found but not everything was checked (``validate``), 4 a
fault of pbdata.
"""

from pbdata.cli import (
    add,
    agree,
    build,
    cite,
    correct,
    diff,
    download,
    explore,
    export,
    info,
    init,
    inspect,
    list,
    rehydrate,
    release,
    remove,
    review,
    search,
    show,
    trace,
    validate,
    withdraw,
)  # fmt: skip
from pbdata.cli.app import app, main

__all__ = [
    "add", "agree", "app", "build", "cite", "correct", "diff", "download", "explore", "export", "info", "init", "inspect", "list", "main", "rehydrate",
    "release", "remove", "review", "search", "show", "trace", "validate", "withdraw",
]  # fmt: skip
