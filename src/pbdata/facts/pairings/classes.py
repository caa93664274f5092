"""What an end is: its class by its noun, its kind, and the level that its words print (words.yaml)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pbdata.chinese.rules import rule
from pbdata.datafiles import read_data
from pbdata.model.facts import Figure, PersonMention, PlaceMention

_COMMITTEE = "委会"


class End(NamedTuple):
    """One end where it stands: its class noun if it has one, and the facts that it is made of."""

    start: int
    stop: int
    noun: str | None = None
    figure: Figure | None = None
    person: PersonMention | None = None
    places: tuple[PlaceMention, ...] = ()
    named: str | None = None
    """What it names, or points at as one: ``person``, ``organisation``, ``place`` or ``household``."""

    @property
    def counts(self) -> bool:
        """Whether it says how many or who."""
        return self.figure is not None or self.named is not None


def class_of(end: End, side: str) -> str | None:
    """Return the class of an end on one side of a tie: 企业 helps as a body and is helped as an enterprise."""
    words = lexicon()
    found = words["helpers" if side == "helper" else "helped"].get((end.noun or "").partition("（")[0])
    if end.named == "organisation" and side == "helper":
        return found or "department"
    if end.named == "person":
        return found or "cadre"
    if end.noun and end.noun.endswith(_COMMITTEE):
        return found or "village"
    if found == "residents" and end.figure and end.figure.unit_printed in words["household_measures"]:
        return "household"
    return found  # type: ignore[no-any-return]


def kind_of(end: End, target_class: str | None) -> str:
    """Return what an end is: ``person``, ``organisation``, ``place``, ``household`` or ``project``."""
    if end.named:
        return end.named
    if end.noun and end.noun.endswith(("单位", "党组织", "党支部", _COMMITTEE)):
        return "organisation"
    return lexicon()["kinds"].get(target_class, "person")  # type: ignore[no-any-return]


def level_of(words: str, target_class: str | None) -> str | None:
    """Return the level that the words of an end print; a rank (处级干部) prints none."""
    levels = lexicon()["levels"]
    if target_class in lexicon()["level_of_class"]:
        return lexicon()["level_of_class"][target_class]  # type: ignore[no-any-return]
    printed = rule(__package__, "circumstances", "level").pattern.search(words)
    if printed:
        return levels[printed[0]]  # type: ignore[no-any-return]
    return "county" if rule(__package__, "circumstances", "county-at-the-head").pattern.match(words) else None


def lexicon() -> Mapping[str, Any]:
    """Return the words of words.yaml."""
    return read_data(__package__, "words.yaml")  # type: ignore[no-any-return]
