"""Rules that a curator can read: a name, a pattern, the words it is made of, and examples of what it matches.

A file ``rules.yaml`` of a package holds groups, each a list of rules in the order in which they are tried::

    acceptances:
      - name: leads-a-team
        pattern: 由 (?P<leader>[%{han}]{2,4}) (?:%{leading})
        example: 由李东海带队
        not: 由李东海说

``pattern`` is a regular expression in which white space and comments count for nothing (``re.VERBOSE``), so that it may be
folded over several lines. ``%{name}`` stands for the words of the list ``name`` in the package's ``words.yaml``, the
longest first, as an alternation without brackets, ``%{one|other}`` for those of several lists as one; ``%{han}``,
``%{sentence}``, ``%{clause}`` and ``%{phrase}`` for what stands between the brackets of a class
(:mod:`pbdata.chinese.characters`, :mod:`pbdata.chinese.sentences`), ``%{digits}`` and ``%{numerals}`` for ASCII digits and
Han numerals in such a class. A pattern that several rules share stands by its name in the group ``parts``, and ``%{name}``
puts it there in brackets. Each ``example`` (one or a list) is matched by ``search``, each ``not`` is not; the tests hold
that. What else a rule gives is in ``given``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, Self

from pbdata.chinese.characters import HAN
from pbdata.chinese.numerals import HAN_NUMERALS
from pbdata.chinese.scanning import Scanner
from pbdata.chinese.sentences import CLAUSE, PHRASE, SENTENCE
from pbdata.datafiles import read_data
from pbdata.keeping import folder_of, kept
from pbdata.patterns import all_compiled, compiled

_FILES = ("rules.yaml", "words.yaml")
_KEYS = frozenset({"name", "pattern", "example", "not"})
_CLASSES = {
    "han": HAN,
    "sentence": SENTENCE.replace("\n", r"\n"),
    "clause": CLAUSE.replace("\n", r"\n"),
    "phrase": PHRASE.replace("\n", r"\n"),
    "digits": "0-9",
    "numerals": HAN_NUMERALS,
}
_GROUP_NAME = re.compile(r"(?<=\(\?P[<=])(\w+)")
_PLACE = re.compile(r"%\{([\w|\s]+)\}")


# A rule before its pattern is compiled: its name, the pattern, the examples, the counter-examples, and what else is given.
_Written = tuple[str, str, tuple[str, ...], tuple[str, ...], dict[str, Any]]


class Rule(NamedTuple):
    """A named rule; ``given`` holds the keys of its entry that are not those of every rule."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    given: Mapping[str, Any]


class Rules(tuple[Rule, ...]):
    """Rules in the order in which they are tried; ``name`` is theirs alone."""

    name: str
    _any: re.Pattern[str] | None

    def __new__(cls, name: str, rules: Iterable[Rule]) -> Self:
        """Put rules together under a name."""
        made = super().__new__(cls, rules)
        made.name = name
        made._any = None
        return made

    def match_none(self, text: str, at: int) -> bool:
        """Whether no rule matches at a place, which one pattern of them all tells at once."""
        if self._any is None:
            self._any = self._together()
        return self._any.match(text, at) is None

    def _together(self) -> re.Pattern[str]:
        numbered = (_GROUP_NAME.sub(rf"\1_{i}", one.pattern.pattern) for i, one in enumerate(self))
        together = "|".join(f"(?:{pattern}\n)" for pattern in numbered)
        return compiled(f"{self.name}.any", together, re.VERBOSE)


@cache
def read_rules(package: str, group: str) -> Rules:
    """Return the rules of a group of ``rules.yaml``, in their order: ``read_rules(__package__, "acceptances")``.

    Raises ``ValueError`` where a pattern is no regular expression or names a list that ``words.yaml`` does not have.
    """
    written = _written(package)[group]
    try:
        patterns = all_compiled(f"{package}.{group}", [pattern for _, pattern, *_ in written], re.VERBOSE)
    except re.error as error:
        name = next(name for name, pattern, *_ in written if pattern == error.pattern)
        raise ValueError(f"{package}/rules.yaml: {group}: {name}: {error}") from error
    rules = (Rule(one[0], pattern, *one[2:]) for one, pattern in zip(written, patterns, strict=True))
    return Rules(f"{package}.{group}", rules)


@cache
def rule(package: str, group: str, name: str) -> Rule:
    """Return one rule by its name. Raises ``KeyError`` where there is none."""
    for one in read_rules(package, group):
        if one.name == name:
            return one
    raise KeyError(f"{package}/rules.yaml: {group} has no rule {name}")


@cache
def scanner(package: str, group: str, name: str, begin: tuple[str, ...]) -> Scanner:
    """Return what scans a text for a rule whose matches all begin with one of these words or characters."""
    pattern = rule(package, group, name).pattern.pattern
    return Scanner(f"{package}.{group}.{name}", begin, f"(?x:{pattern}\n)")


def first_match(
    rules: Iterable[Rule], text: str, start: int = 0, stop: int | None = None
) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule, in their order, whose pattern matches at ``start`` of a text, and its match."""
    for one in rules:
        match = one.pattern.match(text, start, len(text) if stop is None else stop)
        if match:
            return one, match
    return None


def either(words: Iterable[str]) -> str:
    """Return the alternation of words, each as it is written, the longest first; those that begin alike share the beginning."""
    return "|".join(_tails(sorted({*words}, key=lambda word: (-len(word), word))))


def _tails(words: Iterable[str]) -> list[str]:
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    return [
        re.escape(first + rest[0]) if len(rest) == 1 else f"{re.escape(first)}(?:{'|'.join(_tails(rest))})"
        for first, rest in tails.items()
    ]


@cache
def _written(package: str) -> dict[str, list[_Written]]:
    """Return the rules of all groups, each pattern with the words, classes and parts that it names; it is kept."""
    sources = [ascii(sorted(_CLASSES.items())).encode()]
    sources += [file.read_bytes() for name in _FILES if (file := folder_of(package) / name).is_file()]
    return kept(__name__, package, b"\0".join(sources), lambda: _expand(package))


def _expand(package: str) -> dict[str, list[_Written]]:
    return {
        group: [
            (
                entry["name"],
                _expanded(package, group, entry),
                _listed(entry.get("example")),
                _listed(entry.get("not")),
                {key: value for key, value in entry.items() if key not in _KEYS},
            )
            for entry in entries
        ]
        for group, entries in read_data(package, "rules.yaml").items()
        if isinstance(entries, list)  # The parts are a mapping.
    }


def _expanded(package: str, group: str, entry: Mapping[str, Any]) -> str:
    """Return the pattern of an entry with the words, classes and parts that it names."""
    parts = read_data(package, "rules.yaml").get("parts", {})

    def words(place: re.Match[str]) -> str:
        listed = place[1]
        if listed in _CLASSES:
            return _CLASSES[listed]
        if listed in parts:
            return f"(?:{_PLACE.sub(words, parts[listed])})"
        lists, names = read_data(package, "words.yaml"), re.findall(r"\w+", listed)
        for name in names:
            if name not in lists:
                raise ValueError(f"{package}/rules.yaml: {group}: {entry['name']}: words.yaml has no list {name}")
        return either(word for name in names for word in lists[name])

    return _PLACE.sub(words, entry["pattern"])


def _listed(given: str | list[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)
