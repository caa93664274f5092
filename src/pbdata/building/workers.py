"""Jobs on several processes, their results in the order of the jobs; a job that kills its process costs that job alone."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_AHEAD = 2
"""How many jobs a process may be ahead of who takes up the results."""
_MOST = 61
"""Windows waits for no more processes at once."""


class DiedError(Exception):
    """The process that did a job died of it."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    task: Callable[[_Job], _Result],
    jobs: Sequence[_Job],
    workers: int,
    salvage: Callable[[_Job], _Result],
) -> Iterator[_Result]:
    """Yield what ``task`` gives for each job, done by so many processes. ``salvage`` does a job that killed its process.

    No more than a few jobs are begun before their turn, so that results do not pile up. What a task raises is raised.
    """
    left = deque(jobs)
    while left:
        with _pool(workers) as pool:
            yield from _until_broken(pool, task, left, workers)
        if left:
            # One of the jobs that were begun kills; the first of them is tried by itself, and the others begin anew.
            job = left.popleft()
            try:
                result = alone(task, job)
            except DiedError:
                result = salvage(job)
            yield result


def alone(task: Callable[[_Job], _Result], job: _Job) -> _Result:
    """Do a job in a process of its own. Raises ``DiedError`` where the process dies, and what the task raises."""
    with _pool(1) as pool:
        try:
            return pool.submit(task, job).result()
        except BrokenProcessPool:
            raise DiedError from None


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with this one, whatever ends it, and at once where the work is broken off."""
    pool = ProcessPoolExecutor(min(workers, _MOST), mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Let this process end when the one that began it is gone; it would wait for work for ever, and write into the next build."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def deadly(task: Callable[[Sequence[_Job]], object], items: Sequence[_Job]) -> Iterator[_Job]:
    """Yield the items of which a task dies, found by halving. What the task raises is raised."""
    try:
        alone(task, items)
    except DiedError:
        middle = len(items) // 2
        if middle:
            yield from deadly(task, items[:middle])
            yield from deadly(task, items[middle:])
        else:
            yield from items


def _until_broken(
    pool: ProcessPoolExecutor, task: Callable[[_Job], _Result], left: deque[_Job], workers: int
) -> Iterator[_Result]:
    """Yield results and take their jobs out, until there are none or a process dies."""
    begun: deque[Future[_Result]] = deque()
    try:
        while left:
            while len(begun) < min(len(left), workers * _AHEAD):
                begun.append(pool.submit(task, left[len(begun)]))
            result = begun.popleft().result()
            left.popleft()
            yield result
    except BrokenProcessPool:
        return
