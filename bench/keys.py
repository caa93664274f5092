#!/usr/bin/env python3
"""Simulate the assembly of a very large table by its keys alone: rows in random order, sorted on disk, and given back in order.

    bench/keys.py
    bench/keys.py --rows 100000000 --folder /mnt/scratch

A row has an id, the id of its article and a number, as a table of facts does, and comes with those of its shard. Prints CPU seconds, the peak of
memory and what lay on disk; fails where a row is lost or out of order.
"""

import argparse
import binascii
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from pbdata.building import assembly
from pbdata.package.spool import Spool

SHARD = 100_000
"""How many rows come at once."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="*", type=int, default=[1_000_000, 4_000_000])
    parser.add_argument("--folder", type=Path, help="where the rows wait; by default that of temporary files")
    options = parser.parse_args()
    print("| rows | CPU s, to disk | CPU s, in order | rows a CPU-second | parts | on disk, MB | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for n_rows in options.rows:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            print(f"| {n_rows:,} | {' | '.join(simulate(n_rows, Path(name)))} |", flush=True)


def simulate(n_rows: int, folder: Path) -> list[str]:
    """Take so many rows through a spool; the cells of a row of the report."""
    rng = np.random.default_rng(0)
    spool = Spool(folder / "keys", rows(rng, 0), ["id"])
    spent = 0.0
    for at in range(0, n_rows, SHARD):
        some = rows(rng, min(SHARD, n_rows - at))
        made = time.process_time()
        spool.add(some)
        if spool.bytes > assembly._IN_MEMORY:
            spool.flush()
        spent += time.process_time() - made
    on_disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    begin, found, parts, last = time.process_time(), 0, 0, ""
    for part in spool.in_order(assembly._AT_ONCE):
        ids = part["id"]
        if not ids.is_sorted() or ids[0] < last:
            raise SystemExit("the rows are not in order")
        last, found, parts = str(ids[-1]), found + part.height, parts + 1
    ordering = time.process_time() - begin
    if found != n_rows:
        raise SystemExit(f"{found} rows came back of {n_rows}")
    rate = n_rows / (spent + ordering)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return [f"{spent:.1f}", f"{ordering:.1f}", f"{rate:,.0f}", str(parts), f"{on_disk:,.0f}", f"{peak:.0f}"]


def rows(rng: np.random.Generator, n: int) -> pl.DataFrame:
    """Rows with random ids."""
    ids = [np.frombuffer(binascii.hexlify(rng.bytes(8 * n)), "S16") for _ in range(2)]
    told = {name: pl.Series(name, one).cast(pl.String) for name, one in zip(("id", "article_id"), ids, strict=True)}
    return pl.DataFrame({**told, "n": rng.integers(0, 1000, n)})


if __name__ == "__main__":
    main()
