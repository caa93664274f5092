#!/usr/bin/env python3
"""Measure what is done once all captures are processed: sorting, linking, reprints, writing and judging of a corpus of any size.

    bench/assembly.py
    bench/assembly.py --captures 100000 400000 --folder /mnt/scratch

A shard of captures is processed once. The corpus is made of copies of it, each with ids, paths and texts of its own, so that the numbers of rows
are those of a corpus of that size and no page is read. A tenth of the articles have the text of the one before. Each size is a process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import polars as pl
import yaml

from cleaning import RAW, shuffled
from pbdata.building.assembly import Assembly
from pbdata.captures.store.manifest import Collection, Sighting
from pbdata.corpus.process import process
from pbdata.model.capture import Settings
from pbdata.package.annotation import NO_ANNOTATION
from pbdata.package.tables import COMPARED, of_captures

SHARD = 100
SIZE = 10_000
N_CHARACTERS = 3_000
SHARED = ("place_id", "programme_id", "collection_id", "scope_place_id", "parent_id")
"""Ids of what several articles have in common."""
AGAIN = 10
"""One article in so many has the text of the one before."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--captures", nargs="*", type=int, default=[2_000, 8_000], help="how many captures a corpus has"
    )
    parser.add_argument("--detectors", default="rules", help="rules, or none: cleaning alone")
    parser.add_argument("--folder", type=Path, help="where the packages are written, and removed again")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.captures[0], options.detectors, options.folder)
        return
    print(
        "| captures | rows | taking up: CPU s | the rest: CPU s | ms a capture | peak MB, then and at the end | on disk, MB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for count in options.captures:
        command = [sys.executable, __file__, "--one", "--captures", str(count), "--detectors", options.detectors]
        subprocess.run([*command, *(["--folder", str(options.folder)] if options.folder else [])], check=True)


def measure(count: int, detectors: str, folder: Path | None) -> None:
    """Assemble a corpus, and print a row."""
    dataset = yaml.safe_load((RAW.parent / "dataset.yaml").read_text("utf-8"))
    made = one_shard(detectors)
    copying = taking = 0.0
    with tempfile.TemporaryDirectory(dir=folder) as name:
        root = Path(name)
        with Assembly(root, root / "spool", NO_ANNOTATION) as assembly:
            start = time.process_time()
            for shard in copies(made, count):
                copied = time.process_time()
                assembly.add(shard)
                copying += copied - start
                start = time.process_time()
                taking += start - copied
            then, start = peak(), time.process_time()
            assembly.finish(dataset, [Collection("seed", "Seed")], frozenset())
            rest = time.process_time() - start
        size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 1e6
        rows, each = sum(assembly.rows.values()), 1000 * (taking + rest) / count
        print(
            f"| {count:,} | {rows:,} | {taking:.1f} | {rest:.1f} | {each:.2f} | {then:.0f}, {peak():.0f} | {size:,.0f} |",
            flush=True,
        )


def one_shard(detectors: str) -> dict[str, pl.DataFrame]:
    """The tables of a hundred captures of about 10 kB."""
    texts = [path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))]
    settings = Settings(detectors=() if detectors == "none" else tuple(detectors.split(",")))
    processed = [process(text, settings=settings) for text in shuffled(texts, SHARD, SIZE)]
    sightings = {
        one.sha256: [Sighting(f"data/raw/{one.sha256}.txt", one.sha256, "text/plain", "seed")] for one in processed
    }
    return of_captures(processed, sightings)


def copies(made: Mapping[str, pl.DataFrame], count: int) -> Iterator[dict[str, pl.DataFrame]]:
    """Shards of so many captures together, in the order of their ids."""
    old = made["captures"]["capture_id"].sort().str.slice(1)
    step = (1 << 64) // count
    for first in range(0, count, SHARD):
        new = [f"{(first + n) * step:016x}" for n in range(SHARD)]
        ids = pl.DataFrame({"old": old, "new": pl.Series(new)})
        yield {name: renamed(frame, ids, first) for name, frame in made.items() if name != COMPARED} | {
            COMPARED: told_anew(renamed(made[COMPARED], ids, first), first)
        }


def renamed(frame: pl.DataFrame, ids: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Rows with the ids of other captures and articles, ids of facts of their own, and the files of captures under other names."""
    columns = []
    for name in frame.columns:
        column = pl.col(name)
        if name in ("capture_id", "article_id"):
            number = column.str.slice(1).replace(ids["old"], ids["new"])
            columns.append(pl.concat_str(column.str.slice(0, 1), number).alias(name))
        elif name == "sha256":
            columns.append(
                pl.concat_str(column.str.slice(0, 16).replace(ids["old"], ids["new"]), column.str.slice(16)).alias(name)
            )
        elif name == "path" and frame[name].str.starts_with("data/raw/").all():
            columns.append(pl.concat_str(column, pl.lit(seed)).alias(name))
        elif name.endswith("_id") and name not in SHARED:
            columns.append(
                pl.concat_str(column.str.slice(0, 1), column.hash(seed).cast(pl.String).str.zfill(20)).alias(name)
            )
    return frame.with_columns(columns)


def told_anew(compared: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Articles with texts of random characters, as long as theirs."""
    rng = np.random.default_rng(seed)
    lengths = compared["text"].str.len_chars().to_list()
    points = rng.integers(0x4E00, 0x4E00 + N_CHARACTERS, sum(lengths), np.uint32)
    words, at, texts = points.tobytes().decode("utf-32-le"), 0, list[str]()
    for number, length in enumerate(lengths):
        texts.append(texts[-1] if number % AGAIN == AGAIN - 1 else words[at : at + length])
        at += length
    return compared.with_columns(pl.Series("text", texts))


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
