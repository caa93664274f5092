"""The garbage collector stands still for a while, and then is as it was."""

import gc

import pytest

from pbdata.collecting import uncollected


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_as_it_was(on: bool) -> None:
    """Whether it was on or off, and also where the work failed."""
    before = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


def test_the_collector_is_on_after_all_that_it_stood_still_for() -> None:
    """Two threads need not leave in the order in which they came."""
    before = gc.isenabled()
    gc.enable()
    try:
        first, second = uncollected(), uncollected()
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        second.__exit__(None, None, None)
        assert gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
