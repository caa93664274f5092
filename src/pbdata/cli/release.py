"""``pbdata release``: a version of the dataset."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Root
from pbdata.cli.terminal import print_json, progress_bar, recover, say, tell_interrupted


@app.command(epilog="Example: pbdata release --prepare --dry-run")
def release(
    root: Root = Path(),
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Write version, changelog and citations, for you to build and commit.")
    ] = False,
    version: Annotated[
        str | None, typer.Option("--version", help="With --prepare: the version; else the least that the data ask for.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--day", help="With --prepare: the day of release, YYYY-MM-DD; else today.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="The last release: its folder or zip; else it is looked for in dist/."),
    ] = None,
    again: Annotated[
        str | None,
        typer.Option("--again", help="A released version: make its archives in dist/ anew, from its commit."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Release the dataset: prepare the version, then pack every edition from a clean tree into dist/."""
    from datetime import date

    from pbdata.release.releasing import prepare as prepare_release
    from pbdata.release.releasing import release as release_package

    if again:
        if prepare or version or day or against or dry_run:
            raise typer.BadParameter("--again VERSION goes with --root and --json alone")
        _again(root, again, as_json)
        return
    (tell_interrupted if dry_run else recover)(root)
    if not prepare and (version or day):
        raise typer.BadParameter("--version and --day go with --prepare")
    if prepare:
        day = day or date.today().isoformat()
        prepared = prepare_release(root, day, version=version, against=against, dry_run=dry_run)
        if as_json:
            print_json(asdict(prepared))
            return
        say(f"version   {prepared.version}" + (f" (the data ask for: {prepared.step})" if prepared.step else ""))
        say("\n".join(f"{'would write' if dry_run else 'wrote'}     {path}" for path in prepared.files))
        if not dry_run:
            say("Next: read the changelog, run `pbdata build`, commit, and run `pbdata release`.")
        return
    with progress_bar() as progress:
        released = release_package(root, against=against, dry_run=dry_run, progress=progress)
    if as_json:
        print_json(asdict(released))
        return
    say(f"version   {released.release.version}, {released.release.released}")
    for edition, archived in released.release.editions.items():
        wrote = "would write" if dry_run else f"{archived.bytes} bytes, sha256 {archived.sha256}"
        say(f"  dist/{archived.archive}: {released.n_files[edition]} files, {wrote}")
    say(
        ""
        if dry_run
        else "Next: commit releases.yaml, tag the commit, and publish the archives with releases.yaml beside them."
    )


def _again(root: Path, version: str, as_json: bool) -> None:
    from pbdata.release.again import again

    done = again(root, version)
    if as_json:
        print_json(asdict(done) | {"archives": {edition: str(path) for edition, path in done.archives.items()}})
        return
    say(f"version   {done.version}, from commit {done.commit}")
    for edition, path in done.archives.items():
        same = (
            "byte for byte as published" if done.identical[edition] else "the published files, packed by another zlib"
        )
        say(f"  {path}: {same}")
