"""Spots the strings of a text that are names of persons.

A string is taken for a name by adding up bits: those of its characters (name_characters), of what stands before and after
it (context), and of its coming again.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pbdata.facts.persons.context as around
from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import rule
from pbdata.facts.persons.context import (
    LISTED,
    SURE,
    is_item,
    is_surname_alone,
    least_bits,
    places_for_names,
    spaced_names,
)
from pbdata.facts.persons.lexicon import characters, word_set, words
from pbdata.facts.persons.name_characters import likelihood, shapes_at, surname_bits

THRESHOLD = 13
_THRESHOLD_SURE = 11  # where the surname is rarely anything else
_THRESHOLD_BESIDE = 10  # behind a post or in a list
_BESIDE = ("title", "list", "maker")
_KNOWN = {2: 2, 3: 15, 4: 15}
_MODEL = 5
_AGAIN, _AGAIN_AT_MOST, _AGAIN_AT_MOST_SHORT = 1.5, 5.0, 3.0
_RATHER_FOLLOWS = -5  # the last character is likelier to stand behind a name
_LONGEST_TRANSCRIBED = 16
_UNLIKELY = -6
_LONG_LIST = re.compile(f"、[{HAN}]{{2,3}}、[{HAN}]{{2,3}}、")
_ITEM = re.compile(f"[{HAN}]+")


class Spotted(NamedTuple):
    """A string that is taken for a name, the bits that speak for it, and what stands before it."""

    start: int
    stop: int
    bits: float
    rule: str


def spot_names(text: str, model: Collection[tuple[int, int]] = ()) -> list[Spotted]:
    """Return the names in a text, in order and apart from each other; the rule ``maker`` is for those after 记者 and the like.

    ``model`` has the places where a model sees names: where one begins weighs for a name, and what only the model sees
    must still look like one.
    """
    counts: dict[str, int] = {}
    starts = {start for start, _ in model}
    found: list[Spotted] = []
    last = (0, "")
    for match in places_for_names().finditer(text):
        start = match.start()
        if start < last[0]:
            continue
        name = _heaviest(text, start, last, counts, _MODEL if start in starts else 0)
        if name is not None:
            found.append(name)
            last = (name.stop, name.rule)
    if "·" in text:
        matches = _joined_by_dots().finditer(text)
        found += [Spotted(m.start(), m.end(), THRESHOLD, "middle-dot") for m in matches if m.end() - m.start() > 4]
    found += _spaced(text, found)
    taken = {name.start for name in found}
    found += [name for name in _listed(text) if name.start not in taken]
    found += _only_modelled(text, model, found)
    return sorted(found)


def _heaviest(text: str, start: int, last: tuple[int, str], counts: dict[str, int], model: int) -> Spotted | None:
    """Weigh the names that could begin here and return the heaviest that is heavy enough."""
    known = text[start : start + 3] in word_set("known")
    possible = shapes_at(text, start, least_bits(text, start) - model - (_KNOWN[3] if known else 0))
    shapes = possible and [
        (bits + model + (_KNOWN[len(name)] if name in word_set("known") else 0), name)
        for bits, name in possible
        if not _ends_otherwise(name)
    ]
    if not shapes or is_surname_alone(text, start):
        return None
    kind, before = around.before(text, start, last)
    weighed = []
    for shape, name in shapes:
        after = around.after(text, start + len(name))
        weight = shape + before + after
        if len(name) == 2 and name[1] in characters("short_place_ends"):
            weight += _RATHER_FOLLOWS
        least = _THRESHOLD_BESIDE if after == LISTED else _least(kind, name)
        if weight >= least - _AGAIN_AT_MOST:
            weighed.append((weight, least, name))
    if not weighed:
        return None
    weight, least, name = weighed[0]
    if len(weighed) == 1 and weight >= least and name[-1] not in characters("after_names"):
        return Spotted(start, start + len(name), weight, kind)
    return _by_count(text, start, kind, weighed, counts)


def _ends_otherwise(name: str) -> bool:
    """Whether the end of a string makes it a place or a form of address: 徐家镇, 王叔."""
    return name[-1] in characters("place_ends") or (len(name) == 2 and name[1] in characters("address_ends"))


def _by_count(
    text: str, start: int, kind: str, weighed: Sequence[tuple[float, int, str]], counts: dict[str, int]
) -> Spotted | None:
    """Let decide how often each of the names comes in the text, where that can make a difference."""
    best, shorter = None, 0
    for weight, least, name in weighed:
        if name not in counts:
            counts[name] = text.count(name)
        count = counts[name]
        weight += min(_AGAIN_AT_MOST if len(name) > 2 else _AGAIN_AT_MOST_SHORT, _AGAIN * (count - 1))
        weight += _RATHER_FOLLOWS if shorter > count else 0
        # 王新来, twice and never 王新 without 来: the character belongs to the name.
        if len(name) > 2 and name[-1] in characters("after_names") and not 1 < count == shorter:
            weight += _RATHER_FOLLOWS
        if weight >= least and (best is None or weight > best.bits):
            best = Spotted(start, start + len(name), weight, kind)
        shorter = count
    return best


def _least(kind: str, name: str) -> int:
    if kind in _BESIDE:
        return _THRESHOLD_BESIDE
    return _THRESHOLD_SURE if kind in ("clause", "verb") and surname_bits(name[0]) >= SURE else THRESHOLD


def _spaced(text: str, found: Sequence[Spotted]) -> list[Spotted]:
    """Names of two characters that are printed as wide as those of three: 李 强."""
    spaced: list[Spotted] = []
    for match in spaced_names().finditer(text):
        earlier = (one for one in (*spaced[-1:], *reversed(found)) if one.stop <= match.start())
        last = next(earlier, None)
        kind, before = around.before(text, match.start(), (last.stop, last.rule) if last else (0, ""))
        bits = likelihood(match[1] + match[2]) + before + around.after(text, match.end())
        if bits >= _THRESHOLD_BESIDE:
            spaced.append(Spotted(match.start(), match.end(), bits, kind))
    return spaced


def _listed(text: str) -> Iterator[Spotted]:
    """All items of a list of at least four of which more than half look like names (李彬、欧光权、安作成、成名尧)."""
    if not _LONG_LIST.search(text):
        return
    for run in rule(__package__, "names", "listed").pattern.finditer(text):
        items = [match.span() for match in _ITEM.finditer(text, run.start(), run.end())]
        if sum(is_item(text, *item) for item in items) * 2 > len(items):
            named = (item for item in items if surname_bits(text[item[0]]) > _UNLIKELY)
            yield from (Spotted(start, stop, THRESHOLD, "list") for start, stop in named)


def _only_modelled(text: str, model: Collection[tuple[int, int]], found: Sequence[Spotted]) -> Iterator[Spotted]:
    """Names that only the model sees, where no rule begins to look or the rules are too light: of the shape of a name."""
    taken = {at for one in found for at in range(one.start, one.stop)}
    for start, stop in sorted(model):
        name = text[start:stop]
        if not 2 <= len(name) <= _LONGEST_TRANSCRIBED or _ends_otherwise(name) or is_surname_alone(text, start):
            continue
        if taken.intersection(range(start, stop)):
            continue
        kind, _ = around.before(text, start, (0, ""))
        if len(name) == 2 and kind not in _BESIDE and surname_bits(name[0]) < SURE:
            continue
        if _transcribed().fullmatch(name) or (len(name) > 3 and kind == "title"):
            yield Spotted(start, stop, THRESHOLD, "maker" if kind == "maker" else "model-transcribed")
        elif len(name) <= 4 and likelihood(name) + around.after(text, stop) + _MODEL >= _THRESHOLD_BESIDE:
            yield Spotted(start, stop, THRESHOLD, "maker" if kind == "maker" else "model")


@cache
def _joined_by_dots() -> re.Pattern[str]:
    part = f"[{''.join(words('foreign'))}]{{1,8}}"
    return re.compile(f"{part}(?:·{part})+")


@cache
def _transcribed() -> re.Pattern[str]:
    return re.compile(f"[{''.join(words('foreign'))}·]{{3,}}")
