"""Which label each line of a page has: the best way of the whole page through the grammar of a news page."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from pbdata.cleaning.features import Vote, load_rules, rules_of_page
from pbdata.model import LABELS

BEAM = 10.0
_NEVER = -1e9


class Labelled(NamedTuple):
    """The label of a line, the zone it stands in, and the rule that spoke loudest for the label."""

    label: str
    zone: str
    rule: str


class _Grammar(NamedTuple):
    states: tuple[tuple[str, str], ...]
    labels: tuple[int, ...]
    priors: tuple[float, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    steps: tuple[tuple[float, ...], ...]


def label_lines(lines: Sequence[str], looks: Sequence[Sequence[str]] | None = None) -> list[Labelled]:
    """Label the stripped, normalized lines of a page, top to bottom; an empty line is ``blank``.

    Every line gets votes for labels from its words and its shape; the grammar adds what may follow what. The labels
    are those of the best sum over the page (Viterbi), so a line is judged with all the others in view. ``looks`` holds,
    for an HTML page, what is seen of each line beyond its words.
    """
    filled = [(i, line) for i, line in enumerate(lines) if line]
    labelled = [Labelled("blank", "", "blank")] * len(lines)
    if not filled:
        return labelled
    named = rules_of_page([line for _, line in filled], [looks[i] for i, _ in filled] if looks else None)
    by_name = load_rules().votes
    votes = [[by_name[name] for name in names] for names in named]
    states = _best_way([[sum(column) for column in zip(*(v.votes for v in ballot), strict=True)] for ballot in votes])
    for (i, _), line_votes, (zone, label) in zip(filled, votes, states, strict=True):
        labelled[i] = Labelled(label, zone, _loudest(line_votes, label, zone))
    return labelled


def _loudest(votes: list[Vote], label: str, zone: str) -> str:
    index = LABELS.index(label)
    loudest = max(votes, key=lambda vote: vote.votes[index])
    return loudest.rule if loudest.votes[index] > 0 else f"in-{zone}"


def _best_way(emissions: list[list[float]]) -> list[tuple[str, str]]:
    grammar = _grammar()
    size = len(grammar.states)
    scores = list(grammar.starts)
    back: list[list[int]] = []
    for k, sums in enumerate(emissions):
        here = [grammar.priors[s] + sums[grammar.labels[s]] for s in range(size)]
        if k == 0:
            scores = [a + b for a, b in zip(scores, here, strict=True)]
            back.append([0] * size)
            continue
        floor = max(scores) - BEAM * 4
        alive = [(s, score) for s, score in enumerate(scores) if score > floor]
        least = max(here) - BEAM * 2
        following = [_NEVER] * size
        origin = [0] * size
        for s in range(size):
            if here[s] < least:
                continue
            best, best_from = _NEVER, 0
            for p, score in alive:
                total = score + grammar.steps[p][s]
                if total > best:
                    best, best_from = total, p
            following[s], origin[s] = best + here[s], best_from
        scores = following
        back.append(origin)
    state = max(range(size), key=lambda s: scores[s] + grammar.ends[s])
    way = [state]
    for origin in reversed(back[1:]):
        state = origin[state]
        way.append(state)
    return [grammar.states[s] for s in reversed(way)]


@cache
def _grammar() -> _Grammar:
    rules = yaml.safe_load((files("pbdata.cleaning") / "rules" / "grammar.yaml").read_text("utf-8"))
    states = tuple((zone, label) for zone, labels in rules["zones"].items() for label in labels)
    priors = tuple(float(rules["zones"][zone][label]) for zone, label in states)
    starts = tuple(rules["start"].get(zone, _NEVER) for zone, _ in states)
    ends = tuple(rules["end"].get(zone, _NEVER) + rules["ends"].get(label, 0.0) for zone, label in states)

    def step(origin: tuple[str, str], target: tuple[str, str]) -> float:
        move: float = rules["moves"][origin[0]].get(target[0], _NEVER)
        entry: float = rules["entries"].get(target[0], {}).get(target[1], 0.0) if origin[0] != target[0] else 0.0
        pair: float = rules["pairs"].get(origin[1], {}).get(target[1], 0.0)
        return move + entry + pair

    return _Grammar(
        states,
        tuple(LABELS.index(label) for _, label in states),
        priors,
        starts,
        ends,
        tuple(tuple(step(a, b) for b in states) for a in states),
    )
