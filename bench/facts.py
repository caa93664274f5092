#!/usr/bin/env python3
"""Measure the detectors of facts: what they find in the annotated captures, and articles per CPU-second.

    bench/facts.py
    bench/facts.py --score SCORE.PY --captures SEEDS_DIR
    bench/facts.py --detectors rules,lac

Quality, where SCORE.PY is given (the scorer of annotated captures; FROM_INSPECT.PY lies beside it): what it prints of facts.
Speed: 300 articles of about 5 kB, no two alike (those of bench/cleaning.py), from article to facts, all detectors together and
then each by itself, in CPU seconds of one process; the fastest of several rounds counts for each article.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pbdata
from cleaning import RAW, fastest, shuffled
from pbdata.corpus.inspection import as_json
from pbdata.corpus.process import process_capture
from pbdata.facts import detect as detection
from pbdata.facts.detect import detect
from pbdata.model.article import Article
from pbdata.model.capture import Capture, Settings

DETECTORS = (
    "detect_dates", "detect_figures", "link_figures", "find_places", "find_persons", "find_organisations", "find_posts",
    "find_quotations", "find_programmes", "find_pairings",
)  # fmt: skip
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
    print("\n| detector | CPU milliseconds an article |\n| --- | --- |")
    for name, seconds in by_detector(run, articles, rounds).items():
        print(f"| {name} | {1000 * seconds / len(articles):.3f} |")


def by_detector(run: Callable[[Article], object], articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Return the CPU seconds that each detector took for all articles, the fastest of several rounds for each."""
    total = dict.fromkeys(DETECTORS, 0.0)
    with timed_detectors() as spent:
        for article in articles:
            found = []
            for _ in range(rounds):
                spent.clear()
                run(article)
                found.append(dict(spent))
            for name in DETECTORS:
                total[name] += min(one[name] for one in found)
    return total


@contextmanager
def timed_detectors() -> Iterator[dict[str, float]]:
    """Let the detectors add up their CPU seconds by name while the context lasts."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str) -> Callable[..., object]:
        detector = getattr(detection, name)

        def call(*given: object) -> object:
            start = time.process_time()
            found = detector(*given)
            spent[name] += time.process_time() - start
            return found

        return call

    replaced: dict[str, Any] = {name: timed(name) for name in DETECTORS}
    with patch.multiple(detection, **replaced):
        yield spent


if __name__ == "__main__":
    main()
