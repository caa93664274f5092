"""``pbdata add``: captures into the corpus."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, Root
from pbdata.cli.terminal import print_json, recover, say, tell_interrupted
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.captures.store.adding import Added
    from pbdata.captures.store.wanted import Found

_SHOWN = 5


@app.command(
    epilog="Example: pbdata add page.html --collection seed --url https://example.org/1.html --retrieved 2025-07-07"
)
def add(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files to copy into data/raw/; of a folder, the pages in it and below it."),
    ] = None,
    collection: Annotated[
        str | None,
        typer.Option("--collection", help="The id of a collection in the manifest; needless where there is one."),
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--list",
            help="A CSV with a header, or JSON Lines: file, url, retrieved, rights_holder, rights_notice, rights_uri, collection.",
        ),
    ] = None,
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
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Add captures: their bytes to data/raw/, a row for each to data/raw/manifest.yaml.

    Where no address or time is given, the page is asked (saved from, SingleFile, MHTML, canonical, og:url), and the manifest says
    what in it was believed.
    """
    from pbdata.captures.store.adding import add_wanted
    from pbdata.captures.store.wanted import Wanted, read_list, wanted

    (tell_interrupted if dry_run else recover)(root)
    if not files and not listed:
        raise PbdataError("nothing is named that is to be added. Name files or folders, or give --list FILE.")
    given = Wanted(
        file=Path(),
        collection=collection or "",
        url=url,
        retrieved=retrieved,
        rights_holder=rights_holder,
        rights_notice=rights_notice,
        rights_uri=rights_uri,
    )
    found = wanted(files or (), given)
    rows = [*found.found, *(read_list(listed, given) if listed else ())]
    if url and len(rows) > 1:
        raise PbdataError(
            f"one URL was given for {len(rows)} files. Add them one by one, or give each its own in a --list."
        )
    added = add_wanted(root, rows, dry_run=dry_run)
    for row in added:
        if as_json:
            print_json(asdict(row))
        else:
            say(f"{'would add' if dry_run else 'added'} {_told(row)}")
            if row.warning:
                say(f"{row.source}: {row.warning}.", err=True)
    _tell_left_out(found)
    if not dry_run and not as_json:
        say("Next: pbdata build")


def _told(row: "Added") -> str:
    one = row.sighting
    same = f"; the same bytes as {row.same_as}: one capture, one more sighting" if row.same_as else ""
    said = f"; its {one.url_from} says {one.url}" if one.url_from else ""
    return f"{one.path} ({one.media_type}){same}{said}"


def _tell_left_out(found: "Found") -> None:
    if found.left_out:
        names = ", ".join(str(path) for path in found.left_out[:_SHOWN])
        more = f" and {len(found.left_out) - _SHOWN} more" if len(found.left_out) > _SHOWN else ""
        say(f"left out, because they are no pages: {names}{more}. Name one by itself to add it.", err=True)
