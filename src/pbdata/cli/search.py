"""``pbdata search``: where a stretch of Chinese stands in titles, texts and facts."""

import shlex
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, PackageName
from pbdata.cli.terminal import print_json, progress_bar, remark, say, tell_interrupted

if TYPE_CHECKING:
    from pbdata.searching.hits import Hit

_NO_HIT = 1


@app.command(epilog="Example: pbdata search 三送 --place 赣州市 --from 2012 --in titles,texts")
def search(
    query: Annotated[str, typer.Argument(help="What to look for: one character or more, traditional or simplified.")],
    regex: Annotated[bool, typer.Option("--regex", help="The query is a regular expression, as RE2 has them.")] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only these very characters: no other script, width or case.")
    ] = False,
    within: Annotated[
        str, typer.Option("--in", help="Where to look, divided by commas: titles, texts, facts.")
    ] = "titles,texts,facts",
    place: Annotated[
        str | None, typer.Option("--place", help="Articles that name a place, or one in it: name, path, code or id.")
    ] = None,
    earliest: Annotated[
        str | None, typer.Option("--from", help="Articles from a day, month or year on: 2016, 2016-05, 2016-05-03.")
    ] = None,
    latest: Annotated[str | None, typer.Option("--to", help="Articles up to a day, month or year.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Articles of a source: its name, its site, or the site's domain.")
    ] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", help="Articles that name a programme: name or id.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="Articles that name a person of public office: name or id.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many hits at most; 0 for all.", min=0)] = 20,
    count: Annotated[
        bool, typer.Option("--count", help="Only say how many hits there are, in how many articles.")
    ] = False,
    package: PackageName = ".",
    as_json: AsJson = False,
) -> None:
    """Search titles, texts and facts for any stretch of Chinese. Exits with 1 where nothing is found.

    Places are counted in code points, as `pbdata trace` wants them. A large package is indexed the first time, in the cache.
    """
    from pbdata.searching.search import search as search_package

    tell_interrupted(package)
    with progress_bar("indexing") as progress:
        found = search_package(
            package,
            query,
            regex=regex,
            exact=exact,
            within=[part.strip() for part in within.split(",") if part.strip()],
            place=place,
            programme=programme,
            person=person,
            source=source,
            earliest=earliest,
            latest=latest,
            progress=progress,
        )
    for note in found.notes:
        remark(note)
    if count:
        _print_count(found, as_json)
        return
    hits = list(islice(found, limit + 1 if limit else None))
    shown = hits[: limit or None]
    if as_json:
        for hit in shown:
            print_json(_record(hit, package))
    elif shown:
        say("\n".join(_lines(shown)))
        if trace := _trace(shown[0], package):
            remark(f"Where the first stands on its page: {trace}")
    if len(hits) > len(shown):
        remark(f"These are the first {limit} hits. --limit 0 prints all, --count counts them.")
    if not hits:
        remark("nothing was found")
        raise typer.Exit(_NO_HIT)


def _print_count(found: "Iterable[Hit]", as_json: bool) -> None:
    articles: set[str] = set()
    hits = 0
    for hit in found:
        hits += 1
        articles.add(hit.article_id)
    if as_json:
        print_json({"hits": hits, "articles": len(articles)})
    else:
        say(f"{hits} hits in {len(articles)} articles")
    if not hits:
        raise typer.Exit(_NO_HIT)


def _record(hit: "Hit", package: str) -> dict[str, Any]:
    record = hit._asdict()
    return {"in" if name == "part" else name: value for name, value in record.items()} | {"trace": _trace(hit, package)}


def _trace(hit: "Hit", package: str) -> str | None:
    return hit.trace if package == "." or not hit.trace else f"{hit.trace} --package {shlex.quote(package)}"


def _lines(hits: "Iterable[Hit]") -> Iterator[str]:
    """An article a line, and below it a line for each hit with what stands around it."""
    for article, its_hits in groupby(hits, lambda hit: (hit.article_id, hit.published, hit.source, hit.title)):
        yield "  ".join(part or "-" for part in article)
        for hit in its_hits:
            where = f"{hit.table} " if hit.part == "facts" else ""
            stretch = "" if hit.start is None else f" {hit.start}:{hit.stop}"
            words = f"{hit.before}[{hit.found}]{hit.after}".replace("\n", "⏎")
            yield f"  {where}{hit.column}{stretch}  {words}"
