#!/usr/bin/env python3
"""Write the development pages as training data for scripts/train.py.

    bench/training_pages.py EVAL --peers-python DIR/bin/python > pages.jsonl
    scripts/train.py pages.jsonl --folds 5

Each page gives three rows {"id", "lines", "looks", "keep"}: its two text captures, without looks, and its HTML as pbdata
renders it. A line is to be kept (1) or not (0) as the evaluation script says from the labelled body, or is not scored
(null). The pages kept aside are left out; --aside writes those instead, for judging after training and for nothing else.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import CAPTURES, Evaluation, gold_rows, is_aside, keep_labels, text_captures
from pbdata.captures.encoding import decode
from pbdata.captures.formats.html.rendering import render


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--peers-python", type=Path, required=True, help="the Python of the peers' environment")
    parser.add_argument("--aside", action="store_true", help="write the pages kept aside instead")
    options = parser.parse_args()
    evaluation = Evaluation(options.eval.resolve(), options.peers_python.absolute())
    chosen = [row for row in gold_rows(evaluation) if row["gold_text"] and is_aside(row["id"]) == options.aside]
    for row in rows_of(evaluation, chosen):
        print(json.dumps(row, ensure_ascii=False))


def rows_of(evaluation: Evaluation, chosen: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the training rows of some pages, capture by capture."""
    ids = [row["id"] for row in chosen]
    for how in CAPTURES:
        captures = text_captures(evaluation, how)
        lines = {page: captures[page] for page in ids}
        yield from labelled(evaluation, lines, dict.fromkeys(ids))
    rendered = {row["id"]: render_page(evaluation.data / row["html"]) for row in chosen}
    lines = {page: text.split("\n")[:-1] for page, (text, _) in rendered.items()}
    yield from labelled(evaluation, lines, {page: looks for page, (_, looks) in rendered.items()})


def labelled(evaluation: Evaluation, lines: dict[str, list[str]], looks: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each page."""
    keep = keep_labels(evaluation, lines)
    for page, words in lines.items():
        yield {"id": page, "lines": words, "looks": looks[page], "keep": keep[page]}


def render_page(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    """Return text and looks of an HTML page."""
    page = render(decode(path.read_bytes()).text or "")
    return page.text, page.looks


if __name__ == "__main__":
    main()
