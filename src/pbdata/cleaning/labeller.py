"""Which label each line of a page has: the best way of the whole page through the grammar of a news page."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from pbdata.cleaning.features import rules_of_page
from pbdata.cleaning.wording import load_rules
from pbdata.datafiles import read_data
from pbdata.model.page import LABELS

_NEVER = -1e9
_OPENING = "“‘《〈（【「『〔"


class Labelled(NamedTuple):
    """The label of a line, the zone it stands in, and the rule that spoke loudest for the label."""

    label: str
    zone: str
    rule: str


class Margin(NamedTuple):
    """How much the best labels of a page lose where a line has the next best label, ``other``, in the place of ``label``."""

    label: str
    other: str
    margin: float


class _Grammar(NamedTuple):
    """``steps[b][a]`` is what it costs to go from state ``a`` to state ``b``."""

    states: tuple[tuple[str, str], ...]
    labels: np.ndarray
    priors: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    steps: np.ndarray


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
    rules = [tuple(names) for names in named]
    for (i, _), names, state in zip(filled, rules, _best_way(rules), strict=True):
        labelled[i] = _labelled(names, state)
    return _without_other_titles(lines, labelled)


def margins(lines: Sequence[str], looks: Sequence[Sequence[str]] | None = None) -> list[Margin | None]:
    """Return for each line how sure its label is; ``None`` for an empty line. The arguments are those of :func:`label_lines`.

    The margin is the sum of the best way of the whole page minus that of the best way on which this line has another label (max-marginals:
    Viterbi from the top and from the bottom).
    """
    filled = [(i, line) for i, line in enumerate(lines) if line]
    found: list[Margin | None] = [None] * len(lines)
    if not filled:
        return found
    rules = rules_of_page([line for _, line in filled], [looks[i] for i, _ in filled] if looks else None)
    scores, grammar = [_scores(tuple(names)) for names in rules], _grammar()
    above, below = [scores[0] + grammar.starts], [grammar.ends]
    for of_line in scores[1:]:
        above.append((grammar.steps + above[-1]).max(1) + of_line)
    for of_line in scores[:0:-1]:
        below.append((grammar.steps.T + (below[-1] + of_line)).max(1))
    for (i, _), from_above, from_below in zip(filled, above, below[::-1], strict=True):
        best = np.full(len(LABELS), _NEVER)
        np.maximum.at(best, grammar.labels, from_above + from_below)
        order = best.argsort(kind="stable")
        label, other = int(order[-1]), int(order[-2])
        found[i] = Margin(LABELS[label], LABELS[other], float(best[label] - best[other]))
    return found


def _without_other_titles(lines: Sequence[str], labelled: Sequence[Labelled]) -> list[Labelled]:
    """Labels in which a title amid the text is one that was printed before: other words there are a heading of the text.

    A line that begins with neither a letter nor an opening mark (↓↓↓) says nothing of its own, and stays out of the text.
    """
    titles = [i for i, one in enumerate(labelled) if one.label in ("title", "subtitle")]
    printed = [_letters(lines[i]) for i in titles if labelled[i].zone != "text"]
    settled = list(labelled)
    for i in titles:
        _, zone, rule = labelled[i]
        if zone == "text" and _opens_words(lines[i]) and not _is_among(_letters(lines[i]), printed):
            settled[i] = Labelled("heading", zone, rule)
    return settled


def _opens_words(line: str) -> bool:
    return line[0].isalnum() or line[0] in _OPENING


def _is_among(words: str, printed: Sequence[str]) -> bool:
    return any(words in other or other in words for other in printed if other)


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line))


@lru_cache(maxsize=65536)
def _labelled(names: tuple[str, ...], state: int) -> Labelled:
    """Return the label of a state with the rule that has the largest vote for it, or where it stands if none speaks for it."""
    zone, label = _grammar().states[state]
    index = LABELS.index(label)
    votes = load_rules().votes
    loudest = max(names, key=lambda name: votes[name][index])
    return Labelled(label, zone, loudest if votes[loudest][index] > 0 else f"in-{zone}")


def zone_for(label: str, zones: Sequence[str]) -> str:
    """Return the zone in which a line of a label stands: the first of ``zones`` that has the label, or of the whole grammar."""
    states = _grammar().states
    return next((zone for zone in zones if (zone, label) in states), None) or next(
        zone for zone, known in states if known == label
    )


def votes_for(names: Sequence[str], label: str) -> list[tuple[str, float]]:
    """Return the rules of a line that speak for or against a label, with their votes, the strongest first."""
    index = LABELS.index(label)
    votes = load_rules().votes
    heard = [(name, votes[name][index]) for name in names if votes[name][index]]
    return sorted(heard, key=lambda vote: -abs(vote[1]))


@lru_cache(maxsize=65536)
def _scores(names: tuple[str, ...]) -> np.ndarray:
    """Return the score of each state for a line with these rules: the votes for its label, and what its zone makes of it."""
    votes = load_rules().votes
    sums = np.array([sum(column) for column in zip(*(votes[name] for name in names), strict=True)])
    scores: np.ndarray = sums[_grammar().labels] + _grammar().priors
    return scores


def _best_way(rules: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the state of each line on the best way through the grammar (Viterbi)."""
    grammar = _grammar()
    best = _scores(rules[0]) + grammar.starts
    reached = np.empty_like(grammar.steps)
    each = reached.ravel()
    rows = np.arange(0, each.size, len(best))
    back = []
    for scores in map(_scores, rules[1:]):
        np.add(grammar.steps, best, reached)
        # Where in ``each`` the best origin of each state stands: its row, then the origin.
        origins = reached.argmax(1)
        origins += rows
        best = each.take(origins)
        best += scores
        back.append(origins)
    state = int((best + grammar.ends).argmax())
    way = [state]
    for origins in back[::-1]:
        state = origins.item(state) % len(best)
        way.append(state)
    return way[::-1]


@cache
def _grammar() -> _Grammar:
    rules = read_data(__package__, "rules/grammar.yaml")
    states = tuple((zone, label) for zone, labels in rules["zones"].items() for label in labels)

    def step(origin: tuple[str, str], target: tuple[str, str]) -> float:
        move: float = rules["moves"][origin[0]].get(target[0], _NEVER)
        entry: float = rules["entries"].get(target[0], {}).get(target[1], 0.0) if origin[0] != target[0] else 0.0
        pair: float = rules["pairs"].get(origin[1], {}).get(target[1], 0.0)
        return move + entry + pair

    return _Grammar(
        states,
        labels=np.array([LABELS.index(label) for _, label in states]),
        priors=np.array([float(rules["zones"][zone][label]) for zone, label in states]),
        starts=np.array([rules["start"].get(zone, _NEVER) for zone, _ in states]),
        ends=np.array([rules["end"].get(zone, _NEVER) + rules["ends"].get(label, 0.0) for zone, label in states]),
        steps=np.array([[step(a, b) for a in states] for b in states]),
    )
