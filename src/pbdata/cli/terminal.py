"""What commands do at the terminal: progress, JSON, and a word on what an interrupted command left."""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pbdata.cli.language import translated
from pbdata.showing import json_line, shown_line

_NARROWEST = 8
_LOOKED_BACK = 120
"""Over so many seconds the rate of a progress is taken: shards of captures come together."""
_LOG = logging.getLogger("pbdata")
_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)

if TYPE_CHECKING:
    from pbdata.model.capture import Settings


def speak(verbose: int, quiet: bool) -> None:
    """Let the logger ``pbdata`` print what is done, or be quiet: no progress then, and no remarks."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    _LOG.setLevel(logging.ERROR if quiet else _LEVELS[min(verbose, len(_LEVELS) - 1)])


def is_quiet() -> bool:
    """Whether ``--quiet`` was given."""
    return not _LOG.isEnabledFor(logging.WARNING)


def is_verbose() -> bool:
    """Whether ``--verbose`` was given."""
    return _LOG.isEnabledFor(logging.INFO)


def recover(path: Path) -> None:
    """Finish or undo what an interrupted command left in a corpus, and say so. For commands that write there."""
    from pbdata.building.publish import recover as finish

    said = finish(path)
    if said:
        say(said, err=True)


def tell_interrupted(path: str | Path) -> None:
    """Say that a switch of packages was interrupted. For commands that read: they leave everything as it is."""
    from pbdata.building.publish import is_interrupted

    place = Path(path)
    folder = place.parent if place.is_file() else place
    if is_interrupted(folder):
        say(
            f"{folder}: a build was interrupted here, and its tables may be of two versions. "
            "Nothing was changed; if the package is yours, run `pbdata build`.",
            err=True,
        )


@contextmanager
def progress_bar(what: str = "captures") -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error with the rate and the time left, where that is a terminal; it moves while there is no length."""
    if not sys.stderr.isatty() or is_quiet():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    # A stream of its own, which is seen even while what libraries print there is discarded.
    with (
        open(os.dup(sys.stderr.fileno()), "w", encoding="utf-8") as stream,  # noqa: PTH123
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            transient=True,
            speed_estimate_period=_LOOKED_BACK,
        ) as bar,
    ):
        task = bar.add_task(translated(what), total=None, rate="")

        def moved(done: int, total: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:,.1f}/s" if speed else "")

        yield moved


def print_json(record: Any) -> None:
    """Print a record as one line of JSON."""
    typer.echo(json_line(record))


def print_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool) -> None:
    """Print rows in columns with a word on how many they are, or as JSON, a line each."""
    if as_json:
        for row in rows:
            print_json(dict(zip(names, row, strict=True)))
        return
    say(aligned([names, *([_cell(value) for value in row] for row in rows)]))
    remark(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _cell(value: Any) -> str:
    return "-" if value is None else str(value).replace("\n", "⏎")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns, on a terminal cut to its width; a Chinese character is two columns wide."""
    from rich.cells import cell_len, set_cell_size
    from rich.console import Console

    console, gap = Console(), "  "
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if console.is_terminal:
        room = console.width - len(gap) * (len(widths) - 1)
        while sum(widths) > room and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
    return "\n".join(gap.join(map(set_cell_size, row, widths)).rstrip() for row in rows)


def say(text: str, *, err: bool = False) -> None:
    """Print lines for people, in their language. What they quote from pages and packages is shown, never obeyed."""
    typer.echo("\n".join(map(shown_line, translated(text).split("\n"))), err=err)


def remark(text: str) -> None:
    """Print on standard error what a program that calls pbdata need not hear, unless ``--quiet`` was given."""
    if not is_quiet():
        say(text, err=True)


def settings_of(detectors: str) -> "Settings":
    """The settings that the options of a command make; a detector that is not there is an error before any work."""
    from pbdata.facts.detectors import check_detectors
    from pbdata.model.capture import Settings

    settings = Settings(detectors=tuple(name.strip() for name in detectors.split(",")))
    check_detectors(settings)
    return settings
