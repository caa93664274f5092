"""What can be seen of a line by itself: its words (rules/lines.yaml) and its shape (rules/shapes.yaml)."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2
import yaml

from pbdata.model import LABELS

READ_AT_MOST = 160
ARTICLE_LABELS = ("title", "subtitle", "dateline", "byline", "body", "heading", "caption", "jump", "editor")
# Paragraphs end in a full stop; where more than this share of the long lines do not, lines are broken by width.
BROKEN_FROM = 0.3
_SENTENCE_END = re.compile(r"(?:[。！？!?…]|——)[”’」』)）】\"']*$|[。！？][”’]?[（(][^（）()]{2,40}[)）]?$")
_INNER = re.compile(r"[，。；、]")
_TOKEN = re.compile(r"\S+")
_SEPARATOR = re.compile(r"[|┊丨│>»·/]|\s-\s|-\s")
_BULLET = re.compile(r"^[•·▪■◆●○◇▶►*※✦➤]\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Vote(NamedTuple):
    """What one rule says about a line: its name and a vote for each label, in the order of ``model.LABELS``."""

    rule: str
    votes: tuple[float, ...]


class Rules(NamedTuple):
    """The rules, compiled: ``words[i]`` belongs to the pattern with index ``i`` of the set."""

    patterns: Any
    words: tuple[Vote, ...]
    shapes: dict[str, Vote]


@cache
def load_rules() -> Rules:
    """Compile rules/lines.yaml and rules/sites.yaml into one RE2 set; read rules/shapes.yaml and rules/html.yaml."""
    rules = [*(_read("lines.yaml") or ()), *(_read("sites.yaml") or ())]
    patterns = re2.Set.SearchSet()
    for rule in rules:
        patterns.Add(rule["pattern"])
    patterns.Compile()
    shapes = _read("shapes.yaml") | _read("html.yaml")
    return Rules(
        patterns,
        tuple(_vote(rule["id"], rule["votes"]) for rule in rules),
        {name: _vote(name, votes) for name, votes in shapes.items()},
    )


def _read(name: str) -> Any:
    return yaml.safe_load((files("pbdata.cleaning") / "rules" / name).read_text("utf-8"))


def _vote(name: str, votes: dict[str, float]) -> Vote:
    unknown = votes.keys() - {*LABELS, "article"}
    if unknown:
        raise ValueError(f"rule {name}: {sorted(unknown)} are no labels")
    rest = dict.fromkeys(ARTICLE_LABELS, votes.get("article", 0.0))
    return Vote(name, tuple(float(votes.get(label, rest.get(label, 0.0))) for label in LABELS))


class PageShape(NamedTuple):
    """What a line's shape is judged against: lines that the page prints twice, and whether it breaks lines by width."""

    repeated: frozenset[str]
    broken: bool


def page_shape(lines: list[str]) -> PageShape:
    """Look at the non-empty, stripped, normalized lines of a page together."""
    long = [line for line in lines if len(line) >= 36 and _INNER.search(line)]
    unended = sum(not _SENTENCE_END.search(line) and line[-1] not in "；：;:" for line in long)
    return PageShape(repeated_lines(lines), unended > BROKEN_FROM * len(long))


def votes_of(line: str, page: PageShape, looks: Sequence[str] = ()) -> list[Vote]:
    """Return the vote of every rule that holds for a stripped, normalized line of a page.

    ``looks`` names what an HTML page shows of the line beyond its words.
    """
    rules = load_rules()
    read = line if len(line) <= READ_AT_MOST else f"{line[: READ_AT_MOST // 2]} ⋯ {line[-READ_AT_MOST // 2 :]}"
    found = [rules.words[i] for i in sorted(rules.patterns.Match(read) or ())]
    shapes = shapes_of(line)
    if page.broken:
        shapes = ["broken-line" if shape in ("long-deck", "cut-paragraph") else shape for shape in shapes]
    found.extend(rules.shapes[name] for name in shapes)
    if line in page.repeated:
        found.append(rules.shapes["repeated"])
    found.extend(rules.shapes[look] for look in looks)
    return found


def shapes_of(line: str) -> list[str]:
    """Return the names of a line's shapes; exactly one of them tells its size."""
    size = len(line)
    if not _HAN.search(line):
        if not any(c.isalpha() for c in line):
            return ["digits" if any(c.isdigit() for c in line) else "marks-only"]
        return ["no-han"]
    shapes = [_size(line, size)]
    if size < 400:
        tokens = _TOKEN.findall(line)
        if len(tokens) >= 3 and max(map(len, tokens)) <= 6:
            shapes.append("tokens")
        if len(_SEPARATOR.findall(line)) >= 3 and not _SENTENCE_END.search(line):
            shapes.append("separators")
        if _BULLET.match(line):
            shapes.append("bullet")
    if line[-1] in "：:":
        shapes.append("colon-end")
    elif line[-1] in "；;":
        shapes.append("semicolon-end")
    return shapes


def _size(line: str, size: int) -> str:
    """Return how much running text a line is, from ``long-paragraph`` down to ``word``."""
    ends = bool(_SENTENCE_END.search(line))
    inner = len(_INNER.findall(line))
    if size >= 50 and inner >= 2 or size >= 120:
        if not ends and line[-1] not in "：:；;":
            return "cut-paragraph" if inner else "long-deck"
        return "long-paragraph" if size >= 120 else "paragraph"
    if ends and size >= 8:
        return "question" if line[-1] in "？?！!" and size < 40 else "sentence"
    if size >= 36:
        return "long-deck"
    if inner and size >= 12:
        return "open-clause"
    if size >= 9:
        return "headline" if size >= 14 else "phrase"
    return "words" if size > 4 else "word"


def repeated_lines(lines: list[str]) -> frozenset[str]:
    """Return the lines of headline length that the page prints more than once, or again as the start of another."""
    candidates = [line for line in lines if 8 <= len(line) <= 60]
    counts = Counter(candidates)
    starts = Counter(line[:8] for line in candidates)
    found = {line for line, n in counts.items() if n > 1}
    for line in candidates:
        if starts[line[:8]] > 1 and any(other != line and other.startswith(line) for other in candidates):
            found.add(line)
    return frozenset(found)
