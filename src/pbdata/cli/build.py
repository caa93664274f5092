"""``pbdata build``: the package from the captures."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata import __version__
from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Detectors, Root
from pbdata.cli.terminal import print_json, progress_bar, recover, say, settings_of

if TYPE_CHECKING:
    from pbdata.building.runner import Summary


@app.command(epilog="Example: pbdata build --parquet --frictionless")
def build(
    root: Root = Path(),
    parquet: Annotated[bool, typer.Option("--parquet", help="Write data/parquet/ as well.")] = False,
    frictionless: Annotated[
        bool, typer.Option("--frictionless", help="Have frictionless judge the package too.")
    ] = False,
    detectors: Detectors = "rules",
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="How many processes read captures. [default: one a processor]"),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build everything again, also what did not change.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out corrections that do not fit any more, with a warning each.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the package from the captures, validate it and put it in place of the last one."""
    from pbdata.building.runner import build as build_package
    from pbdata.building.runner import frictionless_errors
    from pbdata.building.workers import cores

    recover(root)
    with progress_bar() as progress:
        summary = build_package(
            root,
            parquet=parquet,
            progress=progress,
            settings=settings_of(detectors),
            workers=workers or cores(),
            reuse=not fresh,
            keep_going=keep_going,
        )
    errors = frictionless_errors(root) if frictionless else None
    if as_json:
        print_json(asdict(summary) | ({} if errors is None else {"frictionless": errors}))
    else:
        say("\n".join(_summary_lines(root, summary, errors)))
    for path, reason in summary.faults:
        say(f"{path}: rejected, {reason}. This is a fault of pbdata {__version__}: please report it.", err=True)
    if errors or summary.faults:
        raise typer.Exit(1)


def _summary_lines(root: Path, summary: "Summary", frictionless: list[str] | None) -> Iterator[str]:
    from pbdata.corpus.topics.scoring import is_verdict

    counts = ", ".join(f"{count} {status}" for status, count in summary.captures.items()) or "none"
    yield f"captures  {sum(summary.captures.values())} ({counts})"
    yield f"articles  {summary.articles}"
    yield f"lines     {summary.lines_kept} kept, {summary.lines_removed} removed"
    yield "rows      " + ", ".join(f"{name} {count}" for name, count in summary.rows.items())
    yield f"warnings  {len(summary.warnings) or 'none'}"
    yield from (f"  {warning}" for warning in summary.warnings)
    for path, kinds in summary.left_out.items():
        if kinds:
            told = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda one: (-one[1], one[0])))
            yield f"left out  {path}: no pages: {told}"
    if summary.off_topic:
        yield f"off topic {summary.off_topic} captures; `reason` in captures.csv says why"
    yield from (
        f"rejected  {path}: {reason}" for path, reason in summary.rejected if not is_verdict(reason, on_topic=False)
    )
    if summary.unchanged:
        yield "nothing changed since the last build, and the package stays as it stands"
    yield "validated by pbdata: valid"
    if frictionless is not None:
        yield f"validated by frictionless: {f'{len(frictionless)} found wrong' if frictionless else 'valid'}"
        yield from (f"  {error}" for error in frictionless)
    yield "Where to look next:"
    yield f"  {root / 'datapackage.yaml'}  what the package holds"
    yield f"  {root / 'data/tables'}  the tables, as CSV"
    yield "  pbdata trace ARTICLE_ID  where each paragraph stands on its page"
    yield "  pbdata cite  how to cite the package"
