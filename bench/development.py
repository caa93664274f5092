#!/usr/bin/env python3
"""Measure pbdata beside its peers on the development pages, in one run, and print the tables.

    bench/development.py EVAL --peers-python DIR/bin/python
    bench/development.py EVAL --peers-python DIR/bin/python --peers none --tables html,meta

EVAL is the evaluation script (eval.py), which lies beside its data; it does all the scoring, in the environment that
bench/peers.sh makes. Every table is printed for the pages that pbdata was developed on, for those kept aside, and for
all of them.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import predictions
from pages import CAPTURES, Evaluation, gold_rows, is_aside, text_captures, write_jsonl

PEERS = {
    "html": "magic_html,readability_lxml,trafilatura,trafilatura_precision,newspaper4k,gne,justext_zh30_80,boilerpy3_article,resiliparse,full_text",
    "meta": "trafilatura,newspaper4k,gne,gerapy,htmldate,magic_html,readability_lxml",
    "plain": "boilerpy3_article_on_p,justext_on_lines_30_80,trafilatura_on_p,len>=40,maxseg_ref,keep_all",
    "metaplain": "gne_on_p,htmldate_on_p,trafilatura_on_p,newspaper4k_on_p,gerapy_on_p,regex_ref",
}
BODY = {"F1": "F", "median": "med", "p10": "p10", "precision": "P", "recall": "R", "fails": "fail"}
LINES = {"line F1": "F", "macro F1": "macro", "body F1": "body", "body p10": "p10"}
META = {
    "title": ("title", "acc"),
    "author": ("author", "acc"),
    "author+": ("author", "pos"),
    "day": ("date", "acc"),
    "minute": ("minute", "acc"),
    "source": ("source", "acc"),
    "source+": ("source", "pos"),
}
PARTS = {"developed on": False, "kept aside": True}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--peers-python", type=Path, required=True, help="the Python of the peers' environment")
    parser.add_argument("--peers", help="names that the evaluation script knows, or none; else a choice of ours")
    parser.add_argument("--tables", default="html,meta,plain,metaplain")
    parser.add_argument("--captures", default=",".join(CAPTURES), help="how pages became text captures")
    options = parser.parse_args()
    evaluation = Evaluation(options.eval.resolve(), options.peers_python.absolute())
    with tempfile.TemporaryDirectory() as work:
        for table in options.tables.split(","):
            ways = options.captures.split(",") if "plain" in table else [""]
            for how in ways:
                measure(evaluation, Path(work), table, how, options.peers or PEERS[table])


def measure(evaluation: Evaluation, work: Path, table: str, how: str, peers: str) -> None:
    """Let pbdata predict, let the evaluation script score each part of the pages, and print the tables."""
    rows = [row for row in gold_rows(evaluation) if row["gold_text"] or "meta" in table]
    predicted = work / f"{table}{how}" / "pbdata.jsonl"
    predicted.parent.mkdir()
    write_jsonl(predicted, predict(evaluation, rows, how))
    parts = {
        "all pages": rows,
        **{part: [row for row in rows if is_aside(row["id"]) == aside] for part, aside in PARTS.items()},
    }
    for part, chosen in parts.items():
        script = stage(evaluation, work / table / how / part.replace(" ", "-"), chosen)
        results = score(evaluation, script, table, how, peers, predicted, work)
        print(f"\n### {' '.join((table, how)).strip()}: {part}, {len(chosen)} pages\n")
        print(as_markdown(results, table), flush=True)


def predict(evaluation: Evaluation, rows: list[dict[str, Any]], how: str) -> list[dict[str, Any]]:
    """Return pbdata's predictions: from the bytes of the HTML pages, or from their text captures."""
    if not how:
        return [{"id": row["id"], **predictions.of_html((evaluation.data / row["html"]).read_bytes())} for row in rows]
    captures = text_captures(evaluation, how)
    return [{"id": row["id"], **predictions.of_lines(captures[row["id"]])} for row in rows]


def stage(evaluation: Evaluation, folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Lay out the evaluation script with a part of its data: it reads what lies beside it, and it writes there."""
    (folder / "data").mkdir(parents=True)
    shutil.copyfile(evaluation.script, folder / evaluation.script.name)
    (folder / "data" / "html").symlink_to(evaluation.data / "html")
    write_jsonl(folder / "data" / "gold.jsonl", rows)
    return folder / evaluation.script.name


def score(
    evaluation: Evaluation, script: Path, table: str, how: str, peers: str, predicted: Path, work: Path
) -> dict[str, Any]:
    """Run the evaluation script and return its table; peers are run once a page, whatever the table and the part."""
    out = work / "out"
    command = [
        str(evaluation.python),
        str(script),
        table,
        "--peers",
        peers,
        "--pred",
        str(predicted),
        "--out",
        str(out),
    ]
    command += ["--capture", how] if how else []
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{script.name} {table} failed:\n{run.stderr}")
    name = f"plain_{how}_table.json" if table == "plain" else f"{table}_table.json"
    results: dict[str, Any] = json.loads((out / name).read_text("utf-8"))
    return results


def as_markdown(results: dict[str, Any], table: str) -> str:
    """Return the columns of a table that are reported, the best system first."""
    if "meta" in table:
        columns = {name: [result[a][b] for result in results.values()] for name, (a, b) in META.items()}
    else:
        chosen = BODY if table == "html" else LINES
        columns = {name: [result[key] for result in results.values()] for name, key in chosen.items()}
    lines = ["| system | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    ranked = sorted(zip(results, *columns.values(), strict=True), key=lambda row: -row[1])
    for name, *values in ranked:
        cells = [str(value) if isinstance(value, int) else f"{value:.3f}" for value in values]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
