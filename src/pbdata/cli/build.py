"""``pbdata build``: the package from the captures."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbdata import __version__
from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Detectors, Root
from pbdata.cli.terminal import print_json, progress_bar, recover, say, settings_of

if TYPE_CHECKING:
    from pbdata.building.runner import Summary
    from pbdata.building.sampling import Sample


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
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", help="Address or file of a Dask scheduler, whose workers read captures (extra cluster)."
        ),
    ] = None,
    record_seconds: Annotated[
        int | None,
        typer.Option("--record-seconds", min=1, help="Reject a capture that takes more seconds of processor time."),
    ] = None,
    record_megabytes: Annotated[
        int | None,
        typer.Option("--record-megabytes", min=1, help="Reject a capture that takes more megabytes of memory (Linux)."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Build of the first captures alone, so many; with --out.")
    ] = None,
    sample: Annotated[
        str | None,
        typer.Option("--sample", help="Build of a random sample, the same each time: 500, 0.01 or 1%; with --out."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the package of --limit or --sample.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build everything again, also what did not change.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out corrections that do not fit any more, with a warning each.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the package from the captures, validate it and put it in place of the last one."""
    from pbdata.building.limits import Limits
    from pbdata.building.runner import build as build_package
    from pbdata.building.runner import build_sample
    from pbdata.building.workers import cores
    from pbdata.validation.referee import frictionless_errors

    wanted = _sample(limit, sample, out)
    make: Callable[..., Summary] = partial(build_package, root, reuse=not fresh)
    if wanted and out:
        make = partial(build_sample, root, out, wanted)
    recover(root)
    with progress_bar() as progress:
        summary = make(
            parquet=parquet,
            progress=progress,
            settings=settings_of(detectors),
            workers=workers or cores(),
            cluster=cluster,
            limits=Limits(record_seconds, record_megabytes),
            keep_going=keep_going,
        )
    errors = frictionless_errors(out or root) if frictionless else None
    if as_json:
        print_json(asdict(summary) | ({} if errors is None else {"frictionless": errors}))
    else:
        say("\n".join(_summary_lines(out or root, summary, errors)))
    for path, reason in summary.faults:
        say(f"{path}: rejected, {reason}. This is a fault of pbdata {__version__}: please report it.", err=True)
    if errors or summary.faults:
        raise typer.Exit(1)


def _sample(limit: int | None, sample: str | None, out: Path | None) -> "Sample | None":
    """The sample that is asked for."""
    from pbdata.building.sampling import Sample, read_sample

    if limit and sample:
        raise typer.BadParameter("--limit and --sample are two ways to choose captures. Leave out one.")
    if bool(limit or sample) != bool(out):
        raise typer.BadParameter("A package of some captures replaces none: --limit and --sample go with --out FOLDER.")
    return Sample(n=limit, drawn=False) if limit else read_sample(sample) if sample else None


def _summary_lines(root: Path, summary: "Summary", frictionless: list[str] | None) -> Iterator[str]:
    from pbdata.corpus.topics.scoring import is_verdict

    counts = ", ".join(f"{count} {status}" for status, count in summary.captures.items()) or "none"
    yield f"captures  {sum(summary.captures.values())} ({counts})"
    if summary.sampled_from is not None:
        yield f"a sample of {summary.sampled_from} captures; the package in place stays as it is"
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
