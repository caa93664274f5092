"""Which rules on words (rules/lines.yaml, sites.yaml) hold for a line, and the votes of all rules.

The automaton of many patterns stays small, and quick on lines that it has not seen, only if each pattern is a start, or a
few words: a pattern that waits behind ``[^。]{0,24}``, or between two words, doubles its states. So each alternative of a
pattern is looked for in a wider form, without such gaps; what that finds must match the pattern itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import re2

from pbdata.datafiles import read_data
from pbdata.keeping import kept
from pbdata.model.page import LABELS

READ_AT_MOST, HEAD_READ, TAIL_READ = 120, 80, 60
AT_THE_END = frozenset(
    {"teaser", "more-link", "jump-inside", "picture-note", "picture-lender", "reporter-after-picture"}
)
# Room for an automaton, which grows with the lines that it has seen; when it is full, RE2 begins again.
SET_MEMORY = 128 << 20
# A counter up to this or more multiplies the states of an automaton.
MANY = 12
ARTICLE_LABELS = ("title", "subtitle", "dateline", "byline", "body", "heading", "caption", "jump", "editor")
# What a crawler's text file puts around a list item or a cell of a table.
CELL_MARKS = "•·▪*-|"
_CELL = re.compile(rf"^(?:[{re.escape(CELL_MARKS)}]\s+)+|(?<!\s)(?:\s+\|)+$")

# The pieces of a pattern: escapes, classes, openings of groups, counters, single characters.
_PIECE = re.compile(r"\\p\{\w+\}|\\.|\[\^?(?:\\.|[^\]\\])+\]|\(\?(?:i:|:|i\))|\{\d+,?\d*\}\??|[*+?]\??|.")
_COUNT = re.compile(r"\{(\d+),(\d+)\}\??")
_OPTIONAL_GAP = re.compile(r"\^\(\?:(\.\{\d+,\d+\}(?:\[[^\]]+\])?)\)\?")
_GAPS = (".", "[^")
# A counter, and the beginnings of those that let a piece be missing; a piece that stands for one character, by itself or in a
# class without escapes, which Python reads as RE2 does.
_COUNTER, _MAY_BE_NONE = re.compile(r"[{*+?].*"), ("*", "?", "{0")
_CHARACTER = re.compile(r"[^\\.()\[\]|^$]|\[\^?[^\\\[\]]+\]|\\[().]")


# The index of a rule, the wide form of an alternative, whether it is no wider, and the pattern of the last character.
_Wide = tuple[int, str, bool, str | None]


class _Patterns(NamedTuple):
    """Wide forms of alternatives, compiled; ``rules[i]`` is the index of the rule of the one with index ``i`` in the set,
    ``sure[i]`` says that it is no wider than the alternative, and ``ends[i]`` matches the last character of what the
    alternative matches, if that is told."""

    set: Any
    rules: tuple[int, ...]
    sure: tuple[bool, ...]
    ends: tuple[re.Pattern[str] | None, ...]


class _Exact(dict[int, Any]):
    """Patterns by their number, each compiled when it is first asked for: those that are wider rule most of them out."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, number: int) -> Any:
        compiled = self[number] = _compile(re2.Set.SearchSet, [self._patterns[number]])
        return compiled


class Rules(NamedTuple):
    """The rules, compiled: ``names`` of those on words, with the pattern of each; and what is looked for at the start of a
    line and anywhere in it.

    ``votes`` holds, by name of the rule, a vote for each label in the order of ``model.LABELS``.
    """

    names: tuple[str, ...]
    exact: Mapping[int, Any]
    wide: tuple[_Patterns, ...]
    votes: dict[str, tuple[float, ...]]


@cache
def load_rules() -> Rules:
    """Compile rules/lines.yaml and rules/sites.yaml into RE2 sets; read the votes of shapes, places and looks."""
    on_words = [*(read_rules("lines.yaml") or ()), *(read_rules("sites.yaml") or ())]
    ballots = {rule["name"]: rule["votes"] for rule in on_words}
    for name in ("shapes.yaml", "places.yaml", "html.yaml"):
        ballots |= read_rules(name)
    patterns = tuple(map(pattern_of, on_words))
    wide = kept(__name__, "wide", "\0".join(patterns).encode(), lambda: _wide(patterns))
    at_start = [(i, form[1:], sure, end) for i, form, sure, end in wide if form[0] == "^"]
    anywhere = [one for one in wide if one[1][0] != "^"]
    return Rules(
        tuple(rule["name"] for rule in on_words),
        _Exact(patterns),
        (_patterns(re2.Set.MatchSet, at_start), _patterns(re2.Set.SearchSet, anywhere)),
        {name: _vote(name, votes) for name, votes in ballots.items()},
    )


def read_rules(name: str) -> Any:
    """Read a file of rules/."""
    return read_data(__package__, f"rules/{name}")


def pattern_of(rule: Mapping[str, Any]) -> str:
    """Return the pattern of a rule on words, its lines put together."""
    pattern: str = rule["pattern"]
    return pattern.replace("\n", "")


