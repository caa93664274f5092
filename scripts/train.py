#!/usr/bin/env python3
"""Learn the votes of the line rules and the grammar's pairs from labelled pages, starting from the ones in the files.

    scripts/train.py pages.jsonl [more.jsonl ...] --write     train on all pages and write the rules' YAML files
    scripts/train.py pages.jsonl --folds 5                    cross-validate: train on four fifths, judge the fifth

A row of the input is one page: {"id", "lines": [text ...], "looks": [[name ...] ...] or null (HTML pages only), "labels":
[label or null ...]} or, where only the body is annotated, "keep": [1, 0 or null ...]. The learner is a passive-aggressive
structured perceptron with averaging: it moves the votes as little as it must, so that the right way through a page beats
every wrong one by a margin that grows with the number of wrong lines. Nothing is learnt of a rule that fewer than
--min-pages pages have, and what is learnt is written with one decimal for people to read and change.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from pbdata.cleaning import features, labeller
from pbdata.model import KEPT_LABELS, LABELS
from pbdata.normalization import normalize_page

RULES = Path(labeller.__file__).parent / "rules"
LABEL_COST, KEEP_COST = 0.5, 1.0
# The lines of an article of fewer lines than this cost more, so that short articles count as much as long ones.
SHORT_ARTICLE = 12
NEVER = -1e9


class Page:
    """A page ready for training: the rules that hold for each filled line, and the states that its annotation allows."""

    def __init__(self, row: dict[str, Any], rule_index: dict[str, int], states: Sequence[tuple[str, str]]) -> None:
        text = "".join(" ".join(line.split("\n")) + "\n" for line in row["lines"])
        page = normalize_page(text)
        stripped = [page.text[start:stop].strip() for start, stop in page.ranges]
        filled = [i for i, line in enumerate(stripped) if line]
        looks = row.get("looks")
        named = features.rules_of_page([stripped[i] for i in filled], [looks[i] for i in filled] if looks else None)
        self.id = row["id"]
        self.rules = [[rule_index[name] for name in names] for names in named]
        labels, keep = row.get("labels"), row.get("keep")
        kept_state = np.array([label in KEPT_LABELS for _, label in states])
        label_of = [label for _, label in states]
        self.allowed = np.ones((len(filled), len(states)), bool)
        self.cost = np.zeros((len(filled), len(states)))
        self.keep = [None if keep is None else keep[i] for i in filled]
        for k, i in enumerate(filled):
            label = labels[i] if labels else None
            if label:
                self.allowed[k] = [x == label for x in label_of]
                self.cost[k] = np.where(
                    self.allowed[k], 0, np.where(kept_state == (label in KEPT_LABELS), LABEL_COST, KEEP_COST)
                )
                self.keep[k] = int(label in KEPT_LABELS)
            elif keep is not None and keep[i] is not None:
                self.allowed[k] = kept_state == bool(keep[i])
                self.cost[k] = np.where(self.allowed[k], 0, KEEP_COST)
        self.labels = [labels[i] if labels else None for i in filled]
        kept = [k for k, keep_line in enumerate(self.keep) if keep_line == 1]
        if kept:
            self.cost[kept] *= max(1.0, SHORT_ARTICLE / len(kept))


class Model:
    """All weights: votes (rules x labels), priors (states), pairs (labels x labels), and the fixed part of the steps."""

    def __init__(self) -> None:
        votes = features.load_rules().votes
        self.names = list(votes)
        self.index = {name: i for i, name in enumerate(self.names)}
        self.votes = np.array(list(votes.values()))
        grammar = labeller._grammar()
        self.states = grammar.states
        self.label = np.array(grammar.labels)
        self.priors = np.array(grammar.priors)
        self.starts = np.array(grammar.starts)
        self.ends = np.array(grammar.ends)
        raw = yaml.safe_load((RULES / "grammar.yaml").read_text("utf-8"))["pairs"]
        self.pairs = np.zeros((len(LABELS), len(LABELS)))
        for a, row in raw.items():
            for b, vote in row.items():
                self.pairs[LABELS.index(a), LABELS.index(b)] = vote
        self.fixed = np.array(grammar.steps).T - self.pairs[np.ix_(self.label, self.label)]

    def emissions(self, page: Page) -> np.ndarray:
        votes = np.array([self.votes[rules].sum(axis=0) for rules in page.rules])
        scores: np.ndarray = votes[:, self.label] + self.priors
        return scores

    def decode(self, page: Page, extra: np.ndarray | None = None) -> list[int]:
        scores = self.emissions(page) + (0 if extra is None else extra)
        steps = self.fixed + self.pairs[np.ix_(self.label, self.label)]
        best = scores[0] + self.starts
        back = []
        for row in scores[1:]:
            total = best[:, None] + steps
            back.append(total.argmax(axis=0))
            best = total.max(axis=0) + row
        way = [int((best + self.ends).argmax())]
        for origin in reversed(back):
            way.append(int(origin[way[-1]]))
        return way[::-1]


def gradient(model: Model, page: Page, right: list[int], wrong: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    votes, priors, pairs = np.zeros_like(model.votes), np.zeros_like(model.priors), np.zeros_like(model.pairs)
    for way, sign in ((right, 1.0), (wrong, -1.0)):
        for k, state in enumerate(way):
            if right[k] != wrong[k]:
                votes[page.rules[k], model.label[state]] += sign
                priors[state] += sign
            if k:
                pairs[model.label[way[k - 1]], model.label[state]] += sign
    return votes, priors, pairs


def train(model: Model, pages: Sequence[Page], *, epochs: int, aggressiveness: float, min_pages: int) -> None:
    """Train in place; the weights end as the average over all steps."""
    seen = np.zeros(len(model.names))
    for page in pages:
        seen[list({rule for rules in page.rules for rule in rules})] += 1
    frozen = seen < min_pages
    sums = [np.zeros_like(model.votes), np.zeros_like(model.priors), np.zeros_like(model.pairs)]
    order = np.random.default_rng(7)
    steps = 0
    for epoch in range(epochs):
        loss = 0.0
        for k in order.permutation(len(pages)):
            page = pages[k]
            right = model.decode(page, np.where(page.allowed, 0, NEVER))
            wrong = model.decode(page, page.cost)
            votes, priors, pairs = gradient(model, page, right, wrong)
            votes[frozen] = 0
            cost = sum(page.cost[i, state] for i, state in enumerate(wrong))
            emissions = model.emissions(page)
            difference = sum(emissions[i, s] for i, s in enumerate(wrong)) - sum(
                emissions[i, s] for i, s in enumerate(right)
            )
            difference -= (
                float((pairs * model.pairs).sum())
                + sum(model.fixed[a, b] for a, b in pairwise(right))
                - sum(model.fixed[a, b] for a, b in pairwise(wrong))
            )
            difference += (
                model.starts[wrong[0]] - model.starts[right[0]] + model.ends[wrong[-1]] - model.ends[right[-1]]
            )
            size = float((votes**2).sum() + (priors**2).sum() + (pairs**2).sum())
            hinge = max(0.0, difference + cost)
            if size and hinge > 0:
                tau = min(aggressiveness, hinge / size)
                model.votes += tau * votes
                model.priors += tau * priors
                model.pairs += tau * pairs
            loss += hinge
            steps += 1
            for total, weights in zip(sums, (model.votes, model.priors, model.pairs), strict=True):
                total += weights
        print(f"epoch {epoch + 1}: hinge {loss / len(pages):.2f} a page", file=sys.stderr)
    model.votes, model.priors, model.pairs = (total / steps for total in sums)


def judge(model: Model, pages: Sequence[Page]) -> dict[str, float]:
    """Return line F1 of the kept lines (pooled and page mean) and label accuracy where labels are known."""
    tp = fp = fn = right = known = 0
    per_page = []
    for page in pages:
        way = [LABELS[model.label[s]] for s in model.decode(page)]
        kept = [label in KEPT_LABELS for label in way]
        a = sum(bool(x) and y == 1 for x, y in zip(kept, page.keep, strict=True))
        b = sum(bool(x) and y == 0 for x, y in zip(kept, page.keep, strict=True))
        c = sum((not x) and y == 1 for x, y in zip(kept, page.keep, strict=True))
        per_page.append(2 * a / max(1, 2 * a + b + c))
        tp, fp, fn = tp + a, fp + b, fn + c
        right += sum(x == y for x, y in zip(way, page.labels, strict=True) if y)
        known += sum(y is not None for y in page.labels)
    return {
        "pages": len(pages),
        "f1": 2 * tp / max(1, 2 * tp + fp + fn),
        "macro": float(np.mean(per_page)),
        "labels": right / max(1, known),
    }


def write(model: Model) -> None:
    """Write the votes back into the YAML files, one decimal, keeping their comments and order."""
    for name in ("lines.yaml", "sites.yaml"):
        path = RULES / name
        parts = re.split(r"^(- id: (\S+)\n)", path.read_text("utf-8"), flags=re.MULTILINE)
        for k in range(1, len(parts), 3):
            votes = _flow(dict(zip(LABELS, model.votes[model.index[parts[k + 1]]], strict=True)))
            parts[k + 2] = re.sub(r"votes: \{.*\}", f"votes: {votes}", parts[k + 2])
        path.write_text("".join(p for k, p in enumerate(parts) if k % 3 != 2), "utf-8")
    for name in ("shapes.yaml", "places.yaml", "html.yaml"):
        path = RULES / name
        lines = []
        for line in path.read_text("utf-8").splitlines():
            found = re.match(r"([\w\-]+):(\s+)\{", line)
            lines.append(
                f"{found[1]}:{found[2]}{_flow(dict(zip(LABELS, model.votes[model.index[found[1]]], strict=True)))}"
                if found
                else line
            )
        path.write_text("\n".join(lines) + "\n", "utf-8")
    path = RULES / "grammar.yaml"
    text = path.read_text("utf-8")
    zones = {
        z: {label: model.priors[i] for i, (zone, label) in enumerate(model.states) if zone == z}
        for z, _ in model.states
    }
    text = re.sub(
        r"zones:\n(?:  .*\n)+",
        "zones:\n" + "".join(f"  {z + ':':<8}{_flow(v, zeros=True)}\n" for z, v in zones.items()),
        text,
    )
    pairs = {a: dict(zip(LABELS, model.pairs[i], strict=True)) for i, a in enumerate(LABELS)}
    rows = "".join(f"  {a + ':':<10}{_flow(v)}\n" for a, v in pairs.items() if _flow(v) != "{}")
    path.write_text(re.sub(r"pairs:\n(?:  .*\n)+", "pairs:\n" + rows, text), "utf-8")


def _flow(votes: dict[str, float], *, zeros: bool = False) -> str:
    rounded = {label: round(float(vote), 1) + 0.0 for label, vote in votes.items()}
    return "{" + ", ".join(f"{label}: {vote:g}" for label, vote in rounded.items() if vote or zeros) + "}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--aggressiveness", type=float, default=0.02)
    parser.add_argument("--min-pages", type=int, default=2)
    parser.add_argument("--judge", type=Path, help="pages kept aside, judged after training")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = Model()
    rows = [json.loads(line) for path in options.pages for line in path.read_text("utf-8").splitlines()]
    pages = [Page(row, model.index, model.states) for row in rows]
    settings = {"epochs": options.epochs, "aggressiveness": options.aggressiveness, "min_pages": options.min_pages}
    print("before", judge(model, pages))
    if options.folds:
        held = []
        for fold in range(options.folds):
            part = Model()
            names = sorted({page.id for page in pages})
            out = set(names[fold :: options.folds])
            train(part, [page for page in pages if page.id not in out], **settings)
            held.append(judge(part, [page for page in pages if page.id in out]))
            print("fold", fold, held[-1])
        print("cross-validated", {key: float(np.mean([h[key] for h in held])) for key in ("f1", "macro", "labels")})
        return
    train(model, pages, **settings)
    print("after", judge(model, pages))
    if options.judge:
        aside = [
            Page(json.loads(line), model.index, model.states) for line in options.judge.read_text("utf-8").splitlines()
        ]
        print("aside before", judge(Model(), aside))
        print("aside after", judge(model, aside))
    if options.write:
        write(model)


if __name__ == "__main__":
    main()
