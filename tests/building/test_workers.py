"""Several processes give the results of one, and a process that dies costs one job."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pbdata.building.workers import DiedError, alone, cores, deadly, in_kept_process, in_order
from tests import ROOT
from tests.building.deadly import process_id, square, squares


def salvage(n: int) -> int:
    """What stands for the square of a number that kills."""
    return -n


@pytest.mark.parametrize("jobs", [[], [3], list(range(12))])
def test_results_come_in_the_order_of_jobs(jobs: list[int]) -> None:
    """However long each takes."""
    assert list(in_order(square, jobs, 2, salvage)) == [n * n for n in jobs]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [[13], [1, 2, 13, 4], [13, 13, 2], [1, 13]])
def test_a_job_that_kills_costs_itself_alone(jobs: list[int]) -> None:
    """The others are done, each once, and in their order."""
    assert list(in_order(square, jobs, 2, salvage)) == [-n if n == 13 else n * n for n in jobs]


def test_what_a_task_raises_is_raised() -> None:
    """A fault is no death."""
    with pytest.raises(ValueError, match="less than nothing"):
        list(in_order(square, [1, -1, 2], 2, salvage))


@pytest.mark.slow
def test_a_death_is_told() -> None:
    """A process of its own is no more than its job."""
    assert alone(square, 2) == 4
    with pytest.raises(DiedError):
        alone(square, 13)
    with pytest.raises(ValueError, match="less than nothing"):
        alone(square, -1)


@pytest.mark.slow
def test_a_thread_keeps_its_process() -> None:
    """For its next job, until the process dies; then it has another."""
    first = in_kept_process(process_id, None)
    assert first == in_kept_process(process_id, None) != os.getpid()
    with pytest.raises(DiedError):
        in_kept_process(square, 13)
    assert in_kept_process(square, 3) == 9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("numbers", "found"),
    [([1, 2, 3], []), ([13], [13]), ([13, 1], [13]), ([1, 2, 4, 13], [13]), ([1, 2, 13, 4, 5, 13], [13, 13])],
)
def test_what_kills_is_found_among_the_others(numbers: list[int], found: list[int]) -> None:
    """By halving, each of several, with the signal that ended its process."""
    assert [(n, died.exitcode) for n, died in deadly(squares, numbers)] == [(n, -signal.SIGKILL) for n in found]


# Has a process wait, and is killed by who began it.
WAITING = """
import sys
sys.path.insert(0, sys.argv[2])
from pbdata.building.workers import in_order
from tests import ROOT
from tests.building.deadly import wait

if __name__ == "__main__":
    list(in_order(wait, [sys.argv[1]], 1, wait))
"""


@pytest.mark.slow
def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    """After SIGKILL none goes on, so that none writes into the next build."""
    script, place = tmp_path / "waiting.py", tmp_path / "pid"
    script.write_text(WAITING, "utf-8")
    parent = subprocess.Popen([sys.executable, script, place, ROOT])
    child = int(until(lambda: place.is_file() and place.read_text("utf-8")))
    parent.kill()
    parent.wait()
    assert until(lambda: not is_running(child))


def until(ask: Callable[[], Any]) -> Any:
    """What a question gives once it gives anything."""
    for _ in range(600):
        if said := ask():
            return said
        time.sleep(0.1)
    raise AssertionError("it never came")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.is_file() or status.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def test_there_is_a_processor() -> None:
    """The number of processors is one or more."""
    assert cores() >= 1
