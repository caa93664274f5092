"""``pbdata trace``: from the text back to the page."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageName
from pbdata.cli.terminal import print_json, say, tell_interrupted

if TYPE_CHECKING:
    from pbdata.package.tracing import Trace


@app.command(epilog="Example: pbdata trace aef3e59ff5bfb1351 0 28")
def trace(
    name: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The id of an article or of a capture, or the file of a capture.")
    ],
    start: Annotated[int | None, typer.Argument(help="First character of the text, counted from 0.", min=0)] = None,
    stop: Annotated[int | None, typer.Argument(help="The character after the last.", min=1)] = None,
    package: PackageName = ".",
    as_json: AsJson = False,
) -> None:
    """Show where a stretch of an article's text, or each paragraph, stands on the page, and what was changed."""
    from pbdata.access.loading import open_package
    from pbdata.package.tracing import article_of
    from pbdata.package.tracing import trace as trace_text

    tell_interrupted(package)
    opened = open_package(package)
    traces = trace_text(opened, article_of(opened, name), start, stop)
    if as_json:
        print_json([_trace_record(one) for one in traces])
    else:
        say("\n\n".join("\n".join(_trace_lines(one)) for one in traces))


def _trace_record(one: "Trace") -> dict[str, Any]:
    record = asdict(one)
    for origin, row in zip(one.origins, record["origins"], strict=True):
        row["edits"] = [edit._asdict() for edit in origin.edits]
    return record


def _trace_lines(one: "Trace") -> Iterator[str]:
    yield f"{one.start}:{one.stop}  {one.text!r}"
    for origin in one.origins:
        yield f"  line {origin.line_no}, page {origin.start}:{origin.stop}  {origin.printed!r}"
        for edit in origin.edits:
            raw = origin.printed[edit.start - origin.start : edit.stop - origin.start]
            yield f"    {edit.start}:{edit.stop}  {raw!r} -> {edit.replacement or ''!r}  {edit.rule}"
