#!/usr/bin/env python3
"""Learn the votes of the line rules and the grammar's pairs from labelled pages, starting from the ones in the files.

    scripts/train.py bodies.jsonl --write        train, and write the rules' YAML files
    scripts/train.py bodies.jsonl --folds 5      cross-validate: train on four fifths of the labelled pages, judge the fifth

Labelled pages are the made-up ones in the tests' cases, but for those whose split is test, and the annotated captures. Further
rows, {"id", "lines", "looks": [[name ...] ...] or null (HTML pages only), "keep": [1, 0 or null ...]}, say only which lines
belong to the body; bench/training_pages.py writes such rows.

The votes are the weights of a conditional random field over the states of the grammar, learnt so that the labels of whole
pages become likely, with a margin that grows with the number of wrong lines, and held near the votes in the files
(--hold). Where a row does not tell the label, the votes learnt from the labelled pages alone say how likely each one is;
without this, whichever label is easiest to give takes over all lines that are not kept. Nothing is learnt of a rule that
fewer than --min-pages pages have, and what is learnt is written with one decimal for people to read and change.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from pbdata.cleaning import features, labeller, wording
from pbdata.model.page import KEPT_LABELS, LABELS
from pbdata.normalization.page import normalize_page

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "corpus"
LABEL_CASES = [ROOT / "tests" / "cases" / "cleaning" / name for name in ("labels.yaml", "pages.yaml")]
RULES = Path(labeller.__file__).parent / "rules"
# The margin by which the right ways shall beat a wrong one, for each wrong line.
MARGIN = 0.5
# A page of more lines than this counts less than its lines would; a row without labels counts half. The dataset's own
# captures count more.
LONG_PAGE = 40
CAPTURE_WEIGHT = 3.0
UNLABELLED_WEIGHT = 0.5
PARTLY_LABELLED_WEIGHT = 0.5
NEVER = -1e9
# How votes are written: lines of this width, in short where so many labels of an article's lines have one vote.
WIDTH, ARTICLE_FROM = 118, 4
# Steps of gradient descent (Adam): how far, when shorter, how much of the past is kept.
STEP, LATE_STEP, LATE_FROM = 0.15, 0.045, 0.6
KEEP_MEAN, KEEP_SQUARE = 0.9, 0.99


class Page:
    """A page ready for training: which rules hold for each filled line, and which states its annotation allows."""

    def __init__(self, row: dict[str, Any], rule_index: dict[str, int], states: Sequence[tuple[str, str]]) -> None:
        text = "".join(" ".join(line.split("\n")) + "\n" for line in row["lines"])
        page = normalize_page(text)
        stripped = [page.text[start:stop].strip() for start, stop in page.ranges]
        filled = [i for i, line in enumerate(stripped) if line]
        looks = row.get("looks")
        named = features.rules_of_page([stripped[i] for i in filled], [looks[i] for i in filled] if looks else None)
        self.id = row["id"]
        self.presence = np.zeros((len(filled), len(rule_index)))
        for k, names in enumerate(named):
            self.presence[k, [rule_index[name] for name in names]] = 1
        labels, keep = row.get("labels"), row.get("keep")
        kept_state = np.array([label in KEPT_LABELS for _, label in states])
        label_of = [label for _, label in states]
        self.allowed = np.ones((len(filled), len(states)), bool)
        self.keep = [None if keep is None else keep[i] for i in filled]
        for k, i in enumerate(filled):
            label = labels[i] if labels else None
            if label:
                self.allowed[k] = [x == label for x in label_of]
                self.keep[k] = int(label in KEPT_LABELS)
            elif keep is not None and keep[i] is not None:
                self.allowed[k] = kept_state == bool(keep[i])
        self.cost = np.where(self.allowed, 0.0, MARGIN)
        self.labels = [labels[i] if labels else None for i in filled]
        self.is_labelled = labels is not None
        self.weight = row.get("weight", 1.0 if labels else UNLABELLED_WEIGHT) * min(
            1.0, (LONG_PAGE / len(filled)) ** 0.5
        )


class Model:
    """All weights: votes (rules x labels), priors (states), pairs (labels x labels), and the fixed part of the steps."""

    def __init__(self) -> None:
        votes = wording.load_rules().votes
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
        scores: np.ndarray = page.presence @ self.votes[:, self.label] + self.priors
        return scores

    def steps(self) -> np.ndarray:
        steps: np.ndarray = self.fixed + self.pairs[np.ix_(self.label, self.label)]
        return steps

    def decode(self, page: Page, extra: np.ndarray | None = None) -> list[int]:
        scores = self.emissions(page) + (0 if extra is None else extra)
        steps = self.steps()
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


class Expectation(NamedTuple):
    """What a model expects of a page: the logarithm of the sum over all ways, and how often a line or step has a state."""

    total: float
    states: np.ndarray
    steps: np.ndarray


def expect(model: Model, scores: np.ndarray) -> Expectation:
    """Sum over all ways through the grammar (forward and backward), for the scores of each state on each line."""
    highest = scores.max(axis=1, keepdims=True)
    lines = np.where(scores > NEVER / 2, np.exp(np.maximum(scores - highest, -80)), 0.0)
    steps, ends = np.exp(np.maximum(model.steps(), -700)), np.exp(model.ends)
    forward, backward = np.empty_like(lines), np.empty_like(lines)
    scale = np.empty(len(lines))
    reached = np.exp(model.starts) * lines[0]
    for k in range(len(lines)):
        if k:
            reached = (forward[k - 1] @ steps) * lines[k]
        scale[k] = reached.sum()
        forward[k] = reached / scale[k]
    backward[-1] = ends
    for k in range(len(lines) - 2, -1, -1):
        backward[k] = steps @ (backward[k + 1] * lines[k + 1]) / scale[k + 1]
    ended = float(forward[-1] @ ends)
    between = steps * (forward[:-1].T @ (backward[1:] * lines[1:] / scale[1:, None])) / ended
    total = float(np.log(scale).sum() + highest.sum() + np.log(ended))
    return Expectation(total, forward * backward / ended, between)


def allowed_ways(model: Model, page: Page) -> Expectation:
    """Sum over the ways that the annotation of a page allows."""
    return expect(model, np.where(page.allowed, model.emissions(page), NEVER))


def train(model: Model, pages: Sequence[Page], *, epochs: int, hold: float, min_pages: int) -> None:
    """Train in place: on the labelled pages, then on all, with the open labels as the first model sees them."""
    labelled = [page for page in pages if page.is_labelled]
    if len(labelled) < len(pages):
        first = Model()
        descend(first, labelled, {}, epochs, hold, min_pages)
        guesses = {i: allowed_ways(first, page) for i, page in enumerate(pages) if not page.is_labelled}
    else:
        guesses = {}
    descend(model, pages, guesses, epochs, hold, min_pages)


def descend(
    model: Model, pages: Sequence[Page], wanted: dict[int, Expectation], epochs: int, hold: float, min_pages: int
) -> None:
    """Move the votes in place until the pages' labels are likely; ``wanted`` overrules the annotation of a page."""
    rare = sum((page.presence.any(axis=0) for page in pages), np.zeros(len(model.names))) < min_pages
    labels = np.eye(len(LABELS))[model.label]
    weights = [model.votes, model.priors, model.pairs]
    starts = [weight.copy() for weight in weights]
    means, squares = [[np.zeros_like(weight) for weight in weights] for _ in range(2)]
    for epoch in range(1, epochs + 1):
        slopes = [hold * (weight - start) for weight, start in zip(weights, starts, strict=True)]
        loss = 0.0
        for i, page in enumerate(pages):
            found = expect(model, model.emissions(page) + page.cost)
            right = wanted.get(i) or allowed_ways(model, page)
            states = page.weight * (found.states - right.states)
            slopes[0] += page.presence.T @ (states @ labels)
            slopes[1] += states.sum(axis=0)
            slopes[2] += page.weight * (labels.T @ (found.steps - right.steps) @ labels)
            loss += page.weight * (found.total - right.total)
        slopes[0][rare] = 0
        step = STEP if epoch < epochs * LATE_FROM else LATE_STEP
        for weight, slope, mean, square in zip(weights, slopes, means, squares, strict=True):
            mean += (1 - KEEP_MEAN) * (slope - mean)
            square += (1 - KEEP_SQUARE) * (slope**2 - square)
            spread = np.sqrt(square / (1 - KEEP_SQUARE**epoch)) + 1e-8
            weight -= step * mean / (1 - KEEP_MEAN**epoch) / spread
        if epoch % 10 == 0:
            print(f"epoch {epoch}: loss {loss / len(pages):.2f} a page", file=sys.stderr)


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

    def votes_of(name: str) -> dict[str, float]:
        return _with_article(dict(zip(LABELS, model.votes[model.index[name]], strict=True)))

    for name in ("lines.yaml", "sites.yaml"):
        path = RULES / name
        parts = re.split(r"^(- name: (\S+)\n)", path.read_text("utf-8"), flags=re.MULTILINE)
        for k in range(1, len(parts), 3):
            line = _flow("  votes: ", votes_of(parts[k + 1]), indent=4)
            parts[k + 2] = re.sub(r"^  votes: \{[^}]*\}", line, parts[k + 2], flags=re.MULTILINE)
        path.write_text("".join(p for k, p in enumerate(parts) if k % 3 != 2), "utf-8")
    for name in ("shapes.yaml", "places.yaml", "html.yaml"):
        path = RULES / name
        text = re.sub(
            r"^([\w\-]+):(\s+)\{[^}]*\}",
            lambda found: _flow(f"{found[1]}:{found[2]}", votes_of(found[1]), indent=2),
            path.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        path.write_text(text, "utf-8")
    path = RULES / "grammar.yaml"
    text = path.read_text("utf-8")
    zones = {
        z: {label: model.priors[i] for i, (zone, label) in enumerate(model.states) if zone == z}
        for z, _ in model.states
    }
    rows = "".join(_flow(f"  {z + ':':<8}", _rounded(v), indent=4) + "\n" for z, v in zones.items())
    text = re.sub(r"zones:\n(?:  .*\n)+", "zones:\n" + rows, text)
    pairs = {a: _rounded(dict(zip(LABELS, model.pairs[i], strict=True))) for i, a in enumerate(LABELS)}
    told = {a: {b: vote for b, vote in row.items() if vote} for a, row in pairs.items()}
    rows = "".join(_flow(f"  {a + ':':<10}", row, indent=4) + "\n" for a, row in told.items() if row)
    path.write_text(re.sub(r"pairs:\n(?:  .*\n)+", "pairs:\n" + rows, text), "utf-8")


def _rounded(votes: dict[str, float]) -> dict[str, float]:
    return {label: round(float(vote), 1) + 0.0 for label, vote in votes.items()}


def _with_article(votes: dict[str, float]) -> dict[str, float]:
    """Return rounded votes in short: what most labels of an article's own lines have as ``article``, and no zeros."""
    votes = _rounded(votes)
    common, count = Counter(votes[label] for label in wording.ARTICLE_LABELS).most_common(1)[0]
    short = {"article": common} if common and count >= ARTICLE_FROM else {}
    rest = dict.fromkeys(wording.ARTICLE_LABELS, short.get("article", 0.0))
    return short | {label: vote for label, vote in votes.items() if vote != rest.get(label, 0.0)}


def _flow(head: str, votes: dict[str, float], *, indent: int) -> str:
    """Return votes as YAML, broken over lines of at most ``WIDTH`` characters."""
    lines = [head]
    words = [f"{label}: {vote:g}" for label, vote in votes.items()]
    for k, word in enumerate(words):
        word = ("{" if k == 0 else "") + word + ("}" if k == len(words) - 1 else ",")
        if len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(" " * indent + word)
        else:
            lines[-1] += (" " if k else "") + word
    return "\n".join(lines) if words else head + "{}"


def labelled_rows() -> list[dict[str, Any]]:
    """Return the made-up pages to train on and the annotated captures, as rows with labels."""
    rows = []
    for path in sorted((CASES / "pages").glob("*.json")):
        page = json.loads(path.read_text("utf-8"))
        if page["split"] == "train":
            rows.append({"id": page["label"], "lines": page["page"], "labels": page["labels"]})
    for path in sorted((CASES / "annotation").glob("*.json")):
        capture = json.loads(path.read_text("utf-8"))
        lines = (ROOT / "data" / "raw" / capture["file"]).read_text("utf-8-sig").splitlines()
        rows.append({"id": capture["id"], "lines": lines, "labels": capture["labels"], "weight": CAPTURE_WEIGHT})
    for case in (case for path in LABEL_CASES for case in yaml.safe_load(path.read_text("utf-8"))):
        labels, lines = zip(*(line.split(" | ", 1) for line in case["lines"]), strict=True)
        rows.append({"id": case["label"], "lines": list(lines), "labels": list(labels)})
    for shape in json.loads((CASES / "hard_shapes.json").read_text("utf-8")):
        told = shape["expect"].get("labels", {})
        if told:
            lines, weight = shape["page"], PARTLY_LABELLED_WEIGHT
            some = [told.get(str(i)) for i in range(len(lines))]
            rows.append({"id": shape["label"], "lines": lines, "labels": some, "weight": weight})
    return [{**row, "labels": [None if label == "blank" else label for label in row["labels"]]} for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bodies", nargs="*", type=Path, help="rows that say which lines belong to the body")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=70)
    parser.add_argument("--hold", type=float, default=3.0, help="how strongly votes are held near those in the files")
    parser.add_argument("--min-pages", type=int, default=2)
    parser.add_argument("--judge", type=Path, help="rows that are judged after training and not learnt from")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = Model()
    rows = labelled_rows() + [json.loads(x) for path in options.bodies for x in path.read_text("utf-8").splitlines()]
    pages = [Page(row, model.index, model.states) for row in rows]
    settings = {"epochs": options.epochs, "hold": options.hold, "min_pages": options.min_pages}
    print("before", judge(model, pages))
    if options.folds:
        held = []
        names = sorted({page.id for page in pages if page.is_labelled})
        for fold in range(options.folds):
            part = Model()
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
        print("judged before", judge(Model(), aside))
        print("judged after", judge(model, aside))
    if options.write:
        write(model)


if __name__ == "__main__":
    main()
