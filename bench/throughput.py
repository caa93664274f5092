#!/usr/bin/env python3
"""Measure a corpus from WARC to package, per CPU-second: cleaning beside peers, with facts, on one and two processes, and a second time.

    bench/throughput.py
    bench/throughput.py --pages 2000 --whole 400 --peers DIR/bin/python

The pages are HTML in one WARC file: articles of bench/reprints.py with the boilerplate of 300 sites and planted reprints, each in the frame of
a page with its navigation. DIR is an environment with bench/throughput_peers.txt: trafilatura with metadata, and datatrove's local executor, which
reads the same file and extracts with trafilatura. A build is a process of its own, started as on the command line.
"""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

import yaml

from cleaning import RAW, WITHOUT_FACTS
from pbdata.building import shards
from pbdata.building.runner import build
from pbdata.captures.iterating import Captures
from pbdata.captures.store.manifest import MANIFEST, read_manifest
from pbdata.corpus.failures import process_captured
from reprints import Made, Maker

WARC = "data/raw/pages.warc.gz"
SENTENCES = 4
"""So many are a paragraph."""
MENU = ["首页", "要闻", "党建", "组织", "宣传", "纪检", "统战", "群团", "视频", "专题"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000, help="how many pages are cleaned")
    parser.add_argument("--whole", type=int, default=200, help="how many pages the corpora that are built have")
    parser.add_argument("--workers", nargs="*", type=int, default=[1, 2], help="on how many processes")
    parser.add_argument("--peers", type=Path, help="the Python of an environment with bench/throughput_peers.txt")
    options = parser.parse_args()
    made = Maker("seeds").corpus(max(options.pages, options.whole))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        print("| cleaning, WARC to article | pages a CPU-second |\n| --- | --- |")
        write_corpus(root / "clean", made[: options.pages])
        seconds = cleaning(root / "clean")
        print(f"| pbdata | {options.pages / seconds:,.0f} |", flush=True)
        for row in peers(options.peers, root / "clean" / WARC):
            print(f"| {row} |", flush=True)
        print(
            "\n| building, with facts | workers | CPU s | wall s | pages a CPU-second |\n| --- | --- | --- | --- | --- |"
        )
        whole(root, made[: options.whole], options.workers)


def page(made: Made, number: int) -> bytes:
    """An article on a page of some site."""
    menu = "".join(f'<li><a href="/{at}/">{word}</a></li>' for at, word in enumerate(MENU))
    sentences = [escape(one) + "。" for one in made.text.replace("\n", "。").split("。") if one]
    body = "".join(
        f"<p>　　{''.join(sentences[at : at + SENTENCES])}</p>" for at in range(0, len(sentences), SENTENCES)
    )
    title = escape(made.title)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><ul class="nav">{menu}</ul>'
        f"<h1>{title}</h1><p>2014-05-{1 + number % 28:02} 10:00　来源：石桥日报</p><div>{body}</div>"
        f'<div class="footer">{menu}<p>版权所有 Copyright 2014</p></div></body></html>'
    ).encode()


def write_corpus(root: Path, made: Sequence[Made]) -> None:
    """A corpus of pages in one WARC file, ready to be built."""
    (root / "data/raw").mkdir(parents=True)
    dataset = yaml.safe_load((RAW.parent / "dataset.yaml").read_text("utf-8"))
    (root / "data/dataset.yaml").write_text(yaml.safe_dump(dataset, allow_unicode=True, sort_keys=False), "utf-8")
    with (root / WARC).open("wb") as file:
        for number, one in enumerate(made):
            body = page(one, number)
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
            record = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"WARC-Target-URI: http://www.example.cn/{number}.html\r\nWARC-Date: 2014-06-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(record + http + body + b"\r\n\r\n", 6))
    digest = hashlib.sha256((root / WARC).read_bytes()).hexdigest()
    source = {"path": Path(WARC).name, "format": "warc", "collection": "crawl", "sha256": digest}
    listed = {"collections": [{"id": "crawl", "title": "Crawl"}], "sightings": [], "sources": [source]}
    (root / MANIFEST).write_text(yaml.safe_dump(listed, allow_unicode=True, sort_keys=False), "utf-8")


def cleaning(root: Path) -> float:
    """CPU seconds to read all pages of the file and to clean them, in this process; rules and words are loaded by then."""
    for one in islice(Captures(root, read_manifest(root / MANIFEST)), 20):
        process_captured(one, WITHOUT_FACTS)
    start = time.process_time()
    for one in Captures(root, read_manifest(root / MANIFEST)):
        process_captured(one, WITHOUT_FACTS)
    return time.process_time() - start


def peers(python: Path | None, warc: Path) -> Iterator[str]:
    """What the peers give for the same file, as cells of a row."""
    script = Path(__file__).with_name("throughput_peer.py")
    if python is None:
        return
    for name in ("trafilatura", "datatrove"):
        command = [python.absolute(), script, name, warc]
        said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        yield f"{name} | {said['pages'] / said['seconds']:,.0f}"


def whole(root: Path, made: Sequence[Made], workers: Sequence[int]) -> None:
    """Build a corpus on so many processes, each anew; then again with nothing changed; and say where the time goes."""
    seconds = 0.0
    for n in workers:
        place = root / f"whole{n}"
        write_corpus(place, made)
        seconds, wall = timed(place, "--workers", str(n))
        print(f"| first | {n} | {seconds:.1f} | {wall:.1f} | {len(made) / seconds:.1f} |", flush=True)
    again, wall = timed(place, "--workers", str(n))
    print(f"| second, nothing changed | {n} | {again:.2f} | {wall:.1f} | {100 * again / seconds:.1f} % of the first |")
    shutil.rmtree(place / ".pbdata")
    inside, process = 0.0, shards.process_captured

    def measured(*given: object) -> object:
        nonlocal inside
        start = time.process_time()
        try:
            return process(*given)  # type: ignore[arg-type]
        finally:
            inside += time.process_time() - start

    shards.process_captured = measured  # type: ignore[assignment]
    start = time.process_time()
    build(place)
    print(
        f"\nOf a build in this process, {100 * inside / (time.process_time() - start):.0f} % of the CPU time was in `process`."
    )


def timed(root: Path, *options: str) -> tuple[float, float]:
    """CPU and wall seconds of a build in a process of its own, with those that it begins."""
    start = time.monotonic()
    command = [sys.executable, "-m", "pbdata.cli", "build", "--json", "--root", str(root), *options]
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, time.monotonic() - start


if __name__ == "__main__":
    main()
