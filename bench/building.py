#!/usr/bin/env python3
"""Measure whole builds: CPU seconds, milliseconds a capture and the peak of memory, beside those of another pbdata.

    bench/building.py
    bench/building.py --captures 50 200 800 2000 --rival OTHER/bin/python

The captures are of about 10 kB, no two alike, as bench/cleaning.py makes them. Each build is a process of its own, started as
`python -m pbdata.cli build`, so that its start is counted too; RIVAL is the Python of an environment with another pbdata.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from cleaning import RAW, shuffled
from growth import exponent
from pbdata.captures.store.adding import add

SIZE = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--captures", nargs="*", type=int, default=[50, 200, 800], help="how many captures a corpus has"
    )
    parser.add_argument("--rival", type=Path, help="the Python of an environment with another pbdata")
    options = parser.parse_args()
    pythons = {"this": Path(sys.executable)} | ({"rival": options.rival.absolute()} if options.rival else {})
    seconds: dict[str, list[float]] = {name: [] for name in pythons}
    print("| captures | pbdata | CPU s | ms a capture | peak MB |\n| --- | --- | --- | --- | --- |")
    for count in options.captures:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            write_corpus(root, count)
            for who, python in pythons.items():
                spent, peak = build(root, python)
                seconds[who].append(spent)
                print(f"| {count} | {who} | {spent:.1f} | {1000 * spent / count:.1f} | {peak:.0f} |", flush=True)
    for who, spent in seconds.items():
        if len(spent) > 1:
            print(f"exponent, {who}: {exponent(options.captures, spent):.2f}")


def write_corpus(root: Path, count: int) -> None:
    """A corpus of so many captures, ready to be built."""
    raw, incoming = root / "data/raw", root / "incoming"
    raw.mkdir(parents=True)
    incoming.mkdir()
    dataset = yaml.safe_load((RAW.parent / "dataset.yaml").read_text("utf-8"))
    dataset.pop("releases", None)  # Release 1.0.0 does not know where releases lie.
    (root / "data/dataset.yaml").write_text(yaml.safe_dump(dataset, allow_unicode=True, sort_keys=False), "utf-8")
    (raw / "manifest.yaml").write_text("collections:\n  - {id: shuffled, title: Shuffled}\nsightings: []\n", "utf-8")
    texts = [path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))]
    for number, text in enumerate(shuffled(texts, count, SIZE)):
        (incoming / f"{number:06d}.txt").write_text(text, "utf-8")
    add(root, sorted(incoming.iterdir()), collection="shuffled")
    shutil.rmtree(incoming)


def build(root: Path, python: Path) -> tuple[float, float]:
    """The CPU seconds and the peak of memory, in MB, of a build in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    process = subprocess.Popen(
        [python, "-m", "pbdata.cli", "build", "--json", "--root", root], stdout=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the build with {python} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
