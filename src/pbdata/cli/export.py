"""``pbdata export``: the tables in another form."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageName
from pbdata.cli.terminal import print_json, say, tell_interrupted


@app.command(epilog="Example: pbdata export sqlite pbdata.sqlite --package 1.0.0")
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="sqlite, duckdb, parquet, xlsx or csv.")],
    target: Annotated[Path, typer.Argument(help="The file to write; for parquet and csv, the folder.")],
    package: PackageName = ".",
    force: Annotated[bool, typer.Option("--force", help="Replace a target that is there already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the tables of a package in another form. The package itself is not touched."""
    from pbdata.access.export import export as export_package
    from pbdata.access.loading import open_package

    tell_interrupted(package)
    done = export_package(open_package(package), form, target, force=force)
    if as_json:
        print_json(asdict(done) | {"target": str(done.target)})
        return
    for note in done.notes:
        say(note, err=True)
    say(f"wrote     {done.target}")
    say("rows      " + ", ".join(f"{name} {count}" for name, count in done.rows.items()))
