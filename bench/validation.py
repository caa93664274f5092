#!/usr/bin/env python3
"""Measure validation beside frictionless on generated packages of five tables with foreign keys, in one run.

    bench/validation.py
    bench/validation.py --articles 500,10000,50000 --frictionless-up-to 300000 --repeats 3

Each package has articles, paragraphs, places, mentions and figures, described in full: types, required, enum, pattern,
bounds, primary, unique and foreign keys, bytes and SHA-256. An article brings 26 rows, so that 500, 10,000 and 50,000
articles make 13,000, 260,000 and 1,300,000. Every measurement is a process of its own, start-up included: CPU seconds (user and
system, all threads; the smallest of the repeats) and peak memory. frictionless judges the CSV package, since on Parquet it
refuses what is right; where it is not asked because the package is larger than --frictionless-up-to, its figure is a dash.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

OURS = "import sys; from pbdata.validation.judge import validate; sys.exit(not validate(sys.argv[1]).valid)"
THEIRS = "import sys, frictionless; sys.exit(not frictionless.validate(sys.argv[1]).valid)"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
WORDS = [
    "党员干部走村入户",
    "联系群众",
    "帮扶贫困户",
    "解决难题",
    "召开民情恳谈会",
    "发展产业",
    "修通水泥路",
    "结对共建",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="500,10000,50000")
    parser.add_argument("--frictionless-up-to", type=int, default=2_000_000, help="rows")
    parser.add_argument("--repeats", type=int, default=3, help="of ours, and of frictionless below 300,000 rows")
    options = parser.parse_args()
    print(
        "| rows | form | pbdata CPU s | peak MB | frictionless CPU s | peak MB | ratio |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for n in map(int, options.articles.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), n, options.frictionless_up_to, options.repeats)


def measure(folder: Path, n_articles: int, up_to: int, repeats: int) -> None:
    """Print a row of the table for CSV and one for Parquet."""
    tables = generate(n_articles)
    rows = sum(map(len, tables.values()))
    for form in ("csv", "parquet"):
        write(folder / form, tables, form)
    theirs = None
    if rows <= up_to:
        theirs = best(THEIRS, folder / "csv", repeats if rows < 300_000 else 1)
    for form in ("csv", "parquet"):
        ours = best(OURS, folder / form, repeats)
        there = f"{theirs[0]:.2f} | {theirs[1]:.0f} | {theirs[0] / ours[0]:.1f}" if theirs else "- | - | -"
        print(f"| {rows} | {form} | {ours[0]:.2f} | {ours[1]:.0f} | {there} |", flush=True)


def best(program: str, package: Path, repeats: int) -> tuple[float, float]:
    """The least CPU seconds and the peak memory in MB of a program that must accept the package."""
    runs = [run(program, package) for _ in range(repeats)]
    return min(cpu for cpu, _ in runs), max(peak for _, peak in runs)


def run(program: str, package: Path) -> tuple[float, float]:
    process = subprocess.Popen([sys.executable, "-c", program, str(package / "datapackage.json")])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{package}: the package was not accepted.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def generate(n: int) -> dict[str, pl.DataFrame]:
    """The tables for ``n`` articles; the same for the same ``n``."""
    chance = np.random.default_rng(n)
    articles = [f"a{k:015x}" for k in range(n)]
    places = [f"p{k:06d}" for k in range(2000)]

    def days(size: int) -> pl.Series:
        return pl.Series(chance.integers(14_000, 19_000, size), dtype=pl.Int32).cast(pl.Date)

    def pick(values: list[str], size: int) -> pl.Series:
        return pl.Series(values, dtype=pl.String).gather(chance.integers(0, len(values), size))

    def owner(each: int) -> pl.Series:
        return pl.Series(articles, dtype=pl.String).gather(np.repeat(np.arange(n), each))

    def span(size: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        start = chance.integers(0, 5000, size)
        return start, start + chance.integers(1, 40, size)

    figure_start, figure_stop = span(7 * n)
    mention_start, mention_stop = span(6 * n)
    return {
        "places": pl.DataFrame(
            {
                "place_id": places,
                "name": pick(["赣县", "章贡区", "南康区"], 2000),
                "level": pick(["county", "town"], 2000),
            }
        ),
        "articles": pl.DataFrame(
            {
                "article_id": articles,
                "title": pick(WORDS, n),
                "published_date": days(n),
                "n_chars": chance.integers(100, 9000, n),
                "place_id": pick(places, n),
            }
        ),
        "paragraphs": pl.DataFrame(
            {
                "article_id": owner(12),
                "paragraph_no": np.tile(np.arange(12), n),
                "kind": pick(["body", "heading", "caption"], 12 * n),
                "start": np.tile(np.arange(12) * 100, n),
                "stop": np.tile(np.arange(12) * 100 + 90, n),
            }
        ),
        "figures": pl.DataFrame(
            {
                "figure_id": [f"f{k:015x}" for k in range(7 * n)],
                "article_id": owner(7),
                "start": figure_start,
                "stop": figure_stop,
                "surface": pick([f"{k}户" for k in range(500)], 7 * n),
                "value": np.round(chance.random(7 * n) * 1000, 2),
                "bound": pick(["exact", "approximate", "at_least"], 7 * n),
                "review_status": pick(["machine", "single"], 7 * n),
            }
        ),
        "mentions": pl.DataFrame(
            {
                "mention_id": [f"m{k:015x}" for k in range(6 * n)],
                "article_id": owner(6),
                "place_id": pick(places, 6 * n),
                "start": mention_start,
                "stop": mention_stop,
                "surface": pick(["赣县", "章贡区", "南康区"], 6 * n),
            }
        ),
    }


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of the tables."""

    def field(name: str, of_type: str = "string", **constraints: Any) -> dict[str, Any]:
        return {"name": name, "type": of_type, "constraints": {"required": True, **constraints}}

    def key(name: str, there: str) -> dict[str, Any]:
        return {"fields": [name], "reference": {"resource": there, "fields": [name]}}

    article = field("article_id", pattern="a[0-9a-f]{15}")
    span = [field("start", "integer", minimum=0), field("stop", "integer", minimum=0)]
    return {
        "places": {
            "fields": [field("place_id", pattern="p[0-9]{6}"), field("name"), field("level", enum=["county", "town"])],
            "primaryKey": ["place_id"],
        },
        "articles": {
            "fields": [
                article,
                field("title", minLength=2),
                field("published_date", "date"),
                field("n_chars", "integer", minimum=0),
                field("place_id"),
            ],
            "primaryKey": ["article_id"],
            "foreignKeys": [key("place_id", "places")],
        },
        "paragraphs": {
            "fields": [
                article,
                field("paragraph_no", "integer", minimum=0),
                field("kind", enum=["body", "heading", "caption"]),
                *span,
            ],
            "primaryKey": ["article_id", "paragraph_no"],
            "uniqueKeys": [["article_id", "start"]],
            "foreignKeys": [key("article_id", "articles")],
        },
        "figures": {
            "fields": [
                field("figure_id", pattern="f[0-9a-f]{15}"),
                article,
                *span,
                field("surface", maxLength=40),
                field("value", "number", minimum=0),
                field("bound", enum=["exact", "approximate", "at_least"]),
                field("review_status", enum=["machine", "single", "double"]),
            ],
            "primaryKey": ["figure_id"],
            "foreignKeys": [key("article_id", "articles")],
        },
        "mentions": {
            "fields": [
                field("mention_id", pattern="m[0-9a-f]{15}", unique=True),
                article,
                field("place_id"),
                *span,
                field("surface"),
            ],
            "primaryKey": ["mention_id"],
            "foreignKeys": [key("article_id", "articles"), key("place_id", "places")],
        },
    }


def write(folder: Path, tables: dict[str, pl.DataFrame], form: str) -> None:
    """Write a package whose files are all CSV or all Parquet."""
    folder.mkdir()
    resources = []
    for name, schema in schemas().items():
        path = folder / f"{name}.{form}"
        if form == "csv":
            tables[name].write_csv(path)
        else:
            tables[name].write_parquet(path)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        declared = {"format": form, "bytes": path.stat().st_size, "hash": f"sha256:{digest}", "schema": schema}
        text = {"encoding": "utf-8"} if form == "csv" else {}
        resources.append({"name": name, "type": "table", "path": path.name, **text, **declared})
    package = {"$schema": PROFILE, "name": "bench", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
