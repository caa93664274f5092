"""``pbdata inspect``: what a capture gives."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Detectors, Topic
from pbdata.cli.terminal import print_json, say, settings_of
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.captures.addresses import RecordAddress
    from pbdata.model.capture import Processed, Settings

SHOWN_LINES = 5


@app.command(epilog="Example: pbdata inspect data/raw/*.txt --json")
def inspect(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Captures; - is standard input. A source stands for all captures in it, such as crawl.warc.gz, and "
            "crawl.warc.gz#1234 for one."
        ),
    ],
    as_json: AsJson = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Print each line with its label and the rules that decided, and each fact, made or refused, with its rule.",
        ),
    ] = False,
    detectors: Detectors = "rules",
    topic: Topic = None,
) -> None:
    """Show what each capture gives. The package is neither read nor written."""
    from pbdata.corpus.fact_inspection import explain_facts
    from pbdata.corpus.inspection import as_json as as_record
    from pbdata.corpus.inspection import explain as explain_lines
    from pbdata.corpus.inspection import explain_topic, looks_of
    from pbdata.corpus.topics.reading import read_named

    settings = settings_of(detectors)
    if topic:
        settings = replace(settings, topic=read_named(topic))
    for data, processed, record in _processed(paths, settings):
        if as_json:
            print_json(as_record(processed, record))
        elif explain:
            looks = looks_of(processed, data)
            facts = explain_facts(processed.article, settings) if processed.article else ()
            say(
                "\n".join(
                    (
                        _heading(as_record(processed)["capture"]),
                        *explain_lines(processed, looks),
                        *explain_topic(processed),
                        *facts,
                    )
                )
            )
        else:
            say("\n".join(_inspected(as_record(processed))))


def _processed(paths: Sequence[str], settings: "Settings") -> "Iterator[tuple[bytes, Processed, RecordAddress | None]]":
    """The captures that are named, one by one: the bytes of each, what they give, and the record if its file holds many."""
    from pbdata.captures.formats import sniff
    from pbdata.captures.store.recognizing import captures_at, is_there, record_at
    from pbdata.corpus.failures import process_captured, process_or_reject
    from pbdata.model.capture import Capture

    missing = [path for path in paths if path != "-" and not is_there(path)]
    if missing:
        raise PbdataError(f"{missing[0]}: there is no such file. Name captures, or - for standard input.")
    for path in paths:
        if path == "-":
            data = sys.stdin.buffer.read()
            yield data, process_or_reject(Capture(data, None, sniff(data)), settings), None
        else:
            for one in captures_at(path):
                yield one.data, process_captured(one, settings), record_at(path, one)


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
    yield from (f"  | {line}" for line in lines[:SHOWN_LINES])
    if len(lines) > SHOWN_LINES:
        yield f"  | ... and {len(lines) - SHOWN_LINES} more paragraphs"
    yield ""
