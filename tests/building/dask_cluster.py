"""A Dask cluster of real processes on loopback, and builds that use it in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import ROOT

# Builds with shards of two captures; with a third word, with settings that let pages do harm.
BUILD = """
import sys
from pathlib import Path
from pbdata.building import shards
from pbdata.building.runner import build
from pbdata.errors import PbdataError
from pbdata.model.capture import Settings
from tests.building.poison import Poisoned

if __name__ == "__main__":
    shards._CAPTURES = 2
    try:
        build(
            Path(sys.argv[1]),
            cluster=sys.argv[2],
            settings=Poisoned() if "poisoned" in sys.argv else Settings(),
            progress=lambda done, total: print(done, flush=True),
        )
    except PbdataError as error:
        sys.exit(str(error))
"""


class Cluster:
    """A scheduler at a fixed address, and workers of one thread; what it writes lies in a folder."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.address = folder, f"tcp://127.0.0.1:{self.port}"
        self.scheduler, self.workers = self._scheduler(), [self.worker(n) for n in range(2)]

    def worker(self, name: int | str, source: Path = ROOT / "src") -> subprocess.Popen[bytes]:
        """Begin a worker with its nanny, which begins it anew where it dies. ``source`` holds its pbdata."""
        options = ["--nthreads", "1", "--name", str(name), "--no-dashboard", "--local-directory", str(self.folder)]
        return self._begin("dask_worker", [self.address, *options], source)

    def restart_scheduler(self) -> None:
        """Kill the scheduler and begin another at its address; workers whose scheduler is gone end, and others begin."""
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler = self._scheduler()
        self.workers += [self.worker(f"new {n}") for n in range(2)]

    def kill_a_worker(self) -> None:
        """Kill one worker, not its nanny, with all that it holds."""
        nanny = next(one for one in self.workers if one.poll() is None)
        os.kill(until(lambda: children(nanny.pid))[-1], signal.SIGKILL)

    def build(self, root: Path, *words: str) -> subprocess.Popen[str]:
        """Begin a build; it prints the number of captures done."""
        command = [sys.executable, "-c", BUILD, str(root), self.address, *words]
        return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def end(self) -> None:
        """End all that was begun, and all that these began."""
        for process in (*self.workers, self.scheduler):
            for one in [*children(process.pid), process.pid]:
                try:
                    os.kill(one, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            process.wait()

    def _scheduler(self) -> subprocess.Popen[bytes]:
        return self._begin("dask_scheduler", ["--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"])

    def _begin(self, what: str, options: list[str], source: Path = ROOT / "src") -> subprocess.Popen[bytes]:
        with (self.folder / f"{what}.log").open("ab") as log:
            command = [sys.executable, "-m", f"distributed.cli.{what}", *options]
            return subprocess.Popen(command, env=environment(source), stdout=log, stderr=log)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster that ends with the block."""
    folder.mkdir()
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.end()


def environment(source: Path = ROOT / "src") -> dict[str, str]:
    """Where processes find pbdata and the tests."""
    return os.environ | {"PYTHONPATH": f"{source}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}


def done_of(build: subprocess.Popen[str]) -> tuple[int, str]:
    """How a build ended, and what it said."""
    said = build.communicate()[1]
    return build.returncode, said


def wait_for(build: subprocess.Popen[str], n: int) -> None:
    """Wait until so many captures are done."""
    assert build.stdout
    for line in build.stdout:
        if int(line) >= n:
            return
    raise AssertionError(done_of(build))


def children(process: int) -> list[int]:
    """The processes that a process began."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True).stdout
    return [int(one) for one in found.split()]


def until(ask: Callable[[], Any]) -> Any:
    """What a question gives once it gives anything."""
    for _ in range(1200):
        if said := ask():
            return said
        time.sleep(0.1)
    raise AssertionError("it never came")
