"""The persons whom an article names, each once, and every place where it names them.

A person is named in full (栗战书) or by a surname with a post or a form of address (陈书记, 老苏), where only one person of
the article has that surname. Makers of the article are contributors and no persons; nor is a name that is part of the
name of a doctrine, a school or an honour (焦裕禄精神).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.facts.persons.lac import person_spans
from pbdata.facts.persons.naming import Spotted, spot_names
from pbdata.facts.persons.shapes import is_compound, is_word
from pbdata.facts.persons.standing import standing_of, weightiest
from pbdata.facts.persons.titles import by_character, honorific_after, of_names
from pbdata.facts.reading import Appellation, Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import Person, PersonMention, PlaceMention

_WEAK = ("inside", "word")
_FAMILIAR = ("老", "小")


class People(NamedTuple):
    """The persons of an article, their mentions, and for each mention what the article prints beside it of posts."""

    persons: tuple[Person, ...]
    mentions: tuple[PersonMention, ...]
    beside: tuple[tuple[Appellation, ...], ...]


class _Named(NamedTuple):
    start: int
    stop: int
    name: str
    rule: str


class _Words(NamedTuple):
    eponyms: dict[str, tuple[str, ...]]
    after_familiar: frozenset[str]


def find_persons(
    article: Article, places: Sequence[PlaceMention] = (), detectors: Collection[str] = ("rules",)
) -> People:
    """Return the persons of an article and their mentions, both in the order of the words.

    What ``places`` holds is no person, save after a post. ``detectors`` names the model too (``lac``) where it is wanted.
    Raises ``ImportError`` where it is not installed.
    """
    texts = dict(fields_of(article))
    model = {field: set(person_spans(text)) if "lac" in detectors else set() for field, text in texts.items()}
    spotted = {field: _not_places(spot_names(text, model[field]), places, field) for field, text in texts.items()}
    names = _names(texts, spotted, {maker.name for maker in article.contributors})
    named = {field: _in_full(text, names, spotted[field]) for field, text in texts.items()}
    beside = {field: _beside(field, texts[field], found, places) for field, found in named.items()}
    posts = defaultdict[str, set[str]](set)
    for field, found in beside.items():
        for one, printed in found.items():
            posts[one.name].update(texts[field][each.start : each.stop] for each in printed)
    called = {one.name: posts[one.name] for found in named.values() for one in found}
    named = {field: sorted([*named[field], *_by_surname(text, named[field], called)]) for field, text in texts.items()}
    return _records(article.article_id, texts, named, beside, model)


def _beside(
    field: str, text: str, named: Sequence[_Named], places: Sequence[PlaceMention]
) -> dict[_Named, list[Appellation]]:
    starts = sorted(place.start for place in places if place.field == field)
    return dict(zip(named, of_names(text, [one[:2] for one in named], starts), strict=True))


def _not_places(spotted: Sequence[Spotted], places: Sequence[PlaceMention], field: str) -> list[Spotted]:
    taken = {at for place in places if place.field == field for at in range(place.start, place.stop)}
    return [one for one in spotted if one.rule == "title" or taken.isdisjoint(range(one.start, one.stop))]


def _names(
    texts: Mapping[str, str], spotted: Mapping[str, Sequence[Spotted]], makers: Collection[str]
) -> dict[str, str]:
    """Return the names that were spotted, each with the rule of its heaviest place."""
    places = defaultdict[str, list[Spotted]](list)
    for field, found in spotted.items():
        for one in found:
            places[_name(texts[field], one.start, one.stop)].append(one)
    names = {name: max(found, key=lambda one: one.bits).rule for name, found in places.items()}
    signed = {*makers, *(name for name, found in places.items() if any(one.rule == "maker" for one in found))}
    dropped = {name for name in signed if name not in places or all(one.rule != "title" for one in places[name])}
    weight = {name: sum(one.bits for one in found) for name, found in places.items()}
    for name, rule in names.items():
        if len(name) == 3 and name[:-1] in names:
            dropped.add(min(name, name[:-1], key=lambda each: weight[each]))
        elif rule == "inside" and any(name[1:] == other[:-1] or name[:-1] == other[1:] for other in names):
            dropped.add(name)
    return {name: rule for name, rule in names.items() if name not in dropped}


def _name(text: str, start: int, stop: int) -> str:
    """The name that a stretch prints, without the space that makes a short name as wide as a long one."""
    return text[start:stop].replace(" ", "")


def _in_full(text: str, names: Mapping[str, str], spotted: Sequence[Spotted]) -> list[_Named]:
    """Every place where a text has one of the names, save inside the name of a doctrine or the like, in order."""
    eponyms = _words().eponyms
    found = [
        _Named(one.start, one.stop, name, one.rule)
        for one in spotted
        if " " in text[one.start : one.stop] and (name := _name(text, one.start, one.stop)) in names
    ]
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        stop = 0
        while (start := text.find(name, stop)) >= 0:
            stop = start + len(name)
            after = text[stop : stop + 1]
            if start in taken or (after in eponyms and text.startswith(eponyms[after], stop)):
                continue
            if len(name) > 2 or not is_word(name[1] + after):
                found.append(_Named(start, stop, name, names[name]))
                taken.update(range(start, stop))
    return sorted(found)


def _by_surname(text: str, named: Sequence[_Named], names: Mapping[str, Collection[str]]) -> Iterator[_Named]:
    """The places where a person is called by surname: 陈书记, 潘医生, 老苏. ``names`` has the printed posts of each.

    Of several persons with the surname the one is meant whose printed post alone ends in the word.
    """
    with_surname = defaultdict[str, list[str]](list)
    for name in names:
        if "·" not in name:
            with_surname[name[: 2 if is_compound(name[:2]) else 1]].append(name)
    taken = {one.start for one in named}
    for surname, called in with_surname.items():
        stop = 0
        while (start := text.find(surname, stop)) >= 0:
            stop = start + len(surname)
            if start in taken:
                continue
            before = text[start - 1 : start]
            addressed = honorific_after(text, stop)
            if before in _FAMILIAR:
                after = text[stop : stop + 1]
                free = not "\u3400" <= after <= "\u9fff" or after in _words().after_familiar
                if len(called) == 1 and addressed is None and free and not is_word(before + surname):
                    yield _Named(start - 1, stop, called[0], "surname-familiar")
            elif addressed is not None and not is_word(before + surname[0]):
                word = text[stop:addressed]
                meant = [name for name in called if any(post.endswith(word) for post in names[name])]
                if len(called) == 1 or len(meant) == 1:
                    yield _Named(start, addressed, (meant or called)[0], "surname-post")


def _records(
    article_id: str,
    texts: Mapping[str, str],
    named: Mapping[str, Sequence[_Named]],
    posts: Mapping[str, Mapping[_Named, list[Appellation]]],
    model: Mapping[str, Collection[tuple[int, int]]],
) -> People:
    name_person, name_mention = Namer("p", article_id), Namer("n", article_id)
    first: dict[str, tuple[str, _Named]] = {}
    standings = defaultdict(list)
    beside: list[tuple[Appellation, ...]] = []
    for field, text in texts.items():
        printed = posts[field]
        for one in named[field]:
            beside.append(tuple(printed.get(one, ())))
            if one in printed:
                first.setdefault(one.name, (field, one))
                standings[one.name].append(standing_of(text, one.start, one.stop, one.name, printed[one]))
    found_by = defaultdict[str, set[str]](set)
    mentions = []
    for field, text in texts.items():
        for one in named[field]:
            detectors = _detectors(one, model[field])
            found_by[one.name].add(detectors)
            mentions.append((field, text[one.start : one.stop], detectors, one))
    persons = {}
    for name, (field, one) in first.items():
        kind, privacy = weightiest(standings[name])
        persons[name] = Person(
            name_person(name),
            field,
            one.start,
            one.stop,
            texts[field][one.start : one.stop],
            name,
            kind,
            privacy,
            _joined(found_by[name]),
            one.rule,
        )
    return People(
        tuple(persons.values()),
        tuple(
            PersonMention(
                name_mention(field, surface), persons[one.name].person_id, field, one.start, one.stop, surface,
                detectors, one.rule,
            )
            for field, surface, detectors, one in mentions
        ),
        tuple(beside),
    )  # fmt: skip


def _detectors(one: _Named, model: Collection[tuple[int, int]]) -> str:
    """What found a name: ``rules``, ``lac``, or both joined."""
    if not model:
        return "rules"
    by_model, by_rules = one[:2] in model, not one.rule.startswith("model")
    return _joined([name for name, has in (("rules", by_rules), ("lac", by_model)) if has])


def _joined(detectors: Collection[str]) -> str:
    return "+".join(name for name in ("rules", "lac") if any(name in found for found in detectors))


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    after_familiar = lexicon["after_names"] + lexicon["grammar_after"] + lexicon["after_familiar"]
    return _Words(by_character(lexicon["eponyms"], 0), frozenset(after_familiar))
