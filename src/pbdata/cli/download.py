"""``pbdata download``: a released version, proven."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson
from pbdata.cli.terminal import print_json, progress_bar, say


@app.command(epilog="Example: pbdata download corpus@1.0.0 --from https://example.org/data")
def download(
    version: Annotated[
        str | None, typer.Argument(help="NAME@VERSION, NAME for its latest, or a version of the toolkit's own dataset.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", help="Folder, URL or doi:... that has the archives; else PBDATA_FROM, or the dataset's own."
        ),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", help="open, or full, which has the texts; RIGHTS.md says for what.")
    ] = "open",
    to: Annotated[Path | None, typer.Option("--to", help="A new folder for a copy outside the cache.")] = None,
    table: Annotated[
        list[str] | None,
        typer.Option("--table", help="Only this table, into --to; of the archive no more is fetched. May be repeated."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Download a released version, or prove anew that the one that is here is what was released."""
    from pbdata.access.download import download as download_version

    with progress_bar("bytes") as progress:
        done = download_version(version, source=source, edition=edition, to=to, tables=table or (), progress=progress)
    if as_json:
        print_json(asdict(done) | {"folder": str(done.folder)})
        return
    for note in done.notes:
        say(note, err=True)
    name = f"{done.name}@{done.version}"
    say(f"version   {name} ({done.edition}), {'downloaded' if done.fetched else 'here already'}, verified")
    say(f"sha256    {done.sha256}")
    say(f"folder    {done.folder}")
    opened, first = (done.folder, table[0]) if table else (name, "articles")
    say(f'Next, in Python: pbdata.open_package("{opened}").frame("{first}")')
