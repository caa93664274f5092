#!/usr/bin/env python3
"""How fast and how completely Chinese is found: pbdata's index beside SQLite's tokenizers, DuckDB's, and plain scans, in one run.

    bench/search.py
    bench/search.py --sizes 5000 --queries 40 --peer DIR/bin/python

The articles are those of bench/reprints.py, the queries stretches of them, of one to eight characters, drawn at random, and words
that every reader asks for. Recall and precision are those of articles, against a plain scan; a peer that takes no query of a
kind has a recall of 0 there. Times are CPU time, warm, of the fastest of three runs, for the numbers of all articles that hold the query,
but for `first 20 hits`: what `pbdata.search` gives first, hits with what stands around them; `open` opens the package each time, too.
"""

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import polars as pl

from pbdata.package.reading import Package, open_package
from pbdata.searching.folding import fold
from pbdata.searching.hits import hits_of
from pbdata.searching.indexes import index_of
from pbdata.searching.queries import read_query
from pbdata.searching.search import search
from reprints import Maker

SIZES = (5_000, 50_000)
WORDS = ("党员干部", "三送", "党", "干部", "发展", "，", "农村党员", "基层党组织建设")
LENGTHS = (1, 2, 3, 4, 6, 8)
ROUNDS = 3

T = TypeVar("T")
Ask = Callable[[str], set[int]]
"""The numbers of the articles that hold a query."""


class Way(NamedTuple):
    """A way to search: what it is called, the seconds and bytes that its index took, and how it is asked."""

    name: str
    seconds: float
    size: int
    ask: Ask

    def row(self, queries: Sequence[str]) -> "Row":
        """What it answers."""
        answers = [fastest(lambda query=query: self.ask(query)) for query in queries]  # type: ignore[misc]
        return Row(self.name, self.seconds, self.size, answers)


class Row(NamedTuple):
    """What a way answered: the seconds of each query, and the articles."""

    name: str
    seconds: float
    size: int
    answers: list[tuple[float, set[int]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="articles of a corpus")
    parser.add_argument("--queries", type=int, default=60, help="stretches of the articles that are asked for")
    parser.add_argument("--peer", help="the Python of an environment with bench/search_peers.txt")
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            os.environ["PBDATA_CACHE"] = str(Path(name) / "cache")
            measure(Path(name), size, options.queries, options.peer)


def measure(folder: Path, size: int, n_queries: int, peer: str | None) -> None:
    """Print a table for a corpus of so many articles."""
    made = Maker("seeds").corpus(size)
    # One script, so that whoever tells the two apart finds as much.
    texts = [fold(one.text) for one in made]
    package = write_package(folder / "package", [one.title for one in made], texts)
    queries = drawn(texts, n_queries)
    truth = {query: {number for number, text in enumerate(texts) if query in text} for query in queries}
    print(f"\n{size:,} articles, {sum(map(len, texts)) / size:,.0f} characters each, {len(queries)} queries\n")
    print("| way | index s | index MB | median ms | p95 ms | recall 1 | 2 | 3+ | precision |\n" + "| --- " * 9 + "|")
    for ways in (pbdata_ways(package), sqlite_ways(folder, texts), scans(texts)):
        for way in ways:
            report(way.row(queries), queries, truth)
    for row in duckdb_rows(peer, folder, texts, queries) if peer else ():
        report(row, queries, truth)
    measure_whole(package, queries)


def report(row: Row, queries: Sequence[str], truth: dict[str, set[int]]) -> None:
    """Print times, and recall for queries of one, two and more characters."""
    recalls: dict[int, list[float]] = {1: [], 2: [], 3: []}
    right = told = 0
    for query, (_, found) in zip(queries, row.answers, strict=True):
        right += len(found & truth[query])
        told += len(found)
        recalls[min(len(query), 3)].append(len(found & truth[query]) / len(truth[query]))
    times = [seconds * 1000 for seconds, _ in row.answers]
    columns = [f"{statistics.mean(some):.3f}" if some else "-" for some in recalls.values()]
    precision = f"{right / told:.3f}" if told else "-"
    cells = f"{row.seconds:.1f}", f"{row.size / 1e6:.0f}", f"{statistics.median(times):.2f}", f"{p95(times):.1f}"
    print(f"| {' | '.join((row.name, *cells, *columns, precision))} |", flush=True)


def measure_whole(package: Package, queries: Sequence[str]) -> None:
    """Print what a reader waits for: the first twenty hits with their surroundings, in this process and as a command."""
    for name, place in (("first 20 hits", package), ("first 20 hits, open", package.root)):
        times = [
            fastest(lambda query=query, place=place: list(islice(search(place, query), 20)))[0] * 1000
            for query in queries
        ]  # type: ignore[misc]
        print(f"\n{name}: median {statistics.median(times):.2f} ms, p95 {p95(times):.1f} ms", end="")
    search_it = ["search", "三送", "--package", str(package.root)]
    print(
        f"\nas a command: {of_command(search_it):.2f} s, of which {of_command(['--version']):.2f} s are those of `pbdata --version`"
    )


def of_command(words: Sequence[str]) -> float:
    """The CPU seconds of a command, of its fastest run."""
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "pbdata.cli", *words], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def pbdata_ways(package: Package) -> Iterable[Way]:
    """What pbdata's index gives, and the same with the text of every article compared, as it is before a hit is told."""
    seconds, index = timed(lambda: index_of(package))
    assert index is not None
    size = sum(path.stat().st_size for path in Path(os.environ["PBDATA_CACHE"]).rglob("*.sqlite"))

    def verified(said: str) -> set[int]:
        query = read_query(said, exact=True)
        found = index.holding(query, ["texts"], [])
        return {int(one.article.article_id[1:]) for one in found if any(hits_of(one, query, ["texts"]))}

    # Articles are numbered in the order of their ids, as here none has a day. Exact, as the plain scan is.
    yield Way("pbdata", seconds, size, lambda said: set(index.numbers(read_query(said, exact=True), ["texts"])))
    yield Way("pbdata, texts compared", seconds, size, verified)


