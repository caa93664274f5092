"""Who a named person is, by what stands beside the name: the kind of person, and how much protection the name needs."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import either, rule
from pbdata.facts.persons.lexicon import word_set, words
from pbdata.facts.persons.sending import sending_before
from pbdata.facts.persons.titles import kind_of
from pbdata.facts.reading import Appellation, Field

_OFFICES = ("official", "village", "cadre")
# What makes a name need the most protection decides, and death ends all other.
_ORDER = ("deceased", "minor", "vulnerable", "office", "public_figure", "private", "unknown")
_OF_AGE = 18
_AGE_BEFORE = 6
_FAR = 70


class Role(NamedTuple):
    """The kind of a person (``None``: nothing is printed beside the name) and the privacy class."""

    kind: str | None
    privacy: str


def role_of(field: Field, start: int, stop: int, name: str, beside: Sequence[Appellation]) -> Role:
    """Return the role that one mention of a person gives."""
    text = field.text
    posts = [text[one.start : one.stop] for one in beside]
    printed = "、".join(posts)
    kinds = [kind for post in posts if (kind := kind_of(post))]
    kind = next((kind for kind in kinds if kind in _OFFICES), kinds[0] if kinds else None)
    if _any_of("deceased").search(printed) or _died(field, stop):
        return Role(kind, "deceased")
    if _any_of("minors").search(printed) or _is_under_age(text, start):
        return Role(kind, "minor")
    if _any_of("vulnerable").search(printed):
        return Role(kind, "vulnerable")
    if kind is None and sending_before(field, start) is not None:
        kind = "cadre"
    if kind in _OFFICES:
        return Role(kind, "office")
    if name in word_set("known") or kind == "model":
        return Role(kind, "public_figure")
    return Role(kind, "private" if kind else "unknown")


def weightiest(roles: Sequence[Role]) -> Role:
    """Return the role of a person from those of the mentions: the first kind, the class that comes first in order."""
    kind = next((one.kind for one in roles if one.kind), None)
    return Role(kind, min((one.privacy for one in roles), key=_ORDER.index))


def _is_under_age(text: str, start: int) -> bool:
    age = rule(__package__, "roles", "age-before").pattern.search(text, max(0, start - _AGE_BEFORE), start)
    return age is not None and int(age["years"]) < _OF_AGE


def _died(field: Field, stop: int) -> bool:
    """Whether the sentence says soon after the name that its bearer died, and not a relative."""
    text, end = field.text, field.sentences.sentence(stop)[1]
    while text.startswith("…", end):  # 李彬、欧光权……用生命: a list that is cut short goes on
        end = field.sentences.sentence(end + 1)[1]
    match = _any_of("died").search(text, stop, min(end, stop + _FAR))
    return match is not None and not _any_of("kin").search(text, stop, match.start())


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(either(words(name)))
