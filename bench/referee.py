#!/usr/bin/env python3
"""What the evaluation script knows, for programs of another environment. Runs in the environment of the peers.

referee.py EVAL captures resiliparse     each page as a crawler's text file: {"id", "lines"}
referee.py EVAL keep < pages.jsonl       {"id", "lines"} in, {"id", "keep"} out
referee.py EVAL seconds trafilatura,magic_html < ids.json     CPU seconds of a page: {"peer", "id", "seconds"}
"""

import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any


def load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluation", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def captures(evaluation: ModuleType, how: str) -> Iterator[dict[str, Any]]:
    for row in evaluation.load(genre="news"):
        yield {"id": row["id"], "lines": evaluation.capture(evaluation.html_of(row), how)}


def keep(evaluation: ModuleType, pages: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    gold = {row["id"]: row for row in evaluation.load(genre="all")}
    for page in pages:
        row = gold[page["id"]]
        labels = evaluation.gold_lines(page["lines"], row["gold_text"], row.get("gold_title") or "")
        yield {"id": page["id"], "keep": labels}


def seconds(evaluation: ModuleType, peers: list[str], ids: list[str]) -> Iterator[dict[str, Any]]:
    pages = {row["id"]: row for row in evaluation.load(genre="all") if row["id"] in set(ids)}
    for peer in peers:
        run = evaluation.HTML[peer]
        run(evaluation.html_of(pages[ids[0]]), pages[ids[0]]["url"])
        for page in ids:
            html = evaluation.html_of(pages[page])
            start = time.process_time()
            run(html, pages[page]["url"])
            yield {"peer": peer, "id": page, "seconds": time.process_time() - start}


def main() -> None:
    script, task, *rest = sys.argv[1:]
    evaluation = load(Path(script))
    if task == "captures":
        rows = captures(evaluation, rest[0])
    elif task == "keep":
        rows = keep(evaluation, (json.loads(line) for line in sys.stdin))
    else:
        rows = seconds(evaluation, rest[0].split(","), json.load(sys.stdin))
    for row in rows:
        print(json.dumps(row))


if __name__ == "__main__":
    main()
