"""The persons whom an article names, each once, and every place where it names them.

A person is named in full (栗战书) or by a surname with a post or a form of address (陈书记, 老苏), where only one person of
the article has that surname. Makers of the article are contributors and no persons; nor is a name that is part of the
name of a doctrine, a school or an honour (焦裕禄精神).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.scanning import find_all
from pbdata.facts.persons.lac import person_spans
from pbdata.facts.persons.lexicon import characters
from pbdata.facts.persons.name_characters import is_compound, is_word
from pbdata.facts.persons.names import spot_names
from pbdata.facts.persons.roles import Role, role_of, weightiest
from pbdata.facts.persons.spotted import Spotted
from pbdata.facts.persons.strings import is_eponym
from pbdata.facts.persons.titles import honorific_after, of_names
from pbdata.facts.reading import Appellation, Field, Found, Namer, Reading
from pbdata.model.facts import Person, PersonMention

_IN_SPITE_OF_A_PLACE = 20
_BODIES = ("会", "院", "协")  # 老人会
_FAMILIAR = ("老", "小")


class _Named(NamedTuple):
    start: int
    stop: int
    name: str
    rule: str


class _Names(NamedTuple):
    """The names of one field, in order, and the posts printed beside those that stand there in full."""

    named: list[_Named]
    beside: dict[_Named, list[Appellation]]
    model: Collection[tuple[int, int]]


def find_persons(reading: Reading) -> Found:
    """Return the persons of an article and their mentions, both in the order of the words, and what is printed beside them.

    What a place mention holds is no person, save after a post. Raises ``ImportError`` where the model (``lac``) is among
    the detectors and not installed.
    """
    fields = reading.fields
    model = {name: set(person_spans(one.text)) if "lac" in reading.detectors else set() for name, one in fields.items()}
    spotted = {name: list(_spot(reading, one, model[name])) for name, one in fields.items()}
    rules = _names(reading, spotted)
    in_full = {name: _in_full(reading, one, rules, spotted[name]) for name, one in fields.items()}
    beside = {name: _beside(reading, one, in_full[name]) for name, one in fields.items()}
    called = defaultdict[str, set[str]](set)
    for name, field in fields.items():
        for one, posts in beside[name].items():
            called[one.name].update(field.text[post.start : post.stop] for post in posts)
    found = {
        name: _Names(sorted([*in_full[name], *_by_surname(one.text, in_full[name], called)]), beside[name], model[name])
        for name, one in fields.items()
    }
    return _records(reading, found)


def _beside(reading: Reading, field: Field, named: Sequence[_Named]) -> dict[_Named, list[Appellation]]:
    starts = [place.start for place in reading.rows("place_mentions", field.name)]
    return dict(zip(named, of_names(field.text, [one[:2] for one in named], starts), strict=True))


def _spot(reading: Reading, field: Field, model: Collection[tuple[int, int]]) -> Iterator[Spotted]:
    """The names of a field, without those that stand in a place, save behind a post."""
    spotting = spot_names(field.text, model, field.occurrences)
    for one in spotting.refused:
        reading.refuse("persons", field.name, one.start, one.stop, one.rule)
    places = reading.rows("place_mentions", field.name)
    taken = {at: place.start for place in places for at in range(place.start, place.stop)}
    for one in spotting.names:
        starts = {taken[at] for at in range(one.start, one.stop) if at in taken}
        # 陈桂林对大家讲: much speaks for a name, in which the place begins that is no place here.
        if not starts or one.rule == "title" or (one.bits >= _IN_SPITE_OF_A_PLACE and min(starts) > one.start):
            yield one
        else:
            reading.refuse("persons", field.name, one.start, one.stop, "in-a-place")


def _names(reading: Reading, spotted: Mapping[str, Sequence[Spotted]]) -> dict[str, str]:
    """Return the names that were spotted, each with the rule of its heaviest place; makers and parts of others are none."""
    places = defaultdict[str, list[tuple[str, Spotted]]](list)
    for field, found in spotted.items():
        for one in found:
            places[_name(reading.fields[field].text, one.start, one.stop)].append((field, one))
    names = {name: max((one for _, one in found), key=lambda one: one.bits).rule for name, found in places.items()}
    refused = _signed(reading, places) | _cut(
        names, {n: sum(one.bits for _, one in found) for n, found in places.items()}
    )
    for name, why in refused.items():
        for field, one in places[name]:
            reading.refuse("persons", field, one.start, one.stop, why)
    return {name: before for name, before in names.items() if name not in refused}


def _signed(reading: Reading, places: Mapping[str, Sequence[tuple[str, Spotted]]]) -> dict[str, str]:
    """The names of the makers of the article, who hold no post in it."""
    makers = {maker.name for maker in reading.article.contributors}
    return {
        name: "maker"
        for name, found in places.items()
        if (name in makers or any(one.rule == "maker" for _, one in found))
        and all(one.rule != "title" for _, one in found)
    }


def _cut(names: Mapping[str, str], weight: Mapping[str, float]) -> dict[str, str]:
    """The names that are the beginning of another one, or one with what stands before or behind it."""
    cut = {}
    beginnings, ends = {name[:-1] for name in weight}, {name[1:] for name in weight}
    for name, before in names.items():
        if len(name) == 3 and name[:-1] in names:
            cut[min(name, name[:-1], key=lambda each: weight[each])] = "part-of-a-name"
        elif _holds_another(name, before, weight, beginnings, ends):
            cut[name] = "part-of-a-name"
    return cut


def _holds_another(
    name: str, before: str, weight: Mapping[str, float], beginnings: Collection[str], ends: Collection[str]
) -> bool:
    """Whether a name is rather another one with the character before it: 谢黄荣琪, in the middle of a clause 的李军."""
    if len(name) == 4:
        return weight.get(name[1:], 0) > weight[name]
    return before == "inside" and (name[1:] in beginnings or name[:-1] in ends)


def _name(text: str, start: int, stop: int) -> str:
    """The name that a stretch prints, without the space that makes a short name as wide as a long one, and with one dot."""
    return rule(__package__, "names", "dot").pattern.sub("·", text[start:stop].replace(" ", ""))


def _in_full(reading: Reading, field: Field, names: Mapping[str, str], spotted: Sequence[Spotted]) -> list[_Named]:
    """Every place where a text has one of the names, save inside the name of a doctrine or the like, in order."""
    text = field.text
    found = [
        _Named(one.start, one.stop, name, one.rule)
        for one in spotted
        if (name := _name(text, one.start, one.stop)) in names and name != text[one.start : one.stop]
    ]
    taken: set[int] = set()
    told = {one[:2] for one in spotted}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for start in field.occurrences.of(name):
            stop = start + len(name)
            after = text[stop : stop + 1]
            if start in taken:
                continue
            if is_eponym(text, stop):
                reading.refuse("persons", field.name, start, stop, "eponym")
            elif len(name) > 2 or (start, stop) in told or not is_word(name[1] + after):
                found.append(_Named(start, stop, name, names[name]))
                taken.update(range(start, stop))
    return sorted(found)


def _by_surname(text: str, named: Sequence[_Named], names: Mapping[str, Collection[str]]) -> Iterator[_Named]:
    """The places where a person is called by surname: 陈书记, 潘医生, 老苏. ``names`` has the printed posts of each.

    Of several persons with the surname the one is meant whose printed post alone ends in the word.
    """
    taken = {one.start for one in named}
    for surname, called in _by_their_surnames(names).items():
        for start in find_all(text, surname):
            if start not in taken and not is_word(text[start - 1 : start] + surname[0]):
                yield from _called_here(text, start, start + len(surname), called)


def _by_their_surnames(names: Mapping[str, Collection[str]]) -> Mapping[str, Mapping[str, Collection[str]]]:
    """The names by their surnames, but for those that have none."""
    found = defaultdict[str, dict[str, Collection[str]]](dict)
    for name, posts in names.items():
        if "·" not in name:
            found[name[: 2 if is_compound(name[:2]) else 1]][name] = posts
    return found


def _called_here(text: str, start: int, stop: int, called: Mapping[str, Collection[str]]) -> Iterator[_Named]:
    """The person whom a surname calls with 老 or 小 before it or a post behind it, of those with this surname and their posts."""
    is_familiar, addressed = text[start - 1 : start] in _FAMILIAR, honorific_after(text, stop)
    if is_familiar and addressed is None and _is_free_behind(text, stop):
        yield from (_Named(start - 1, stop, name, "surname-familiar") for name in _only(called))
    elif addressed is not None and not is_familiar and text[addressed : addressed + 1] not in _BODIES:
        word = text[stop:addressed]
        meant = _only(called) or _only([name for name in called if any(post.endswith(word) for post in called[name])])
        yield from (_Named(start, addressed, name, "surname-post") for name in meant)


def _only(names: Collection[str]) -> Collection[str]:
    """The names if there is one, else none."""
    return names if len(names) == 1 else ()


def _is_free_behind(text: str, stop: int) -> bool:
    """Whether what follows 老苏 may follow a person."""
    after = text[stop : stop + 1]
    return not is_han(after) or any(
        after in characters(group) for group in ("after_names", "grammar_after", "after_familiar")
    )


def _records(reading: Reading, found: Mapping[str, _Names]) -> Found:
    article_id = reading.article.article_id
    name_person, name_mention = Namer("p", article_id), Namer("n", article_id)
    first: dict[str, tuple[Field, _Named]] = {}
    roles = defaultdict[str, list[Role]](list)
    found_by = defaultdict[str, set[str]](set)
    for field, names in found.items():
        for one in names.named:
            found_by[one.name].add(_detectors(one, names.model))
            if one in names.beside:
                first.setdefault(one.name, (reading.fields[field], one))
                posts = names.beside[one]
                roles[one.name].append(role_of(reading.fields[field], one.start, one.stop, one.name, posts))
    persons = {}
    for name, (named_in, one) in first.items():
        role = weightiest(roles[name])
        persons[name] = Person(
            person_id=name_person(name),
            field=named_in.name,
            start=one.start,
            stop=one.stop,
            surface=named_in.text[one.start : one.stop],
            name=name,
            person_kind=role.kind,
            privacy_class=role.privacy,
            detectors=_joined(found_by[name]),
            rule=one.rule,
        )
    mentions = [
        PersonMention(
            mention_id=name_mention(field, surface := reading.fields[field].text[one.start : one.stop]),
            person_id=persons[one.name].person_id,
            field=field,
            start=one.start,
            stop=one.stop,
            surface=surface,
            detectors=_detectors(one, names.model),
            rule=one.rule,
        )
        for field, names in found.items()
        for one in names.named
    ]
    return Found(
        tables={"persons": tuple(persons.values()), "person_mentions": tuple(mentions)},
        beside=tuple(tuple(names.beside.get(one, ())) for names in found.values() for one in names.named),
    )


def _detectors(one: _Named, model: Collection[tuple[int, int]]) -> str:
    """What found a name: ``rules``, ``lac``, or both joined."""
    if not model:
        return "rules"
    by_model, by_rules = one[:2] in model, not one.rule.startswith("model")
    return _joined([name for name, has in (("rules", by_rules), ("lac", by_model)) if has])


def _joined(detectors: Collection[str]) -> str:
    if len(detectors) == 1:
        return next(iter(detectors))
    return "+".join(name for name in ("rules", "lac") if any(name in found for found in detectors))
