"""``pbdata diff``: what differs between two packages."""

from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageArgument
from pbdata.cli.terminal import print_json, progress_bar, say, tell_interrupted


@app.command(epilog="Example: pbdata diff pbdata-1.0.0-full.zip . --json")
def diff(
    before: PackageArgument,
    after: Annotated[str, typer.Argument(help="Another version of it.")],
    as_json: AsJson = False,
) -> None:
    """Show what differs between two packages: schemas, rows by key, metadata, and the step of version that this asks for."""
    from pbdata.access.loading import open_package
    from pbdata.release.differences import as_json as differences_as_json
    from pbdata.release.differences import as_lines, compare
    from pbdata.release.versioning import required_step

    tell_interrupted(before)
    tell_interrupted(after)
    with progress_bar("comparing"):
        differences = compare(open_package(before), open_package(after))
    if as_json:
        print_json(differences_as_json(differences) | {"step": required_step(differences)})
    else:
        say("\n".join([*as_lines(differences), f"step of version: {required_step(differences)}"]))
