"""``pbdata list``: the articles of a package, a line each."""

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageArgument, Where
from pbdata.cli.terminal import print_rows, tell_interrupted

SHOWN = ("article_id", "capture_id", "published", "title")


@app.command("list", epilog="Example: pbdata list --where 'published_date>=2012-01-01' --where title~党建")
def list_articles(package: PackageArgument = ".", where: Where = None, as_json: AsJson = False) -> None:
    """List the articles of a package: id, capture, day and title."""
    from pbdata.access.loading import open_package
    from pbdata.package.rows import rows_of

    tell_interrupted(package)
    print_rows(*rows_of(open_package(package), "articles", where or [], SHOWN), as_json=as_json)
