"""``pbdata remove``: undo a wrong add."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, Root
from pbdata.cli.terminal import print_json, recover, say, tell_interrupted


@app.command(epilog="Example: pbdata remove page-2.html --dry-run")
def remove(
    names: Annotated[
        list[str],
        typer.Argument(metavar="FILE|CAPTURE_ID...", help="Files in data/raw/, captures, or URLs of sources."),
    ],
    root: Root = Path(),
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Undo a wrong add: take sightings and sources out of the manifest, and delete their files.

    For what was published and is taken out on request, use `pbdata withdraw` first: it leaves a word that it was there.
    """
    from pbdata.captures.store.removing import remove as remove_sightings

    (tell_interrupted if dry_run else recover)(root)
    for one in remove_sightings(root, names, dry_run=dry_run):
        if as_json:
            print_json(asdict(one))
            continue
        left = "" if one.is_last else "; another sighting of the same bytes stays"
        what = f" ({one.capture_id})" if one.capture_id else ""
        say(f"{'would remove' if dry_run else 'removed'} {one.path}{what}{left}")
    if not dry_run and not as_json:
        say("Next: pbdata build")
