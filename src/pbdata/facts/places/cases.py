"""Whether words are a name, as a table of cases (cases.yaml): the first case whose conditions all hold decides.

A case is ``{name, when, takes, example}``: ``when`` gives what has to be so, ``takes`` whether the words then are a name,
``example`` a sentence in which the case decides. The name of the case is the ``rule`` of the row, or of the refusal.
What is quickly found is found of all words. The rest is evidence: a condition is asked for only where a case depends on it.
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


def decide(group: str, found: Mapping[str, Any], evidence: object = None) -> Case:
    """Return the first case of a group that words meet; the last of a group asks for nothing.

    ``found`` has what was found of the words; any other condition is the method of ``evidence`` that has its name.
    """
    answers: dict[str, Any] = {}
    for case in _possible(group, tuple(found.items())):
        for condition, value in case.when:
            if condition not in answers:
                answers[condition] = getattr(evidence, condition)()
            if answers[condition] != value:
                break
        else:
            return case
    raise LookupError(f"cases.yaml: {group}: no case is left where all others fail.")


@lru_cache(maxsize=4096)
def _possible(group: str, found: tuple[tuple[str, Any], ...]) -> tuple[Case, ...]:
    """The cases that what was found leaves possible, each with what is still to be asked, up to one that asks for nothing."""
    said = dict(found)
    possible: list[Case] = []
    for case in read_cases(group):
        if all(said.get(condition, value) == value for condition, value in case.when):
            possible.append(case._replace(when=tuple(one for one in case.when if one[0] not in said)))
            if not possible[-1].when:
                break
    return tuple(possible)


@cache
def read_cases(group: str) -> tuple[Case, ...]:
    """Return the cases of a group, in their order."""
    entries = read_data(__package__, "cases.yaml")[group]
    return tuple(Case(one["name"], tuple(one["when"].items()), one["takes"]) for one in entries)