def sqlite_ways(folder: Path, texts: Sequence[str]) -> Iterable[Way]:
    """FTS5 with the tokenizers that it has."""
    for tokenizer in ("unicode61", "trigram"):
        path = folder / f"{tokenizer}.sqlite"
        database = sqlite3.connect(path)

        def write(database: sqlite3.Connection = database, tokenizer: str = tokenizer) -> None:
            database.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, tokenize = '{tokenizer}')")
            database.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", enumerate(texts))
            database.commit()

        def ask(said: str, database: sqlite3.Connection = database) -> set[int]:
            phrase = '"' + said.replace('"', '""') + '"'
            return {row for (row,) in database.execute("SELECT rowid FROM found WHERE found MATCH ?", (phrase,))}

        seconds, _ = timed(write)
        yield Way(f"FTS5 {tokenizer}", seconds, path.stat().st_size, ask)
        database.close()
        path.unlink()


def duckdb_rows(python: str, folder: Path, texts: Sequence[str], queries: Sequence[str]) -> Iterable[Row]:
    """DuckDB's full-text search and its plain scan, by the Python that has them."""
    pl.DataFrame({"number": range(len(texts)), "text": texts}).write_parquet(folder / "texts.parquet")
    call = [python, str(Path(__file__).with_name("search_peer.py")), str(folder / "texts.parquet"), str(folder)]
    said = subprocess.run(call, input=json.dumps(queries), check=True, capture_output=True, text=True).stdout
    told = json.loads(said)
    for name, answers in told["ways"].items():
        index = (told["seconds"], told["size"]) if "FTS" in name else (0.0, 0)
        yield Row(name, *index, [(seconds, set(found)) for seconds, found in answers])


def scans(texts: Sequence[str]) -> Iterable[Way]:
    """All texts in memory, one after the other."""
    yield Way("plain scan, Python", 0, 0, lambda said: {number for number, text in enumerate(texts) if said in text})
    column = pl.Series(texts)
    yield Way("plain scan, Polars", 0, 0, lambda said: set(column.str.contains(said, literal=True).arg_true()))


def drawn(texts: Sequence[str], n: int) -> list[str]:
    """Stretches of the texts, and the words that stand in one."""
    rng = random.Random(0)
    queries = [word for word in WORDS if any(word in text for text in texts)]
    while len(queries) < n:
        text, length = rng.choice(texts), rng.choice(LENGTHS)
        start = rng.randrange(len(text) - length)
        if text[start : start + length].strip():
            queries.append(text[start : start + length])
    return queries


def write_package(folder: Path, titles: Sequence[str], texts: Sequence[str]) -> Package:
    """A package of articles with texts."""
    folder.mkdir()
    ids = [f"a{number:07}" for number in range(len(texts))]
    frames = {"articles": {"article_id": ids, "title": titles}, "texts": {"article_id": ids, "text": texts}}
    resources = []
    for name, columns in frames.items():
        pl.DataFrame(columns).write_csv(folder / f"{name}.csv")
        schema = {"fields": [{"name": column, "type": "string"} for column in columns], "primaryKey": ["article_id"]}
        resources.append({"name": name, "type": "table", "path": f"{name}.csv", "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps({"name": "bench", "resources": resources}), "utf-8")
    return open_package(folder)


def fastest(run: Callable[[], T]) -> tuple[float, T]:
    """The CPU seconds of the fastest of three runs, and what it gave."""
    return min((timed(run) for _ in range(ROUNDS)), key=lambda one: one[0])


def timed(run: Callable[[], T]) -> tuple[float, T]:
    """The CPU seconds of a run, and what it gave."""
    start = time.process_time()
    given = run()
    return time.process_time() - start, given


def p95(times: Sequence[float]) -> float:
    """What 95 % of the times are below."""
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
