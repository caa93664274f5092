"""``pbdata validate``: a package against the standard, its schemas and its promises."""

from contextlib import nullcontext
from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageArgument
from pbdata.cli.terminal import is_verbose, progress_bar, say, tell_interrupted
from pbdata.errors import PbdataError


@app.command(epilog="Example: pbdata validate path/to/package --format sarif")
def validate(
    package: PackageArgument = ".",
    as_json: AsJson = False,
    form: Annotated[str, typer.Option("--format", help="text, json, sarif or github (annotations).")] = "text",
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Fetch tables and schemas that lie on the web.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="With --allow-remote: fetch from networks of your own too.")
    ] = False,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit", metavar="NAME=NUMBER", help="Another limit, such as cells=1000000000; may be repeated."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where something was not checked.")] = False,
) -> None:
    """Check that a package keeps what the standard and its own schemas ask for.

    Exits with 0 if it does, with 1 if it does not, and with 3 if nothing wrong was found, but not everything was checked.
    """
    from pbdata.access.loading import locate
    from pbdata.validation.judge import validate as judge
    from pbdata.validation.limits import with_changes
    from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, NOT_VALID
    from pbdata.validation.report.formats import FORMATS, printed
    from pbdata.validation.report.quiet import quiet

    if form not in FORMATS:
        raise PbdataError(f"--format {form}: there is no such format. Use one of {', '.join(FORMATS)}.")
    path, limits = locate(package), with_changes(limit or [])
    tell_interrupted(path)
    with progress_bar("validating"), nullcontext() if is_verbose() else quiet():
        report = judge(path, allow_remote=allow_remote, allow_private=allow_private, limits=limits)
    told = "json" if as_json else form
    for line in printed(report, told, path):
        (say if told == "text" else typer.echo)(line)
    code = {NOT_VALID: 1, AS_FAR_AS_CHECKED: 1 if strict else 3}.get(report.verdict, 0)
    if code:
        raise typer.Exit(code)
