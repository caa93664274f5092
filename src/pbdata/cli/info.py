"""``pbdata info``: what a package is, and its tables."""

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageArgument
from pbdata.cli.terminal import aligned, print_json, say, tell_interrupted


@app.command(epilog="Example: pbdata info pbdata-1.0.0-full.zip")
def info(package: PackageArgument = ".", as_json: AsJson = False) -> None:
    """Show what a package is, and its tables with their rows."""
    from pbdata.access.loading import open_package
    from pbdata.package.rows import summary

    tell_interrupted(package)
    found = summary(open_package(package))
    if as_json:
        print_json(found)
        return
    tables = found.pop("tables")
    say("\n".join(f"{key:<10}{value}" for key, value in found.items() if value))
    say("")
    say(aligned([[one["name"], str(one["rows"]), one["title"] or ""] for one in tables]))
