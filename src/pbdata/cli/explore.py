"""``pbdata explore``: a site of a package, to look at in a browser."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, PackageArgument
from pbdata.cli.terminal import print_json, progress_bar, remark, say, tell_interrupted

_PORT = 8765


@app.command(epilog="Example: pbdata explore --out site --serve")
def explore(
    package: PackageArgument = ".",
    out: Annotated[
        Path, typer.Option("--out", help="The folder of the site; an earlier site there is replaced, nothing else is.")
    ] = Path("build/explorer"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Serve the site on this machine alone, until Ctrl-C is pressed.")
    ] = False,
    port: Annotated[int, typer.Option("--port", help="The port for --serve.", min=0, max=65535)] = _PORT,
    browse: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Write a site of a package that a browser opens without a network: its articles, what they tell, and the codebook."""
    from pbdata.access.loading import open_package
    from pbdata.explorer.site import explore as explore_package

    tell_interrupted(package)
    with progress_bar("pages") as progress:
        done = explore_package(open_package(package), out, dry_run=dry_run, progress=progress)
    if as_json:
        print_json(asdict(done) | {"index": str(done.index)})
    elif dry_run:
        say(f"would write {done.files} files, {done.size} bytes: {done.index}")
    else:
        say(f"wrote {done.files} files, {done.size} bytes: {done.index}")
    if dry_run:
        return
    if serve:
        from pbdata.explorer.serving import serving

        with serving(out, port) as address:
            remark(f"serving {address}; Ctrl-C ends it")
            _open(address, browse)
            _wait()
    else:
        _open(done.index.resolve().as_uri(), browse)


def _open(address: str, wanted: bool) -> None:
    if wanted:
        import webbrowser

        webbrowser.open(address)


def _wait() -> None:
    """Sleep until Ctrl-C: in short turns, because the signal may reach another thread than the one that sleeps."""
    from time import sleep

    try:
        while True:
            sleep(0.2)
    except KeyboardInterrupt:
        remark("stopped")
