"""Jobs on several processes, their results in the order of the jobs; a job that kills its process costs that job alone.

``until_broken`` takes any ``concurrent.futures.Executor``: here processes of this machine, in ``cluster.py`` those of many.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread, local
from typing import TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

AHEAD = 2
"""How many jobs a process may be ahead of who takes up the results."""
_MOST = 61
"""Windows waits for no more processes at once."""
_SPAWN = get_context("spawn")
_kept = local()


class DiedError(Exception):
    """The process that did a job died of it. ``exitcode`` is that of ``multiprocessing``: below 0 the signal that ended it."""

    def __init__(self, exitcode: int | None = None) -> None:
        super().__init__(exitcode)
        self.exitcode = exitcode


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
            yield from until_broken(pool, task, left, lambda: workers * AHEAD, BrokenProcessPool)
            if left:
                # A process that was begun while another died is waited for, and never told to end.
                _end(pool)
        if left:
            # One of the jobs that were begun kills; the first of them is tried by itself, and the others begin anew.
            yield salvaged(task, left.popleft(), salvage)


def until_broken(
    executor: Executor,
    task: Callable[[_Job], _Result],
    left: deque[_Job],
    ahead: Callable[[], int],
    broken: type[BaseException] | tuple[type[BaseException], ...],
) -> Iterator[_Result]:
    """Yield results in the order of the jobs and take their jobs out, until there are none or one of ``broken`` is raised.

    ``ahead`` says how many jobs may be begun and not taken up: this is all that waits in memory, however many jobs there are.
    """
    begun: deque[Future[_Result]] = deque()
    try:
        while left:
            while len(begun) < min(len(left), ahead()):
                begun.append(executor.submit(task, left[len(begun)]))
            result = begun.popleft().result()
            left.popleft()
            yield result
    except broken:
        return


def salvaged(task: Callable[[_Job], _Result], job: _Job, salvage: Callable[[_Job], _Result]) -> _Result:
    """Do a job in a process of its own; where that dies, it was the job, and ``salvage`` does it."""
    try:
        return alone(task, job)
    except DiedError:
        return salvage(job)


def alone(task: Callable[[_Job], _Result], job: _Job) -> _Result:
    """Do a job in a process of its own. Raises ``DiedError`` where the process dies, and what the task raises."""
    here, there = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_tell, args=(there, task, job))
    process.start()
    there.close()
    try:
        result, error = here.recv()
    except (EOFError, OSError):
        process.join()
        raise DiedError(process.exitcode) from None
    finally:
        process.terminate()
        process.join()
        here.close()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def in_kept_process(task: Callable[[_Job], _Result], job: _Job) -> _Result:
    """Do a job in a process that this thread keeps for its next jobs. Raises ``DiedError`` as ``alone`` does."""
    if not hasattr(_kept, "pool"):
        _kept.pool = ProcessPoolExecutor(1, mp_context=_SPAWN, initializer=_end_with_parent)
    try:
        return _kept.pool.submit(task, job).result()  # type: ignore[no-any-return]
    except BrokenProcessPool:
        del _kept.pool
        raise DiedError from None


def deadly(task: Callable[[Sequence[_Job]], object], items: Sequence[_Job]) -> Iterator[tuple[_Job, DiedError]]:
    """Yield the items of which a task dies, and how, found by halving. What the task raises is raised.

    ``items`` are such that it dies of them together: where the first half does no harm, the second does.
    """
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    harmless = not first or (yield from _deadly_among(task, first)) is None
    if harmless and len(second) > 1:
        yield from deadly(task, second)
    else:
        yield from _deadly_among(task, second)


def _deadly_among(
    task: Callable[[Sequence[_Job]], object], items: Sequence[_Job]
) -> Generator[tuple[_Job, DiedError], None, DiedError | None]:
    """Yield as ``deadly`` does, and return how the task dies of the items together, if it does."""
    try:
        alone(task, items)
    except DiedError as death:
        if len(items) == 1:
            yield items[0], death
        else:
            yield from deadly(task, items)
        return death
    return None


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with this one, whatever ends it, and at once where the work is broken off."""
    pool = ProcessPoolExecutor(min(workers, _MOST), mp_context=_SPAWN, initializer=_end_with_parent)
    try:
        yield pool
    except BaseException:
        _end(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):
        process.terminate()


def _tell(there: Connection, task: Callable[[_Job], _Result], job: _Job) -> None:
    """Do a job in this process and send what came of it."""
    _end_with_parent()
    try:
        told: tuple[_Result | None, Exception | None] = (task(job), None)
    except Exception as error:
        told = (None, error)
    there.send(told)


def _end_with_parent() -> None:
    """Let this process end when the one that began it is gone; it would wait for work for ever, and write into the next build."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
