"""``pbdata download``: a released version, proven."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson
from pbdata.cli.terminal import print_json, progress_bar, say


@app.command(epilog="Example: pbdata download 1.0.0 --from https://example.org/pbdata")
def download(
    version: Annotated[str | None, typer.Argument(help="A version such as 1.0.0; else the latest.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", help="The address or folder that has the archives; else that of PBDATA_FROM."),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", help="open, or full where the use agreement allows it.")
    ] = "open",
    to: Annotated[Path | None, typer.Option("--to", help="A new folder for a copy outside the cache.")] = None,
    as_json: AsJson = False,
) -> None:
    """Download a released version, or prove anew that the one that is here is what was released."""
    from pbdata.access.download import download as download_version

    with progress_bar("bytes") as progress:
        done = download_version(version, source=source, edition=edition, to=to, progress=progress)
    if as_json:
        print_json(asdict(done) | {"folder": str(done.folder)})
        return
    for note in done.notes:
        say(note, err=True)
    say(f"version   {done.version} ({done.edition}), {'downloaded' if done.fetched else 'here already'}, verified")
    say(f"sha256    {done.sha256}")
    say(f"folder    {done.folder}")
    say(f'Next, in Python: pbdata.open_package("{done.version}").frame("articles")')
