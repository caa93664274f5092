"""Who a named person is, by what stands beside the name: the kind of person, and how much protection the name needs."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.facts.persons.sending import sending_before
from pbdata.facts.persons.titles import either, kind_of
from pbdata.facts.reading import Appellation

_OFFICES = ("official", "village", "cadre")
# What makes a name need the most protection decides, and death ends all other.
_ORDER = ("deceased", "minor", "vulnerable", "office", "public_figure", "private", "unknown")
_AGE = re.compile(r"(\d{1,2})岁的?$")
_OF_AGE = 18
_FAR = 70


class Standing(NamedTuple):
    """The kind of a person (``None``: nothing is printed beside the name) and the privacy class."""

    kind: str | None
    privacy: str


def standing_of(text: str, start: int, stop: int, name: str, beside: Sequence[Appellation]) -> Standing:
    """Return the standing that one mention of a person gives."""
    words = _words()
    printed = "、".join(text[one.start : one.stop] for one in beside)
    kinds = [kind for one in beside if (kind := kind_of(text[one.start : one.stop]))]
    kind = next((kind for kind in kinds if kind in _OFFICES), kinds[0] if kinds else None)
    if words.deceased.search(printed) or _died(text, stop, words.died):
        return Standing(kind, "deceased")
    age = _AGE.search(text, max(0, start - 6), start)
    if words.minors.search(printed) or (age and int(age[1]) < _OF_AGE):
        return Standing(kind, "minor")
    if words.vulnerable.search(printed):
        return Standing(kind, "vulnerable")
    if kind is None and sending_before(text, start) is not None:
        kind = "cadre"
    if kind in _OFFICES:
        return Standing(kind, "office")
    if name in words.known or kind == "model":
        return Standing(kind, "public_figure")
    return Standing(kind, "private" if kind else "unknown")


def weightiest(standings: Sequence[Standing]) -> Standing:
    """Return the standing of a person from those of the mentions: the first kind, the class that comes first in order."""
    kind = next((one.kind for one in standings if one.kind), None)
    return Standing(kind, min((one.privacy for one in standings), key=_ORDER.index))


def _died(text: str, stop: int, died: re.Pattern[str]) -> bool:
    """Whether the sentence says soon after the name that its bearer died."""
    match = died.search(text, stop, stop + _FAR)
    return match is not None and not _words().another.search(text, stop, match.start())


class _Words(NamedTuple):
    minors: re.Pattern[str]
    vulnerable: re.Pattern[str]
    deceased: re.Pattern[str]
    died: re.Pattern[str]
    another: re.Pattern[str]
    known: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    return _Words(
        minors=re.compile(either(lexicon["minors"])),
        vulnerable=re.compile(either(lexicon["vulnerable"])),
        deceased=re.compile(either(lexicon["deceased"])),
        died=re.compile(either(lexicon["died"])),
        another=re.compile(rf"[。！？\n]|{either(lexicon['kin'])}"),
        known=frozenset(lexicon["known"]),
    )