def words_of(line: str) -> list[str]:
    """Return the names of the rules on words that hold for a line.

    Of a long one, the first part is read, and the last for what only stands at an end: a paragraph that closes with a
    notice is none.
    """
    rules = load_rules()
    if line[0] in CELL_MARKS or line[-1] == "|":
        line = _CELL.sub("", line) or line
    is_long = len(line) > READ_AT_MOST
    found = _matches(rules, f"{line[:HEAD_READ]} ⋯ {line[-TAIL_READ:]}" if is_long else line)
    if not found:
        return []
    names = [rules.names[i] for i in found]
    if is_long and not AT_THE_END.issuperset(names):
        head = _matches(rules, line[:HEAD_READ])
        names = [rules.names[i] for i in found if i in head or rules.names[i] in AT_THE_END]
    return names


def _matches(rules: Rules, words: str) -> list[int]:
    """Return the indexes of the rules whose patterns match, in order."""
    encoded = words.encode()
    found: dict[int, bool] = {}
    for patterns in rules.wide:
        for k in patterns.set.Match(encoded) or ():
            i, end = patterns.rules[k], patterns.ends[k]
            if not found.get(i) and (end is None or end.match(words, len(words) - 1)):
                # A rule that was looked at and does not match is remembered, too.
                found[i] = patterns.sure[k] or i not in found and rules.exact[i].Match(encoded) is not None
    return sorted([i for i, matches in found.items() if matches])


def _wide(patterns: Sequence[str]) -> list[_Wide]:
    return [(i, *_widen(one), end_of(one)) for i, pattern in enumerate(patterns) for one in _alternatives(pattern)]


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern; flags hold for all, so a pattern that begins with some is left whole."""
    if pattern.startswith("(?i)"):
        yield pattern
        return
    depth = 0
    pieces: list[str] = []
    for piece in _PIECE.findall(pattern):
        depth += piece.startswith("(") - (piece == ")")
        if piece == "|" and not depth:
            yield from _with_and_without("".join(pieces))
            pieces = []
        else:
            pieces.append(piece)
    yield from _with_and_without("".join(pieces))


def _with_and_without(pattern: str) -> Iterator[str]:
    """Yield an alternative; one that may begin with a gap (``^(?:.{0,24}X)?Y``) as two, with it and without."""
    optional = _OPTIONAL_GAP.match(pattern)
    if optional:
        yield f"^{optional[1]}{pattern[optional.end() :]}"
        yield f"^{pattern[optional.end() :]}"
    else:
        yield pattern


def _widen(pattern: str) -> tuple[str, bool]:
    """Return a pattern that matches wherever an alternative does, and whether it matches nowhere else.

    A gap at its start, counted or without end, is left out with the bracket before it; one further on ends the pattern.
    Elsewhere what is counted up to many times repeats without end.
    """
    pieces = _PIECE.findall(pattern)
    if pieces[0] == "^":
        k = 1 + 2 * (pieces[2:3] == ["?"] and pieces[1].startswith("["))
        if _is_gap(pieces, k):
            pieces = pieces[k + 2 :]
    depth = 0
    for k, piece in enumerate(pieces):
        depth += piece.startswith("(") - (piece == ")")
        if not depth and k > (pieces[0] == "^") and _is_gap(pieces, k):
            pieces = pieces[:k]
            break
    wide = _COUNT.sub(_without_end, "".join(pieces))
    return wide, wide == pattern


def end_of(pattern: str) -> str | None:
    """Return the pattern of the last character of a line where an alternative matches; ``None`` where it may be any.

    An automaton that reads a line to its end is slow to say that it ends in no question mark.
    """
    *pieces, last = _PIECE.findall(pattern)
    ends: list[str] = []
    while last == "$" and pieces and not pattern.startswith("(?i)"):
        counter = pieces.pop() if _COUNTER.fullmatch(pieces[-1]) else ""
        character = pieces.pop()
        if not _CHARACTER.fullmatch(character):
            break
        ends.append(character)
        if not counter.startswith(_MAY_BE_NONE):
            return "|".join(ends)
    return None


def _is_gap(pieces: Sequence[str], k: int) -> bool:
    """Whether nearly any character may stand at a place of a pattern a counted number of times; a comma ends what is short."""
    return pieces[k].startswith(_GAPS) and "，" not in pieces[k] and k + 1 < len(pieces) and pieces[k + 1][0] in "{*"


def _without_end(counter: re.Match[str]) -> str:
    """Let what is counted up to many times repeat without end: whatever matched still does."""
    return counter[0] if int(counter[2]) < MANY else "*" if counter[1] == "0" else "+"


def _patterns(kind: Any, wide: Sequence[_Wide]) -> _Patterns:
    rules, forms, sure, ends = zip(*wide, strict=True)
    return _Patterns(_compile(kind, forms), rules, sure, tuple(end and re.compile(end) for end in ends))


def _compile(kind: Any, patterns: Sequence[str]) -> Any:
    options = re2.Options()
    options.max_mem = SET_MEMORY
    compiled = kind(options)
    for pattern in patterns:
        compiled.Add(pattern)
    compiled.Compile()
    return compiled


def _vote(name: str, votes: dict[str, float]) -> tuple[float, ...]:
    unknown = votes.keys() - {*LABELS, "article"}
    if unknown:
        raise ValueError(f"rule {name}: {sorted(unknown)} are no labels")
    rest = dict.fromkeys(ARTICLE_LABELS, votes.get("article", 0.0))
    return tuple(float(votes.get(label, rest.get(label, 0.0))) for label in LABELS)
