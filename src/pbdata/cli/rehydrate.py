"""``pbdata rehydrate``: the texts of the open edition from captures."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson
from pbdata.cli.terminal import print_json, progress_bar, say, tell_interrupted


@app.command(epilog="Example: pbdata rehydrate --open pbdata-1.0.0-open.zip --captures my/captures --to rehydrated")
def rehydrate(
    package: Annotated[
        str,
        typer.Option(
            "--open", help="The open edition: its folder, its zip, or a downloaded version.", show_default=False
        ),
    ],
    captures: Annotated[
        Path, typer.Option("--captures", help="A folder of captures; all files below it are looked at.")
    ],
    to: Annotated[Path, typer.Option("--to", help="The new folder for the package with texts.")],
    as_json: AsJson = False,
) -> None:
    """Restore texts and withheld columns of the open edition from captures. Exits with 1 if a text is not whole."""
    from pbdata.access.loading import is_version, open_package
    from pbdata.access.rehydrate import REPORT
    from pbdata.access.rehydrate import rehydrate as restore

    tell_interrupted(package)
    edition = "open" if is_version(package) else None
    with progress_bar("captures") as progress:
        done = restore(open_package(package, edition=edition), captures, to, progress=progress)
    if as_json:
        print_json(asdict(done) | {"target": str(done.target), "whole": done.whole})
    else:
        say("captures  " + ", ".join(f"{count} {status}" for status, count in done.captures.items()))
        say("texts     " + ", ".join(f"{count} {status}" for status, count in done.texts.items()))
        for table, columns in done.columns.items():
            for column, (restored, lost) in columns.items():
                say(f"column    {table}.{column}: {restored} restored, {lost} not")
        for one in done.articles:
            if one.status in ("partial", "missing"):
                gaps = ", ".join(f"{start}:{stop}" for start, stop in one.gaps)
                say(f"{one.status:<9} {one.article_id}: {one.why}" + (f"; not found: {gaps}" if gaps else ""))
        say("\n".join([*done.notes, f"wrote     {done.target} ({REPORT} says all of this)"]))
    if not done.whole:
        raise typer.Exit(1)
