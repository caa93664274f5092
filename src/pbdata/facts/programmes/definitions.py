"""What a programme consists of, wherever the text says so: beside its name, elsewhere in the text, or in the headings.

A list defines a name when words say so (包括, 为主要内容) and the number of items is the announced one, or when each item
repeats the stem that the name announces: 四帮扶 is 组织帮扶、励志帮扶、技能帮扶 and 项目帮扶.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pbdata.facts.programmes.beside import list_behind, list_in_front
from pbdata.facts.programmes.elsewhere import list_elsewhere
from pbdata.facts.programmes.explained import Explanations
from pbdata.facts.programmes.items import Item, is_open
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.parts import items_behind_plus
from pbdata.facts.programmes.quoted_lists import QuotedLists
from pbdata.facts.programmes.slogans import Slogan, announced, counts
from pbdata.facts.programmes.spots import Listed
from pbdata.facts.reading import Field

# An article says what a programme is when it first names it, or soon after: later mentions are not tried.
_TRIED = 6


class Definition(NamedTuple):
    """The words that define a name, and their items. ``full_form`` is the span of words in marks that say the same name."""

    name: str
    start: int
    stop: int
    items: tuple[Item, ...]
    exhaustive: bool
    full_form: tuple[int, int] | None
    rule: str


def define(field: Field, names: Sequence[Name]) -> list[Definition]:
    """Return the definitions in a field, by start; each place once. Names that are undecided may be defined too."""
    found: dict[tuple[str, tuple[str, ...]], Definition] = {}
    groups: dict[str, list[Name]] = {}
    for name in names:
        if name.kind != "document":
            groups.setdefault(name.key, []).append(name)
    lists, explanations = QuotedLists(field), Explanations(field)
    for key, mentions in groups.items():
        slogan = announced(mentions[0].name)
        tried = mentions[:_TRIED] if slogan or any(name.sure for name in mentions) else []
        listed = [one for name in tried if (one := _beside(field, name, slogan))]
        if not listed:
            elsewhere = list_elsewhere(field, mentions, slogan, lists, explanations)
            listed = [elsewhere] if elsewhere else []
        for one in listed:
            definition = _definition(field.text, key, slogan, one)
            found.setdefault((key, tuple(item.words for item in definition.items)), definition)
    return sorted(found.values(), key=lambda definition: (definition.start, definition.name))


def _beside(field: Field, name: Name, slogan: Slogan | None) -> Listed | None:
    """The list that words beside one mention tie to it."""
    if name.name.endswith("+"):
        items = items_behind_plus(field, name.key)
        return Listed(items, "plus") if items else None
    return list_behind(field, name, slogan) or list_in_front(field, name, slogan)


def _definition(text: str, key: str, slogan: Slogan | None, listed: Listed) -> Definition:
    items = tuple(listed.items)
    complete = slogan is not None and len(items) in counts(slogan)
    exhaustive = complete or not is_open(text, items)
    return Definition(key, items[0].start, items[-1].stop, items, exhaustive, listed.full_form, listed.rule)
