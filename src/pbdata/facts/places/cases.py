"""Whether words are a name, as a table of cases (cases.yaml): the first case whose conditions all hold decides.

A case is ``{name, when, takes, example}``: ``when`` gives what has to be so, ``takes`` whether the words then are a name,
``example`` a sentence in which the case decides. The name of the case is the ``rule`` of the row, or of the refusal.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pbdata.datafiles import read_data


class Case(NamedTuple):
    """One row of the table."""

    name: str
    when: tuple[tuple[str, Any], ...]
    takes: bool


def decide(group: str, found: Mapping[str, Any]) -> Case:
    """Return the first case of a group that what was found of the words meets; the last of a group asks for nothing."""
    return _decide(group, tuple(found.items()))


@lru_cache(maxsize=4096)
def _decide(group: str, found: tuple[tuple[str, Any], ...]) -> Case:
    said = dict(found)
    return next(case for case in read_cases(group) if all(said[key] == value for key, value in case.when))


@cache
def read_cases(group: str) -> tuple[Case, ...]:
    """Return the cases of a group, in their order."""
    entries = read_data(__package__, "cases.yaml")[group]
    return tuple(Case(one["name"], tuple(one["when"].items()), one["takes"]) for one in entries)
