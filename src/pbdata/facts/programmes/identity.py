"""When names are one programme, and what several mentions of it say together."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from pbdata.datafiles import read_data
from pbdata.facts.programmes.slogans import bare

_Value = TypeVar("_Value")
_SHORTEST = 2


@lru_cache(maxsize=8192)
def programme_id(name: str) -> str:
    """Return the id of all programmes of one name, whatever its marks and its generic ending (活动) in one place or another."""
    return "g" + sha256(fold(name).encode()).hexdigest()[:16]


def fold(name: str) -> str:
    """Return the form under which names are one: without marks, a leading 党的, and a closing 活动 or the like."""
    plain = bare(name).removeprefix("党的")
    for ending in read_data(__package__, "words.yaml")["generic_endings"]:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            return plain[: -len(ending)]
    return plain


def main_type(types: Iterable[str]) -> str:
    """Return the type that most mentions give, ``slogan`` only where none gives another."""
    given = Counter(types)
    return min(given, key=lambda one: (one == "slogan", -given[one], one))


def agreed(values: Iterable[_Value | None]) -> _Value | None:
    """Return the value on which all mentions that have one agree."""
    known = {value for value in values if value is not None}
    return known.pop() if len(known) == 1 else None
