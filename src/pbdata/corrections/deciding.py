"""Write a decision, or take some out: looked at, tried and written while no other writer can come between."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pbdata.checked_yaml import decode_yaml, read_file
from pbdata.corrections.judging import fault_of
from pbdata.corrections.opening import OpenCapture
from pbdata.corrections.reading import correction_path, corrections_of
from pbdata.corrections.targets import contradicted
from pbdata.corrections.writing import added, empty_file, taken_out
from pbdata.errors import ManifestError, PbdataError
from pbdata.forms.reading import Written
from pbdata.locking import WORKSHOP, BusyError, lock, sync
from pbdata.model.capture import Processed
from pbdata.model.correction import Correction

_PATIENCE, _PAUSE = 10.0, 0.02
"""How many seconds a writer waits for another one, and how long between two looks."""


class Outcome(NamedTuple):
    """The capture with its decisions as they stand now, and what it gave before and gives now; ``after.unfit`` are those of them
    that do not fit."""

    capture: OpenCapture
    before: Processed
    after: Processed


def decide(
    root: Path, capture: OpenCapture, make: Callable[[OpenCapture], Correction], *, dry_run: bool = False
) -> Outcome:
    """Write the decision that ``make`` returns for the capture as it stands, in place of those that it contradicts.

    Raises ``PbdataError`` where it does not fit or what comes of it cannot be published, and ``BusyError`` where another process writes for long; nothing is written.
    """
    with nullcontext() if dry_run else _patient_lock(root):
        path, data, capture = _read(root, capture)
        new = make(capture)
        before = capture.processed(capture.corrections)
        gone = contradicted(capture.corrections, new, before.corrected)
        content = added(path, taken_out(path, data, capture.corrections, gone), new)
        made = corrections_of(Written(path, decode_yaml(path, content)))
        own = [number for number, one in enumerate(made) if _bare(one) == _bare(new)]
        if not own:
            raise ManifestError(f"{path}: the correction cannot be written as YAML. Leave out its unusual characters.")
        after = capture.processed(made)
        for number, said in after.unfit:
            if number in own:
                raise PbdataError(f"{capture.capture_id}: {said}. Nothing was written.")
        fault = fault_of(root, capture, after)
        if fault and not fault_of(root, capture, before):
            raise PbdataError(
                f"{capture.capture_id}: with this correction its rows cannot be published: {fault} Nothing was written."
            )
        if not dry_run:
            _put(root, path, content)
        return Outcome(replace(capture, corrections=made), before, after)


def remove(root: Path, capture: OpenCapture, numbers: Collection[int], *, dry_run: bool = False) -> Outcome:
    """Take decisions out of the file of a capture by their numbers, from 0; a file without any goes.

    Raises ``PbdataError`` for a number that there is not.
    """
    with nullcontext() if dry_run else _patient_lock(root):
        path, data, capture = _read(root, capture)
        missing = sorted(set(numbers) - set(range(len(capture.corrections))))
        if missing:
            raise PbdataError(f"{path}: it has {len(capture.corrections)} corrections, and none with that number.")
        content = taken_out(path, data, capture.corrections, numbers)
        made = corrections_of(Written(path, decode_yaml(path, content)))
        before = capture.processed(capture.corrections)
        if not dry_run and made:
            _put(root, path, content)
        elif not dry_run:
            path.unlink(missing_ok=True)
        return Outcome(replace(capture, corrections=made), before, capture.processed(made))


def _read(root: Path, capture: OpenCapture) -> tuple[Path, bytes, OpenCapture]:
    """The file of a capture as it is now, begun where there is none, and the capture with the decisions that stand there."""
    path = correction_path(root, capture.capture_id)
    data = read_file(path) if path.is_file() else empty_file(capture.capture_id)
    return path, data, replace(capture, corrections=corrections_of(Written(path, decode_yaml(path, data))))


def _put(root: Path, path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = root / WORKSHOP / path.name
    draft.write_bytes(content)
    sync(draft)
    draft.replace(path)


def _bare(one: Correction) -> Correction:
    return one._replace(told=one.told._replace(place=""))


@contextmanager
def _patient_lock(root: Path) -> Iterator[None]:
    """Hold ``root`` for writing; wait a while for another writer."""
    until = time.monotonic() + _PATIENCE
    while True:
        held = lock(root)
        try:
            held.__enter__()
        except BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            break
    try:
        yield
    finally:
        held.__exit__(None, None, None)
