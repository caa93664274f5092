"""``pbdata show``: rows of a table."""

from typing import Annotated

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageName, Where
from pbdata.cli.terminal import print_rows, tell_interrupted


@app.command(epilog="Example: pbdata show figures --where unit=户 --columns article_id,value,unit,counted --limit 20")
def show(
    table: Annotated[str, typer.Argument(help="The name of a table, as `pbdata info` lists it.")],
    where: Where = None,
    columns: Annotated[str | None, typer.Option("--columns", help="Columns to show, divided by commas.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", help="How many rows at most.", min=1)] = None,
    package: PackageName = ".",
    as_json: AsJson = False,
) -> None:
    """Show rows of a table, without Python."""
    from pbdata.access.loading import open_package
    from pbdata.package.rows import rows_of

    tell_interrupted(package)
    wanted = [name.strip() for name in columns.split(",")] if columns else None
    print_rows(*rows_of(open_package(package), table, where or [], wanted, limit), as_json=as_json)
