#!/usr/bin/env python3
"""How the time of a page grows with its length, for each kind of page in growth.yaml.

    bench/growth.py
    bench/growth.py --kinds pairings "one paragraph" --sizes 100000 400000 1000000

Prints CPU seconds by size, and the exponent: the slope of log time over log size, of which 1 is a time that grows as the page
does. How a build grows with its captures is in bench/building.py.
"""

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

import pbdata

KINDS = yaml.safe_load(Path(__file__).with_name("growth.yaml").read_text("utf-8"))
SIZES = (50_000, 100_000, 200_000, 400_000)
LONGEST = 60
"""A kind that took more CPU seconds than this at one size is not tried at the next."""


def page(kind: dict[str, str], size: int, *, html: bool) -> bytes:
    """A page of a kind with about so many characters."""
    head, body = KINDS["head"], KINDS["body"]
    close = kind.get("close", "")
    pieces, length, i = list[str](), 0, 0
    while length < size:
        piece = kind["piece"].replace("{i}", str(i)).replace("{han}", chr(0x4E00 + i * 7 % 20000))
        pieces.append(piece.replace("{day}", f"{1 + i % 28:02d}").replace("{month}", f"{1 + i % 12:02d}"))
        length, i = length + len(pieces[-1]) + len(close), i + 1
    grown = kind.get("start", "") + "".join(pieces) + close * i + kind.get("end", "")
    if "whole" in kind:
        return grown.encode()
    if html:
        return f"<html><body><h1>石桥县召开会议</h1><p>{body * 2}</p>{grown}<p>{body}</p></body></html>".encode()
    return f"{head}{body}{grown}\n".encode()


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of log seconds over log sizes, by least squares."""
    points = [(math.log(size), math.log(max(second, 1e-4))) for size, second in zip(sizes, seconds, strict=True)]
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def grow(kind: dict[str, str], sizes: Sequence[int], *, html: bool) -> Iterator[tuple[int, float, str]]:
    """Size, CPU seconds and status of pages of a kind."""
    for size in sizes:
        data = page(kind, size, html=html)
        start = time.process_time()
        result = pbdata.process(data, media_type="text/html" if html else "text/plain")
        seconds = time.process_time() - start
        yield size, seconds, result.status
        if seconds > LONGEST:
            return


def print_pages(kinds: Sequence[str], sizes: Sequence[int]) -> None:
    """Print a row for each kind of page."""
    pbdata.process(KINDS["body"] * 3)
    print(f"{'kind':<32}" + "".join(f"{size:>10,}" for size in sizes) + "  exponent  status")
    for form in ("kinds", "html"):
        for name, kind in KINDS[form].items():
            if kinds and name not in kinds:
                continue
            rows = list(grow(kind, sizes, html=form == "html"))
            slope = exponent(*list(zip(*rows, strict=True))[:2]) if len(rows) > 1 else math.nan
            cells = "".join(f"{seconds:>10.2f}" for _, seconds, _ in rows) + " " * 10 * (len(sizes) - len(rows))
            print(f"{name:<32}{cells}{slope:>10.2f}  {rows[-1][2]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="*", default=[], help="only these kinds of page")
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="characters of a page")
    arguments = parser.parse_args()
    print_pages(arguments.kinds, arguments.sizes)


if __name__ == "__main__":
    main()
