"""``pbdata withdraw``: write a takedown."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, Root
from pbdata.cli.terminal import print_json, recover, say, tell_interrupted
from pbdata.errors import PackageError, PbdataError


@app.command(epilog="Example: pbdata withdraw c0123456789abcdef --span 120:123 --span 455:458")
def withdraw(
    captures: Annotated[list[str], typer.Argument(metavar="CAPTURE_ID...", help="The captures to withdraw.")],
    span: Annotated[
        list[str] | None,
        typer.Option("--span", help="START:STOP in the page text, to withhold only that. May be given several times."),
    ] = None,
    day: Annotated[str | None, typer.Option("--day", help="The day of the takedown; today where not given.")] = None,
    root: Root = Path(),
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take captures, or stretches of one, out of the dataset: write a takedown to data/corrections/takedown.yaml."""
    from pbdata.captures.store.withdrawing import withdraw as write_takedowns
    from pbdata.package.reading import open_package
    from pbdata.searching.indexes import remove_indexes

    (tell_interrupted if dry_run else recover)(root)
    spans = sorted(map(_span, span or ()))
    if spans and len(captures) > 1:
        raise PbdataError("spans belong to one page, and several captures are named. Withdraw them one by one.")
    day = day or datetime.now(UTC).astimezone().date().isoformat()
    for one in write_takedowns(root, captures, day, spans=spans, dry_run=dry_run):
        if as_json:
            print_json(one._asdict())
            continue
        what = f" from {', '.join(f'{start} to {stop}' for start, stop in one.spans)}" if one.spans else ""
        say(f"{'would withdraw' if dry_run else 'withdrawn'} {one.capture_id}{what}")
    if not dry_run:
        with suppress(PackageError):
            remove_indexes(open_package(root))
    if not dry_run and not as_json:
        say("Next: pbdata build. The words are still in data/raw/ and in the history of git; see RIGHTS.md.")


def _span(text: str) -> tuple[int, int]:
    start, colon, stop = text.partition(":")
    if not (colon and start.isdecimal() and stop.isdecimal()):
        raise PbdataError(f"a span cannot be `{text}`. Write START:STOP, as `pbdata trace` shows them.")
    return int(start), int(stop)
