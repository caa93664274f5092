"""Standard error while a package is judged."""

import os
import sys

import pytest

from pbdata.validation.report.quiet import quiet


def test_what_libraries_write_is_discarded_and_what_comes_later_is_not(capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes written straight to standard error are lost inside, and only there."""
    with quiet():
        os.write(sys.stderr.fileno(), b"a backtrace")
    print("a message", file=sys.stderr)
    assert capfd.readouterr().err == "a message\n"
