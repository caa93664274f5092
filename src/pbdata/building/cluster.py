"""Shards made by the workers of a Dask cluster, which see the corpus in the same place as this process.

A worker reads captures in a process that it keeps for that, so that a capture which kills costs no worker. What a shard gave
comes back as columns, with its page texts: workers write nothing but what is kept for the next build.
"""

import logging
import pickle
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from functools import partial
from multiprocessing import current_process
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pbdata.building.fingerprint import fingerprint
from pbdata.building.shards import PackedJob, Place, Shard, make_packed, without_deadly
from pbdata.building.workers import AHEAD, DiedError, in_kept_process, salvaged, until_broken
from pbdata.captures.store.manifest import MANIFEST
from pbdata.errors import BuildError, SettingsError

_LOG = logging.getLogger(__name__)
_READ = fingerprint()
"""The code that this process has read."""
_ANSWER = 10
"""So many seconds a scheduler has to answer a call."""
_PATIENCE = 300
"""So many seconds a scheduler that was there may be away."""
_TRIES = 5
"""So many times in turn the cluster may fail at one shard."""


class _Made(NamedTuple):
    """A shard with the files that it wrote, by their paths from the root of the package."""

    shard: Shard
    files: Mapping[str, bytes]


def shards_of_cluster(jobs: Sequence[PackedJob], place: Place, address: str) -> Iterator[Shard]:
    """Yield the shards in their order, made by the workers of the scheduler at ``address``, an address or a scheduler file.

    A worker that dies costs what it had begun, and so does the scheduler, once there is one again. Raises ``BuildError`` where
    there is no scheduler, where workers cannot see the corpus or have another version of the code, and what ``make_shard`` raises.
    """
    broken = (*_lost(), CancelledError)
    left = deque(pickle.dumps((job, place)) for job in jobs)
    patience, tries = _ANSWER, 0
    while left:
        before = len(left)
        try:
            with _executor(address, patience) as (executor, client):
                for made in until_broken(executor, partial(_on_worker, _READ), left, partial(_ahead, client), broken):
                    _write(place.folder, made.files)
                    yield made.shard
        except ModuleNotFoundError as error:
            raise BuildError(
                f"{address}: a worker cannot import {error.name}. Install the same pbdata, with the same extras, on all workers."
            ) from None
        patience, tries = _PATIENCE, 0 if len(left) < before else tries + 1
        if tries == _TRIES:
            raise BuildError(
                f"{address}: the cluster failed {_TRIES} times in turn at the same captures. Look at the logs of its workers, "
                "which may lack memory, then build again: what was done is kept."
            )
        if left:
            _LOG.warning("%s: a worker or the scheduler is gone; going on with what is left", address)


def _on_worker(version: str, payload: bytes) -> _Made:
    """Make a shard on a worker. What was sent is not looked at before it is known that both have the same code."""
    # A worker lives long, and the files of its code may be others than those that it has read.
    if not version == _READ == fingerprint():
        raise BuildError(
            f"the worker on {gethostname()} has another pbdata, Python or library than this build, and its tables might differ. "
            "Install the same on all workers and start them anew."
        )
    job, place = pickle.loads(payload)
    if not (place.root / MANIFEST).is_file():
        raise BuildError(
            f"the worker on {gethostname()} does not see {place.root / MANIFEST}. A corpus that a cluster builds lies in a folder "
            "that all machines share, by the same path."
        )
    # A worker that Dask's nanny began may have no children otherwise; ours end with it.
    current_process().daemon = False
    with TemporaryDirectory(prefix="pbdata-") as folder:
        here = place._replace(folder=Path(folder))
        task = partial(make_packed, place=here)
        try:
            shard = in_kept_process(task, job)
        except DiedError:
            shard = salvaged(task, job, partial(without_deadly, place=here))
        files = [path for path in here.folder.rglob("*") if path.is_file()]
        return _Made(shard, {path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _ahead(client: Any) -> int:
    """How many shards may be begun: there may be no workers yet, or others than a moment ago."""
    try:
        return AHEAD * max(1, sum(map(int, client.nthreads().values())))
    except (OSError, TimeoutError):
        return AHEAD


def _lost() -> tuple[type[BaseException], ...]:
    """What a call raises where a worker or the scheduler is gone. Raises ``SettingsError`` where Dask is not installed."""
    try:
        from distributed import KilledWorker
        from distributed.client import ClosedClientError, FutureCancelledError
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise SettingsError('dask.distributed is not installed. Install it: pip install "pbdata[cluster]".') from None
    return KilledWorker, ClosedClientError, FutureCancelledError, CommClosedError


@contextmanager
def _executor(address: str, patience: float) -> Iterator[tuple[Executor, Any]]:
    """The workers of a cluster as an executor, with the client. What was begun and not taken up is called off at the end."""
    client = _client(address, patience)
    executor = client.get_executor(pure=False)
    try:
        if not client.nthreads():
            _LOG.warning("%s: there are no workers yet; waiting for them", address)
        yield executor, client
    finally:
        executor.shutdown(wait=False)
        client.close(timeout=_ANSWER)


def _client(address: str, patience: float) -> Any:
    from distributed import Client

    where = {"scheduler_file": address} if Path(address).is_file() else {"address": address}
    end = time.monotonic() + patience
    while True:
        try:
            return Client(**where, timeout=_ANSWER, set_as_default=False, name="pbdata")
        except (OSError, TimeoutError, ValueError) as error:
            if time.monotonic() > end or isinstance(error, ValueError):
                raise BuildError(
                    f"{address}: no scheduler of Dask answers here. Start one (dask scheduler) and its workers (dask worker {address}), "
                    "or look at the address; what was done is kept."
                ) from None
            time.sleep(1)
