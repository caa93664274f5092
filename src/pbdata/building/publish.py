"""Put a newly built package in the place of the last one: all of it or none of it, also when the process is killed.

The new package is staged in ``.pbdata/staging``. A journal is written before the first rename and removed after the
last; the next command that writes to the corpus finishes what a journal says, or undoes it where the staged part is gone.
Commands that read leave it alone: a journal may have come with a package of somebody else. The old package waits in
``.pbdata/old`` until the journal is gone. Every rename can be the last thing that a process does.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pbdata.errors import BuildError
from pbdata.locking import WORKSHOP, BusyError, lock, sync

PARTS = ("data/tables", "data/pages", "data/parquet", "datapackage.yaml", "datapackage.json")


class Part(NamedTuple):
    """A part of the package: whether a new one is staged, and whether an old one was in place when the switch began."""

    path: str
    staged: bool
    replaced: bool


def is_interrupted(root: Path) -> bool:
    """Whether a switch of packages was begun in ``root`` and not ended, or is being made now."""
    return _there(root / WORKSHOP / "journal.json")


def recover(root: Path) -> str | None:
    """Finish or undo an interrupted switch and clear what an interrupted build left; say which, or ``None``.

    Does nothing while another process is at work in ``root``: it will finish its own. Raises ``BuildError`` when an
    interrupted switch can be neither finished nor undone.
    """
    workshop = root / WORKSHOP
    if not any(_there(workshop / name) for name in ("journal.json", "journal.draft", "staging", "old")):
        return None
    try:
        with lock(root):
            return _settle(workshop)
    except BusyError:
        return None
    except BuildError:
        if (workshop / "journal.json").exists():
            raise
        return None


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder on the same file system as ``root``, removed at the end. The caller holds the lock."""
    workshop = root / WORKSHOP
    _settle(workshop)
    folder = workshop / "staging"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        if not (workshop / "journal.json").exists():
            shutil.rmtree(folder, ignore_errors=True)


def switch(root: Path) -> None:
    """Put what is staged in place of what is published there. The caller holds the lock and has validated the staging.

    A part that is published and not staged is removed. Raises ``BuildError`` if a rename fails, with the last package
    back in place.
    """
    workshop = root / WORKSHOP
    for path in (workshop / "staging", *(workshop / "staging").rglob("*")):
        sync(path)
    (workshop / "old").mkdir()
    parts = tuple(Part(path, _there(workshop / "staging" / path), _there(root / path)) for path in PARTS)
    try:
        _write_journal(workshop, "forward", parts)
        _forward(workshop, parts)
    except OSError as error:
        _write_journal(workshop, "undo", parts)
        _undo(workshop, parts)
        raise BuildError(
            f"{error.filename}: {error.strerror}. The new package could not be put in place; the last one is back. "
            "Make the package folder writable and build again."
        ) from None


def _settle(workshop: Path) -> str | None:
    """Act on a journal, or without one clear what was left."""
    _refuse_links(workshop)
    journal = workshop / "journal.json"
    if not journal.exists():
        _clear(workshop)
        return None
    direction, parts = _read_journal(journal)
    try:
        if direction == "forward" and all(_can_go_forward(workshop, part) for part in parts):
            _forward(workshop, parts)
            return "An interrupted switch was finished: the new package is in place."
        _write_journal(workshop, "undo", parts)
        _undo(workshop, parts)
    except OSError as error:
        raise BuildError(
            f"{error.filename}: {error.strerror}. A switch of packages was interrupted and cannot be finished. "
            "Make the package folder writable and run the command again."
        ) from None
    return "An interrupted switch was undone: the last package is in place."


def _refuse_links(workshop: Path) -> None:
    """A package from elsewhere must not lead the switch out of its own folder."""
    inside = (
        "staging",
        "staging/data",
        "old",
        "old/data",
        "shards",
        "journal.json",
        "journal.draft",
        "standing.json",
        "standing.draft",
    )
    for path in (workshop, workshop.parent / "data", *(workshop / name for name in inside)):
        if path.is_symlink():
            raise BuildError(
                f"{path}: this is a link, and nothing is moved through links. Put the folder itself there."
            )


def _can_go_forward(workshop: Path, part: Part) -> bool:
    if not part.staged or _there(workshop / "staging" / part.path):
        return True
    moved_aside = _there(workshop / "old" / part.path) or not part.replaced
    return moved_aside and _there(workshop.parent / part.path)


def _forward(workshop: Path, parts: tuple[Part, ...]) -> None:
    for part in parts:
        new, here, old = workshop / "staging" / part.path, workshop.parent / part.path, workshop / "old" / part.path
        if part.replaced and not _there(old) and _there(here):
            _move(here, old)
        if part.staged and _there(new):
            _move(new, here)
    _close(workshop)


def _undo(workshop: Path, parts: tuple[Part, ...]) -> None:
    """Give each part back; what was new goes to the staging folder, so that every step is one rename."""
    for part in parts:
        new, here, old = workshop / "staging" / part.path, workshop.parent / part.path, workshop / "old" / part.path
        if _there(here) and (_there(old) or not part.replaced):
            _move(here, new)
        if _there(old):
            _move(old, here)
    _close(workshop)


def _close(workshop: Path) -> None:
    (workshop / "journal.json").unlink(missing_ok=True)
    sync(workshop)
    _clear(workshop)


def _clear(workshop: Path) -> None:
    for name in ("staging", "old"):
        shutil.rmtree(workshop / name, ignore_errors=True)
    (workshop / "journal.draft").unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    sync(target.parent)
    sync(source.parent)


def _write_journal(workshop: Path, direction: str, parts: tuple[Part, ...]) -> None:
    content = {"direction": direction, "parts": [part._asdict() for part in parts]}
    draft = workshop / "journal.draft"
    draft.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    sync(draft)
    draft.replace(workshop / "journal.json")
    sync(workshop)


def _read_journal(journal: Path) -> tuple[str, tuple[Part, ...]]:
    try:
        content = json.loads(journal.read_text(encoding="utf-8"))
        parts = tuple(Part(row["path"], row["staged"] is True, row["replaced"] is True) for row in content["parts"])
        direction = str(content["direction"])
    except (OSError, ValueError, KeyError, TypeError):
        parts, direction = (), ""
    if not parts or not {part.path for part in parts} <= set(PARTS):
        raise BuildError(
            f"{journal}: this is no journal of pbdata. Remove the folder {journal.parent}, restore datapackage.yaml, "
            "datapackage.json, data/tables and data/pages from version control, and build again."
        )
    return direction, parts


def _there(path: Path) -> bool:
    return os.path.lexists(path)
