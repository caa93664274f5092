"""``pbdata add``: captures into the corpus."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, Root
from pbdata.cli.terminal import print_json, progress_bar, recover, say, tell_interrupted
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.captures.sources.columns import Columns
    from pbdata.captures.store.adding import Added
    from pbdata.captures.store.adding_sources import AddedSource
    from pbdata.captures.store.wanted import Found

_SHOWN = 5


@app.command(
    epilog="Example: pbdata add page.html --collection seed --url https://example.org/1.html --retrieved 2025-07-07"
)
def add(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files to copy into data/raw/; of a folder, the pages in it and below it. A WARC, WET, JSON Lines, CSV or "
            "Parquet file, or the URL of one, is a source of many captures."
        ),
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
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help="KEY=NAME: the column of a source that holds the page (text or html), its url, or when it was retrieved. May be "
            "given several times; a column that is called so is found.",
        ),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="List a source at a URL without a copy: each build reads it there.")
    ] = False,
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
    """Add captures: their bytes to data/raw/, a row for each to data/raw/manifest.yaml; of a source of many, one for the file.

    Where no address or time is given, the page is asked (saved from, SingleFile, MHTML, canonical, og:url), and the manifest says
    what in it was believed. With --dry-run a source is read, and what is in it told.
    """
    from pbdata.captures.store.adding import add_wanted
    from pbdata.captures.store.adding_sources import add_sources
    from pbdata.captures.store.wanted import Wanted, divided, read_list, wanted

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
    pages, sources = divided(files or ())
    if (column or in_place) and not sources:
        raise PbdataError("--column and --in-place are for sources; no WARC, JSON Lines, CSV or Parquet file is named.")
    found = wanted(pages, given)
    rows = [*found.found, *(read_list(listed, given) if listed else ())]
    if url and len(rows) > 1:
        raise PbdataError(
            f"one URL was given for {len(rows)} files. Add them one by one, or give each its own in a --list."
        )
    planned = add_wanted(root, rows, dry_run=True) if rows else []
    if sources:
        with progress_bar("bytes") as progress:
            added = add_sources(
                root, sources, given, _columns(column or ()), in_place=in_place, dry_run=dry_run, progress=progress
            )
        _tell_sources(added, dry_run, as_json)
    _tell(planned if dry_run or not rows else add_wanted(root, rows), dry_run, as_json)
    _tell_left_out(found)
    if not dry_run and not as_json:
        say("Next: pbdata build")


def _columns(given: Sequence[str]) -> "Columns":
    """The columns that options name: KEY=NAME each."""
    from pbdata.captures.sources.columns import Columns

    columns: dict[str, str] = {}
    for one in given:
        key, equals, name = one.partition("=")
        if key not in Columns._fields or not equals or not name:
            raise PbdataError(
                f"--column cannot be `{one}`. Write KEY=NAME with one of the keys {', '.join(Columns._fields)}."
            )
        if key in columns:
            raise PbdataError(f"--column {key} is given twice. Keep one.")
        columns[key] = name
    return Columns(**columns)


def _tell(added: Sequence["Added"], dry_run: bool, as_json: bool) -> None:
    for row in added:
        if as_json:
            print_json(asdict(row))
        else:
            say(f"{'would add' if dry_run else 'added'} {_told(row)}")
            if row.warning:
                say(f"{row.source}: {row.warning}.", err=True)


def _told(row: "Added") -> str:
    one = row.sighting
    same = f"; the same bytes as {row.same_as}: one capture, one more sighting" if row.same_as else ""
    said = f"; its {one.url_from} says {one.url}" if one.url_from else ""
    return f"{one.path} ({one.media_type}){same}{said}"


def _tell_sources(rows: Sequence["AddedSource"], dry_run: bool, as_json: bool) -> None:
    for row in rows:
        if as_json:
            print_json(asdict(row) | {"source": asdict(row.source) | {"columns": row.source.columns._asdict()}})
            continue
        one, n = row.source, row.source.n_captures or 0
        total = n + sum(row.left_out.values())
        added = f"added {one.path} ({one.format}): {total} records"
        say(f"would add {one.path} ({one.format}): {total} records" if dry_run else added)
        say(f"  captures  {n}, of which {row.distinct} are different and {row.broken} are broken")
        if row.left_out:
            kinds = sorted(row.left_out.items(), key=lambda kind: (-kind[1], kind[0]))
            say(f"  no pages  {', '.join(f'{n} {kind}' for kind, n in kinds)}")
        for page in row.first:
            say(f"  {page.path}  {page.media_type}  {page.retrieved or '-'}  {page.url or '-'}")
            say(f"    | {page.begins}")


def _tell_left_out(found: "Found") -> None:
    if found.left_out:
        names = ", ".join(str(path) for path in found.left_out[:_SHOWN])
        more = f" and {len(found.left_out) - _SHOWN} more" if len(found.left_out) > _SHOWN else ""
        say(f"left out, because they are no pages: {names}{more}. Name one by itself to add it.", err=True)
