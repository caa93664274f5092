#!/usr/bin/env python3
"""Measure speed: articles per CPU-second from text captures, pages per CPU-second from HTML beside the peers.

    bench/cleaning.py
    bench/cleaning.py --eval EVAL --peers-python DIR/bin/python

Text: 300 captures of about 5 kB, no two alike, made of the heads, the tails and the shuffled sentences of those in data/raw,
in simplified characters as they are and in traditional ones as OpenCC gives them; from bytes to article (decode, normalize,
label, assemble, head matter), without the facts of its text (bench/facts.py measures these). The heads and tails come
again and again, as those of a site's pages do: what was seen of their short lines is kept. HTML, where EVAL is given: the development pages; pbdata from bytes to page text (render) and to article (process), the peers from decoded text to theirs.
Rounds of pbdata and of the peers follow each other; the fastest time of each page counts, in CPU seconds of one process.
"""

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import opencc

import pbdata
from pages import Evaluation, ask_referee, gold_rows, read_jsonl
from pbdata.captures.encoding import decode
from pbdata.captures.formats.html.rendering import render
from pbdata.model.capture import Settings

T = TypeVar("T")

RAW = Path(__file__).parents[1] / "data" / "raw"
SIZE, HEAD, TAIL, CAPTURES = 5000, 10, 12, 300
SENTENCE = re.compile(r"[^\s。][^。]*。?")
WITHOUT_FACTS = Settings(detectors=())
PEERS = ("trafilatura", "readability_lxml", "magic_html")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, help="the evaluation script, beside its data")
    parser.add_argument("--peers-python", type=Path, help="the Python of the peers' environment")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if (options.eval is None) != (options.peers_python is None):
        parser.error("give --eval and --peers-python together")
    measure_text(options.rounds)
    if options.eval:
        measure_html(Evaluation(options.eval.resolve(), options.peers_python.absolute()), options.rounds)


def clean(data: bytes, media_type: str | None = None) -> object:
    """Process a capture without its facts, which are no part of what is measured here."""
    return pbdata.process(data, media_type=media_type, settings=WITHOUT_FACTS)


def measure_text(rounds: int) -> None:
    """Print articles per CPU-second for captures in both scripts."""
    simplified = shuffled([path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))])
    convert = opencc.OpenCC("s2t").convert
    print("| text captures | bytes each | articles per CPU-second |\n| --- | --- | --- |")
    for name, captures in (("simplified", simplified), ("traditional", [convert(text) for text in simplified])):
        data = [text.encode() for text in captures]
        best = fastest(clean, data, rounds)
        print(f"| {name} | {sum(map(len, data)) // len(data)} | {len(best) / sum(best):.0f} |")


def shuffled(texts: Sequence[str], n: int = CAPTURES, size: int = SIZE) -> list[str]:
    """Return ``n`` captures of about ``size`` bytes, no two alike: the head and the tail of one, and between them the sentences
    of all, shuffled, in paragraphs as long as theirs."""
    rng = random.Random(0)
    pages = [text.split("\n") for text in texts]
    middle = [line for lines in pages for line in lines[HEAD:-TAIL]]
    sentences = [sentence for line in middle for sentence in SENTENCE.findall(line)]
    counts = [len(SENTENCE.findall(line)) for line in middle]
    captures = []
    for number in range(n):
        lines = pages[number % len(pages)]
        kept, tail = lines[:HEAD], lines[-TAIL:]
        written = len("\n".join(kept + tail).encode())
        while written < size:
            kept.append("　　" + "".join(rng.sample(sentences, rng.choice(counts))))
            written += len(kept[-1].encode()) + 1
        captures.append("\n".join(kept + tail))
    return captures


def fastest(run: Callable[[T], object], pages: Sequence[T], rounds: int) -> list[float]:
    """Return for each page the CPU seconds of its fastest run."""
    return [
        min(seconds) for seconds in zip(*([timed(run, page) for page in pages] for _ in range(rounds)), strict=True)
    ]


def timed(run: Callable[[T], object], page: T) -> float:
    """Return the CPU seconds of one run."""
    start = time.process_time()
    run(page)
    return time.process_time() - start


def measure_html(evaluation: Evaluation, rounds: int) -> None:
    """Print pages per CPU-second of pbdata and the peers."""
    rows = gold_rows(evaluation)
    pages = {row["id"]: (evaluation.data / row["html"]).read_bytes() for row in rows}
    ours: dict[str, Callable[[bytes], object]] = {
        "pbdata, to page text": lambda data: render(decode(data).text or ""),
        "pbdata, to article": lambda data: clean(data, "text/html"),
    }
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for _ in range(rounds):
        for name, run in ours.items():
            run(pages[rows[0]["id"]])
            for page, data in pages.items():
                best[name][page] = min(timed(run, data), best[name].get(page, 1e9))
        for row in read_jsonl(ask_referee(evaluation, "seconds", ",".join(PEERS), given=json.dumps(list(pages)))):
            best[row["peer"]][row["id"]] = min(row["seconds"], best[row["peer"]].get(row["id"], 1e9))
    rate = {name: len(seconds) / sum(seconds.values()) for name, seconds in best.items()}
    size = sum(map(len, pages.values())) / len(pages) / 1000
    print(
        f"\n| {len(pages)} HTML pages, {size:.0f} kB each | pages per CPU-second | times trafilatura |\n| --- | --- | --- |"
    )
    for name in sorted(rate, key=lambda name: -rate[name]):
        print(f"| {name} | {rate[name]:.0f} | {rate[name] / rate['trafilatura']:.1f} |")


if __name__ == "__main__":
    main()
