"""``pbdata add``: captures into the corpus."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Root
from pbdata.cli.terminal import print_json, recover, say, tell_interrupted


@app.command(
    epilog="Example: pbdata add page.html --collection seed --url https://example.org/1.html --retrieved 2025-07-07"
)
def add(
    files: Annotated[list[Path], typer.Argument(help="Files to copy into data/raw/.")],
    collection: Annotated[str, typer.Option("--collection", help="The id of a collection in the manifest.")],
    url: Annotated[str | None, typer.Option("--url", help="The address that the file was retrieved from.")] = None,
    retrieved: Annotated[
        str | None, typer.Option("--retrieved", help="When: YYYY, YYYY-MM, YYYY-MM-DD or with Thh:mm.")
    ] = None,
    rights_holder: Annotated[
        str | None, typer.Option("--rights-holder", help="Whose it is, as the page prints it.")
    ] = None,
    rights_notice: Annotated[
        str | None, typer.Option("--rights-notice", help="The notice that the page prints.")
    ] = None,
    rights_uri: Annotated[str | None, typer.Option("--rights-uri", help="A statement of rightsstatements.org.")] = None,
    root: Root = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add captures: their bytes to data/raw/, a row for each to data/raw/manifest.yaml."""
    from pbdata.captures.store.adding import add as add_files

    (tell_interrupted if dry_run else recover)(root)
    added = add_files(
        root,
        files,
        collection=collection,
        url=url,
        retrieved=retrieved,
        rights_holder=rights_holder,
        rights_notice=rights_notice,
        rights_uri=rights_uri,
        dry_run=dry_run,
    )
    for row in added:
        if as_json:
            print_json(asdict(row))
            continue
        same = f"; the same bytes as {row.same_as}: one capture, one more sighting" if row.same_as else ""
        say(f"{'would add' if dry_run else 'added'} {row.sighting.path} ({row.sighting.media_type}){same}")
        if row.warning:
            say(f"{row.source}: {row.warning}.", err=True)
    if not dry_run and not as_json:
        say("Next: pbdata build")
