#!/usr/bin/env python3
"""Measure the dimensions of facts: what they find in the annotated captures, and articles per CPU-second.

    bench/facts.py
    bench/facts.py --score SCORE.PY --captures SEEDS_DIR
    bench/facts.py --detectors rules,lac

Quality, where SCORE.PY is given (the scorer of annotated captures; FROM_INSPECT.PY lies beside it): what it prints of facts.
Speed: 300 articles of about 5 kB, no two alike (those of bench/cleaning.py), from article to facts, all dimensions together and
then each by itself, in CPU seconds of one process; the fastest of several rounds counts for each article.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pbdata
from cleaning import RAW, fastest, shuffled
from pbdata.corpus.inspection import as_json
from pbdata.corpus.process import process_capture
from pbdata.facts.detect import ORDER, detect
from pbdata.facts.reading import Reading
from pbdata.model.article import Article
from pbdata.model.capture import Capture, Settings

KINDS = ("figures", "persons", "programmes", "places", "quotations")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", type=Path, help="the scorer, beside from_inspect.py and its annotation")
    parser.add_argument("--captures", type=Path, help="the folder of the annotated captures")
    parser.add_argument("--detectors", default="rules", help="rules, or rules,lac")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if (options.score is None) != (options.captures is None):
        parser.error("give --score and --captures together")
    settings = Settings(detectors=tuple(options.detectors.split(",")))
    if options.score:
        print_quality(options.score, sorted(options.captures.glob("*.txt")), settings)
    print_speed(settings, options.rounds)


def print_quality(score: Path, captures: list[Path], settings: Settings) -> None:
    """Print what the scorer says of the facts."""
    inspected = (process_capture(Capture(path.read_bytes(), str(path), "text/plain"), settings) for path in captures)
    lines = "".join(f"{json.dumps(as_json(one), ensure_ascii=False)}\n" for one in inspected)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(score.with_name("from_inspect.py")), folder]
        subprocess.run(command, input=lines, text=True, check=True, capture_output=True)
        scored = subprocess.run([sys.executable, str(score), folder], text=True, check=True, capture_output=True)
    print("\n".join(line for line in scored.stdout.splitlines() if line.startswith(KINDS)), end="\n\n")


def print_speed(settings: Settings, rounds: int) -> None:
    """Print articles per CPU-second, and the milliseconds of each detector."""
    texts = shuffled([path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))])
    articles = [article for text in texts if (article := pbdata.process(text.encode()).article)]

    def run(article: Article) -> object:
        return detect(article, settings)

    best = fastest(run, articles, rounds)
    size = sum(len(article.text) for article in articles) // len(articles)
    print("| detectors | characters each | articles per CPU-second |\n| --- | --- | --- |")
    print(f"| {'+'.join(settings.detectors)} | {size} | {len(best) / sum(best):.0f} |")
    print("\n| dimension | CPU milliseconds an article |\n| --- | --- |")
    for name, seconds in by_dimension(articles, settings, rounds).items():
        print(f"| {name} | {1000 * seconds / len(articles):.3f} |")


def by_dimension(articles: Sequence[Article], settings: Settings, rounds: int) -> dict[str, float]:
    """Return the CPU seconds that each function of the order of need took for all articles, the fastest of several rounds."""
    total: dict[str, float] = defaultdict(float)
    for article in articles:
        best: dict[str, float] = {}
        for _ in range(rounds):
            reading = Reading(article, settings.detectors)
            for find in ORDER:
                start = time.process_time()
                reading.add(find(reading))
                name = f"{find.__module__.rpartition('.')[2]}.{find.__name__}"
                best[name] = min(best.get(name, float("inf")), time.process_time() - start)
        for name, seconds in best.items():
            total[name] += seconds
    return total


if __name__ == "__main__":
    main()
