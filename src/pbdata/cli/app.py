"""The command line: parses arguments and prints; all else is done by the functions that it calls.

Exit codes: 0 good (a rejected page is good), 1 the data is bad, 2 the call is wrong. Modules that take time to load are
imported inside the commands that need them.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata import __version__
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.building.runner import Summary
    from pbdata.model.capture import Settings
    from pbdata.package.tracing import Trace

app = typer.Typer(
    name="pbdata",
    help="Turn captures of Chinese news pages into a validated data package, and read, trace and cite it.",
    epilog="Example: pbdata build",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Root = Annotated[Path, typer.Option("--root", help="The folder that holds data/raw/ and data/dataset.yaml.")]
PackageFolder = Annotated[Path, typer.Option("--package", help="A data package: its folder or its descriptor.")]
PackageName = Annotated[
    str, typer.Option("--package", help="A data package: its folder, its descriptor, its zip, or a downloaded version.")
]
_SHOWN_LINES = 5

Detectors = Annotated[str, typer.Option("--detectors", help="What finds persons: rules, or rules,lac (extra ner).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def main() -> None:
    """Run the command line. Errors go to standard error, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        app()
    except PbdataError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'pbdata'}: {error.strerror or error}. Check the name and who may read and write it.")
    except Exception as error:
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "pbdata"
        _fail(f"{where}: {type(error).__name__}: {error}. This is a fault of pbdata {__version__}: please report it.")


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    sys.exit(2)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pbdata {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: pbdata build --parquet --frictionless")
def build(
    root: Root = Path(),
    parquet: Annotated[bool, typer.Option("--parquet", help="Write data/parquet/ as well.")] = False,
    frictionless: Annotated[
        bool, typer.Option("--frictionless", help="Have frictionless judge the package too.")
    ] = False,
    detectors: Detectors = "rules",
    as_json: AsJson = False,
) -> None:
    """Build the package from the captures, validate it and put it in place of the last one."""
    from pbdata.building.runner import build as build_package
    from pbdata.building.runner import frictionless_errors

    _recover(root)
    with _progress_bar() as progress:
        summary = build_package(root, parquet=parquet, progress=progress, settings=_settings(detectors))
    errors = frictionless_errors(root) if frictionless else None
    if as_json:
        _print_json(asdict(summary) | ({} if errors is None else {"frictionless": errors}))
    else:
        typer.echo("\n".join(_summary_lines(root, summary, errors)))
    if errors:
        raise typer.Exit(1)


@app.command(
    epilog="Example: pbdata add page.html --collection seed --url https://example.org/1.html --retrieved 2025-07-07"
)
def add(
    files: Annotated[list[Path], typer.Argument(help="Files to copy into data/raw/.")],
    collection: Annotated[str, typer.Option("--collection", help="The id of a collection in the manifest.")],
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add captures: their bytes to data/raw/, a row for each to data/raw/manifest.yaml."""
    from pbdata.captures.store.adding import add as add_files

    _recover(root)
    added = add_files(
        root,
        files,
        collection=collection,
        url=url,
        retrieved=retrieved,
        rights_holder=rights_holder,
        rights_notice=rights_notice,
        rights_uri=rights_uri,
        dry_run=dry_run,
    )
    for row in added:
        if as_json:
            _print_json(asdict(row))
            continue
        same = f"; the same bytes as {row.same_as}: one capture, one more sighting" if row.same_as else ""
        typer.echo(f"{'would add' if dry_run else 'added'} {row.sighting.path} ({row.sighting.media_type}){same}")
        if row.warning:
            typer.echo(f"{row.source}: {row.warning}.", err=True)
    if not dry_run and not as_json:
        typer.echo("Next: pbdata build")


@app.command(epilog="Example: pbdata inspect data/raw/*.txt --json")
def inspect(
    paths: Annotated[list[str], typer.Argument(help="Captures; - is standard input.")],
    as_json: AsJson = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Print each line with its label, the rule that decided, and the votes of the rules."
        ),
    ] = False,
    detectors: Detectors = "rules",
) -> None:
    """Show what each capture gives. The package is neither read nor written."""
    from pbdata.building.runner import process_or_reject
    from pbdata.captures.store.adding import media_type
    from pbdata.corpus.inspection import as_json as as_record
    from pbdata.corpus.inspection import explain as explain_lines
    from pbdata.corpus.inspection import looks_of
    from pbdata.model.capture import Capture

    settings = _settings(detectors)
    missing = [path for path in paths if path != "-" and not Path(path).is_file()]
    if missing:
        raise PbdataError(f"{missing[0]}: there is no such file. Name captures, or - for standard input.")
    for path in paths:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        name = None if path == "-" else path
        processed = process_or_reject(Capture(data, name, media_type(path, data)), settings)
        if as_json:
            _print_json(as_record(processed))
        elif explain:
            looks = looks_of(processed, data)
            typer.echo("\n".join((_heading(as_record(processed)["capture"]), *explain_lines(processed, looks))))
        else:
            typer.echo("\n".join(_inspected(as_record(processed))))


@app.command(epilog="Example: pbdata validate path/to/package --format sarif")
def validate(
    path: Annotated[Path, typer.Argument(help="A data package: its folder, its descriptor or a zip file.")] = Path(),
    as_json: AsJson = False,
    form: Annotated[str, typer.Option("--format", help="text, json, sarif or github (annotations).")] = "text",
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Fetch tables and schemas that lie on the web.")
    ] = False,
) -> None:
    """Check that a package keeps what the standard and its own schemas ask for. Exits with 1 if it does not."""
    from pbdata.validation.judge import validate as judge
    from pbdata.validation.report.formats import FORMATS, printed
    from pbdata.validation.report.quiet import quiet

    if form not in FORMATS:
        raise PbdataError(f"--format {form}: there is no such format. Use one of {', '.join(FORMATS)}.")
    _recover(path)
    with quiet():
        report = judge(path, allow_remote=allow_remote)
    for line in printed(report, "json" if as_json else form, path):
        typer.echo(line)
    if not report.valid:
        raise typer.Exit(1)


@app.command(epilog="Example: pbdata trace aef3e59ff5bfb1351 0 28")
def trace(
    article_id: Annotated[str, typer.Argument(help="The id of an article, as in the table articles.")],
    start: Annotated[int | None, typer.Argument(help="First character of the text, counted from 0.", min=0)] = None,
    stop: Annotated[int | None, typer.Argument(help="The character after the last.", min=1)] = None,
    package: PackageFolder = Path(),
    as_json: AsJson = False,
) -> None:
    """Show where a stretch of an article's text, or each paragraph, stands on the page, and what was changed."""
    from pbdata.package.reading import open_package
    from pbdata.package.tracing import trace as trace_text

    _recover(package)
    traces = trace_text(open_package(package), article_id, start, stop)
    if as_json:
        _print_json([_trace_record(one) for one in traces])
    else:
        typer.echo("\n\n".join("\n".join(_trace_lines(one)) for one in traces))


@app.command(epilog="Example: pbdata cite --style bibtex --article aef3e59ff5bfb1351")
def cite(
    style: Annotated[str, typer.Option("--style", help="gbt7714, apa, chicago, bibtex, ris or csl-json.")] = "gbt7714",
    package: PackageName = ".",
    article: Annotated[str | None, typer.Option("--article", help="The id of one article, to cite that.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print how to cite a package, or one article of it, from its own metadata."""
    from pbdata.access.loading import descriptor_digest, open_package
    from pbdata.citation.article import cite_article
    from pbdata.citation.dataset import cite as cite_package

    _recover(Path(package))
    opened = open_package(package)
    digest = descriptor_digest(opened)
    if article is None:
        citation = cite_package(opened.descriptor, style, digest=digest)
    else:
        citation = cite_article(opened, article, style, digest=digest)
    if as_json:
        _print_json({"style": style, "article_id": article, "descriptor_sha256": digest, "citation": citation})
    else:
        typer.echo(citation)


@app.command(epilog="Example: pbdata diff pbdata-1.0.0-full.zip . --json")
def diff(
    before: Annotated[Path, typer.Argument(help="A data package: its folder, its descriptor or its zip.")],
    after: Annotated[Path, typer.Argument(help="Another version of it.")],
    as_json: AsJson = False,
) -> None:
    """Show what differs between two packages: schemas, rows by key, metadata, and the step of version that this asks for."""
    from pbdata.package.reading import open_package
    from pbdata.release.differences import as_json as differences_as_json
    from pbdata.release.differences import as_lines, compare
    from pbdata.release.versioning import required_step
    from pbdata.validation.limits import DEFAULT
    from pbdata.validation.package.archives import unpacked

    with unpacked(before, DEFAULT) as old, unpacked(after, DEFAULT) as new:
        differences = compare(open_package(old), open_package(new))
    if as_json:
        _print_json(differences_as_json(differences) | {"step": required_step(differences)})
    else:
        typer.echo("\n".join([*as_lines(differences), f"step of version: {required_step(differences)}"]))


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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Release the dataset: prepare the version, then pack every edition from a clean tree into dist/."""
    from datetime import date

    from pbdata.release.releasing import prepare as prepare_release
    from pbdata.release.releasing import release as release_package

    _recover(root)
    if not prepare and (version or day):
        raise typer.BadParameter("--version and --day go with --prepare")
    if prepare:
        day = day or date.today().isoformat()
        prepared = prepare_release(root, day, version=version, against=against, dry_run=dry_run)
        if as_json:
            _print_json(asdict(prepared))
            return
        typer.echo(f"version   {prepared.version}" + (f" (the data ask for: {prepared.step})" if prepared.step else ""))
        typer.echo("\n".join(f"{'would write' if dry_run else 'wrote'}     {path}" for path in prepared.files))
        if not dry_run:
            typer.echo("Next: read the changelog, run `pbdata build`, commit, and run `pbdata release`.")
        return
    with _progress_bar() as progress:
        released = release_package(root, against=against, dry_run=dry_run, progress=progress)
    if as_json:
        _print_json(asdict(released))
        return
    typer.echo(f"version   {released.release.version}, {released.release.released}")
    for edition, archived in released.release.editions.items():
        wrote = "would write" if dry_run else f"{archived.bytes} bytes, sha256 {archived.sha256}"
        typer.echo(f"  dist/{archived.archive}: {released.n_files[edition]} files, {wrote}")
    typer.echo(
        ""
        if dry_run
        else "Next: commit releases.yaml, tag the commit, and publish the archives with releases.yaml beside them."
    )


def _settings(detectors: str) -> "Settings":
    """The settings that the options of a command make; a detector that is not there is an error before any work."""
    from pbdata.facts.detect import check_detectors
    from pbdata.model.capture import Settings

    settings = Settings(detectors=tuple(name.strip() for name in detectors.split(",")))
    check_detectors(settings)
    return settings


@app.command(epilog="Example: pbdata download 1.0.0 --from https://example.org/pbdata")
def download(
    version: Annotated[str | None, typer.Argument(help="A version such as 1.0.0; else the latest.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", help="The address or folder that has the archives; else that of PBDATA_FROM."),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", help="open, or full where the use agreement allows it.")
    ] = "open",
    to: Annotated[Path | None, typer.Option("--to", help="A new folder for a copy outside the cache.")] = None,
    as_json: AsJson = False,
) -> None:
    """Download a released version, or prove anew that the one that is here is what was released."""
    from pbdata.access.download import download as download_version

    with _progress_bar("bytes") as progress:
        done = download_version(version, source=source, edition=edition, to=to, progress=progress)
    if as_json:
        _print_json(asdict(done) | {"folder": str(done.folder)})
        return
    for note in done.notes:
        typer.echo(note, err=True)
    typer.echo(
        f"version   {done.version} ({done.edition}), {'downloaded' if done.fetched else 'here already'}, verified"
    )
    typer.echo(f"sha256    {done.sha256}")
    typer.echo(f"folder    {done.folder}")
    typer.echo(f'Next, in Python: pbdata.open_package("{done.version}").frame("articles")')


@app.command(epilog="Example: pbdata export sqlite pbdata.sqlite --package 1.0.0")
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="sqlite, duckdb, parquet or xlsx.")],
    target: Annotated[Path, typer.Argument(help="The file to write; for parquet, the folder.")],
    package: PackageName = ".",
    force: Annotated[bool, typer.Option("--force", help="Replace a target that is there already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the tables of a package in another form. The package itself is not touched."""
    from pbdata.access.export import export as export_package
    from pbdata.access.loading import open_package

    _recover(Path(package))
    done = export_package(open_package(package), form, target, force=force)
    if as_json:
        _print_json(asdict(done) | {"target": str(done.target)})
        return
    for note in done.notes:
        typer.echo(note, err=True)
    typer.echo(f"wrote     {done.target}")
    typer.echo("rows      " + ", ".join(f"{name} {count}" for name, count in done.rows.items()))


@app.command(epilog="Example: pbdata rehydrate --open pbdata-1.0.0-open.zip --captures my/captures --to rehydrated")
def rehydrate(
    package: Annotated[
        str,
        typer.Option(
            "--open", help="The open edition: its folder, its zip, or a downloaded version.", show_default=False
        ),
    ],
    captures: Annotated[
        Path, typer.Option("--captures", help="A folder of captures; all files below it are looked at.")
    ],
    to: Annotated[Path, typer.Option("--to", help="The new folder for the package with texts.")],
    as_json: AsJson = False,
) -> None:
    """Restore texts and withheld columns of the open edition from captures. Exits with 1 if a text is not whole."""
    from pbdata.access.loading import is_version, open_package
    from pbdata.access.rehydrate import REPORT
    from pbdata.access.rehydrate import rehydrate as restore

    edition = "open" if is_version(package) else None
    with _progress_bar("captures") as progress:
        done = restore(open_package(package, edition=edition), captures, to, progress=progress)
    if as_json:
        _print_json(asdict(done) | {"target": str(done.target), "whole": done.whole})
    else:
        typer.echo("captures  " + ", ".join(f"{count} {status}" for status, count in done.captures.items()))
        typer.echo("texts     " + ", ".join(f"{count} {status}" for status, count in done.texts.items()))
        for table, columns in done.columns.items():
            for column, (restored, lost) in columns.items():
                typer.echo(f"column    {table}.{column}: {restored} restored, {lost} not")
        for one in done.articles:
            if one.status in ("partial", "missing"):
                gaps = ", ".join(f"{start}:{stop}" for start, stop in one.gaps)
                typer.echo(f"{one.status:<9} {one.article_id}: {one.why}" + (f"; not found: {gaps}" if gaps else ""))
        typer.echo("\n".join([*done.notes, f"wrote     {done.target} ({REPORT} says all of this)"]))
    if not done.whole:
        raise typer.Exit(1)


def _recover(path: Path) -> None:
    """Finish or undo what an interrupted command left, and say so."""
    from pbdata.building.publish import recover

    said = recover(path if path.is_dir() else path.parent)
    if said:
        typer.echo(said, err=True)


@contextmanager
def _progress_bar(what: str = "captures") -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_json(record: Any) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _summary_lines(root: Path, summary: "Summary", frictionless: list[str] | None) -> Iterator[str]:
    counts = ", ".join(f"{count} {status}" for status, count in summary.captures.items()) or "none"
    yield f"captures  {sum(summary.captures.values())} ({counts})"
    yield f"articles  {summary.articles}"
    yield f"lines     {summary.lines_kept} kept, {summary.lines_removed} removed"
    yield "rows      " + ", ".join(f"{name} {count}" for name, count in summary.rows.items())
    yield f"warnings  {len(summary.warnings) or 'none'}"
    yield from (f"  {warning}" for warning in summary.warnings)
    yield from (f"rejected  {path}: {reason}" for path, reason in summary.rejected)
    yield "validated by pbdata: valid"
    if frictionless is not None:
        yield f"validated by frictionless: {f'{len(frictionless)} found wrong' if frictionless else 'valid'}"
        yield from (f"  {error}" for error in frictionless)
    yield "Where to look next:"
    yield f"  {root / 'datapackage.yaml'}  what the package holds"
    yield f"  {root / 'data/tables'}  the tables, as CSV"
    yield "  pbdata trace ARTICLE_ID  where each paragraph stands on its page"
    yield "  pbdata cite  how to cite the package"


def _heading(capture: dict[str, Any]) -> str:
    reason = f": {capture['reason']}" if capture["reason"] else ""
    return f"{capture['path'] or 'standard input'}  {capture['status']}{reason}"


def _inspected(record: dict[str, Any]) -> Iterator[str]:
    """One capture for people: what it is, what the page says of itself, its lines counted, how the text begins."""
    capture, article = record["capture"], record["article"]
    yield _heading(capture)
    if article:
        makers = [f"{maker['role'] or '?'} {maker['name']}" for maker in article["contributors"]]
        shown = {
            "title": article["title"],
            "subtitle": article["subtitle"],
            "published": article["published"],
            "source": article["source"],
            "site": article["site_name"],
            "authors": ", ".join(makers) or None,
            "editor": article["editor"],
            "script": article["script"],
        }
        yield from (f"  {name:<10}{'-' if value is None else value}" for name, value in shown.items())
    labels = Counter(line["label"] for line in record["lines"])
    yield f"  {'lines':<10}{', '.join(f'{label} {count}' for label, count in labels.most_common()) or 'none'}"
    found = ", ".join(f"{kind.replace('_', ' ')} {len(rows)}" for kind, rows in record["facts"].items() if rows)
    yield f"  {'facts':<10}{found or 'none'}"
    lines = record["text"].split("\n") if record["text"] else []
    yield from (f"  | {line}" for line in lines[:_SHOWN_LINES])
    if len(lines) > _SHOWN_LINES:
        yield f"  | ... and {len(lines) - _SHOWN_LINES} more paragraphs"
    yield ""


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
