"""A capture that takes too much of time or memory is rejected with that reason, and harms no other."""

import signal
import sys
from pathlib import Path

import pytest

from pbdata.building import limits as module
from pbdata.building.limits import NONE, Limits, check_limits, limited, why_dead
from pbdata.building.runner import build
from pbdata.building.workers import DiedError, alone
from pbdata.errors import SettingsError
from tests.building.corpus import corpus, poisoned
from tests.building.deadly import grow, spin
from tests.building.poison import Poisoned


@pytest.mark.slow
def test_a_process_that_works_too_long_dies() -> None:
    """The system ends it, whatever it does, and it is told why."""
    with pytest.raises(DiedError) as died:
        alone(spin, 1)
    assert (
        why_dead(died.value.exitcode, Limits(seconds=1)) == "too slow: it takes more than 1 seconds of processor time"
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory in use is read from /proc, which Linux has")
def test_a_process_that_takes_too_much_memory_dies() -> None:
    """It does not go on with what was half done, and it is told why."""
    with pytest.raises(DiedError) as died:
        alone(grow, 50)
    assert why_dead(died.value.exitcode, Limits(megabytes=50)) == "too large: it takes more than 50 megabytes of memory"


def test_what_takes_less_is_not_touched() -> None:
    """The limits of the process are afterwards what they were."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CPU)
    with limited(Limits(seconds=100)):
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] >= 100
    with limited(NONE):
        assert resource.getrlimit(resource.RLIMIT_CPU) == before
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


@pytest.mark.parametrize(
    ("exitcode", "limits"),
    [(-signal.SIGXCPU, NONE), (-signal.SIGKILL, Limits(1, 1)), (71, NONE), (None, Limits(1, 1)), (1, Limits(1, 1))],
)
def test_other_deaths_are_no_limits(exitcode: int | None, limits: Limits) -> None:
    """They are told as a fault."""
    assert why_dead(exitcode, limits) == "error: the process that read this capture died"


def test_a_limit_that_the_system_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody believes to be safe who is not."""
    check_limits(NONE)
    monkeypatch.setattr(module, "_MEMORY_IN_USE", Path("/nowhere/statm"))
    check_limits(NONE)
    with pytest.raises(SettingsError, match="--record-megabytes"):
        check_limits(Limits(megabytes=100))
    monkeypatch.delattr(signal, "SIGXCPU")
    with pytest.raises(SettingsError, match="--record-seconds"):
        check_limits(Limits(seconds=100))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory in use is read from /proc, which Linux has")
def test_a_build_rejects_what_takes_too_much(tmp_path: Path) -> None:
    """Also where one process reads captures; of the others none is lost."""
    root = corpus(tmp_path / "corpus", 2, {f"{word}.txt": poisoned(word) for word in ("SPIN", "GROW")})
    summary = build(root, settings=Poisoned(), limits=Limits(3, 1000))
    assert summary.captures == {"processed": 2, "rejected": 2}
    assert dict(summary.rejected) == {
        "data/raw/GROW.txt": "too large: it takes more than 1000 megabytes of memory",
        "data/raw/SPIN.txt": "too slow: it takes more than 3 seconds of processor time",
    }
    assert summary.faults == ()
