"""The programmes of an article: which names it prints, where, and what defines them. See docs/facts/programmes.md."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted
from pbdata.facts.programmes.definitions import Definition, define
from pbdata.facts.programmes.names import Name, quoted_names
from pbdata.facts.programmes.parts import Headings, items_behind_plus
from pbdata.facts.programmes.quotations import has_head
from pbdata.facts.programmes.slogans import bare, read_slogan
from pbdata.facts.programmes.stretches import Stretch
from pbdata.facts.programmes.unmarked import unquoted_names
from pbdata.facts.reading import Field, Reading

_UNQUOTED_LENGTH = 4
_MAKING = frozenset({"common-ending", "initials", "same-stems", "plus"})


class Named(NamedTuple):
    """One field of the article with the names found in it and the lists that define names."""

    field: Field
    names: list[Name]
    definitions: list[Definition]


class Below(NamedTuple):
    """A name that no words define, but as many headings or paragraphs as it announces: their items stand in the text."""

    field: str
    definition: Definition


class FoundNames(NamedTuple):
    """What an article names: by field; how each name is written; which names are the long form of another; lists below."""

    fields: list[Named]
    printed: dict[str, str]
    full_forms: dict[str, str]
    below: list[Below]


def find_names(reading: Reading) -> FoundNames:
    """Return the programmes that an article names for sure, with all their mentions and definitions."""
    headings = [(part.start, part.stop) for part in reading.article.paragraphs if part.kind == "heading"]
    read = [
        _read(reading, field, headings if field.name == "text" else [(0, len(field.text))])
        for field in reading.fields.values()
    ]
    below = _defined_below(read, headings)
    sure = {name.key for one in read for name in one.names if name.sure}
    weak = Counter(name.key for one in read for name in one.names if name.rule == "weak-head")
    sure |= {name for name, times in weak.items() if times > 1}
    defined = [definition for one in read for definition in one.definitions if definition.name not in sure]
    sure |= {one.name for one in defined if one.rule in _MAKING or read_slogan(one.name)}
    sure |= {one.definition.name for one in below}
    full_forms = _full_forms(read, sure)
    printed = _names_by_key(read, sure)
    fields = [one._replace(names=sorted(_mentions(one, sure, full_forms))) for one in read]
    return FoundNames(fields, printed, full_forms, below)


def _read(reading: Reading, field: Field, headings: Sequence[tuple[int, int]]) -> Named:
    names = _split(field, list(quoted_names(reading, field, headings)))
    taken = _Taken(names)
    names += [name for name in unquoted_names(field) if taken.add(name.start, name.stop)]
    definitions = define(field, names)
    if any(name.rule == "list-head" for name in names):
        parts = _parts(definitions)
        names = [name for name in names if name.rule != "list-head" or not _is_part(name, parts)]
    return Named(field, names, definitions)


def _parts(definitions: Sequence[Definition]) -> Mapping[int, Collection[str]]:
    """The programmes whose items stand at an offset, or beside it."""
    parts = defaultdict[int, set[str]](set)
    for definition in definitions:
        for item in definition.items:
            for at in range(item.start - 1, item.stop + 1):
                parts[at].add(definition.name)
    return parts


def _is_part(name: Name, parts: Mapping[int, Collection[str]]) -> bool:
    """Whether a name of a list only stands there as the part of another programme."""
    return any(key != name.key for at in range(name.start, name.stop) for key in parts.get(at, ()))


def _split(field: Field, names: Sequence[Name]) -> list[Name]:
    """Names where one pair of marks lists several that stand in marks of their own elsewhere: “四帮扶、三问、三访、三讲”."""
    text = field.text
    listed = {name for name in names if "、" in name.name and text[name.start] in "“‘"}
    keys = {bare(quote.inner) for quote in field.quotes} if listed else set()
    result = []
    for name in names:
        pieces = []
        if name in listed and name.stop - name.start == len(name.name) + 2:
            pieces = Stretch(text, name.start + 1, name.stop - 1).pieces("、")
        if len(pieces) >= 2 and _stand_alone([text[start:stop] for start, stop in pieces], keys):
            result += [
                name._replace(start=a, stop=b, name=text[a:b], key=bare(text[a:b]), sure=True, rule="list-in-marks")
                for a, b in pieces
            ]
        else:
            result.append(name)
    return result


def _stand_alone(words: Sequence[str], keys: Collection[str]) -> bool:
    """Whether each of some words is a slogan, and at least half of them stand in marks of their own."""
    return 2 * sum(word in keys for word in words) >= len(words) and all(map(read_slogan, words))


def _defined_below(read: Sequence[Named], headings: Sequence[tuple[int, int]]) -> list[Below]:
    """The names of a title or of the text that no words define, but as many headings as they announce."""
    body = next((one.field for one in read if one.field.name == "text"), None)
    if body is None:
        return []
    found = {definition.name for one in read for definition in one.definitions}
    tried: set[str] = set()
    below: list[Below] = []
    parts = Headings(body, headings)
    for one in read:
        for name in one.names:
            key = name.key
            if key in found or name.name in tried:
                continue
            tried.add(name.name)
            rule = "plus" if key.endswith("+") else "headings"
            items = items_behind_plus(body, key) if rule == "plus" else parts.items(name.name)
            if items:
                found.add(key)
                definition = Definition(key, name.start, name.stop, tuple(items), True, None, rule)
                below.append(Below(one.field.name, definition))
    return below


def _full_forms(read: Sequence[Named], sure: set[str]) -> dict[str, str]:
    """The names that are the long form of another, whose items they print: 部门帮县、处长联乡、干部驻村 of 帮联驻."""
    found = {}
    for one in read:
        starting = defaultdict[int, list[Name]](list)
        for name in one.names:
            starting[name.start].append(name)
        for definition in one.definitions:
            if definition.full_form and definition.name in sure:
                long = starting.get(definition.full_form[0], ())
                found.update({name.key: definition.name for name in long if name.sure})
    return found


def _names_by_key(read: Sequence[Named], sure: set[str]) -> dict[str, str]:
    """How each name is written, as it first stands in the text."""
    printed: dict[str, str] = {}
    for one in read:
        for name in one.names:
            if name.key in sure:
                printed.setdefault(name.key, name.name)
    return printed


def _mentions(one: Named, sure: set[str], full_forms: dict[str, str]) -> Iterator[Name]:
    """All places of a field that name what the article names for sure, in quotes or, where long or with a head noun, without."""
    taken = _Taken(())
    for name in one.names:
        if name.key in sure and taken.add(name.start, name.stop):
            yield name
    for quote in one.field.quotes:
        key = bare(quote.inner)
        if (key in sure or key in full_forms) and taken.add(quote.start, quote.stop):
            yield _again(quote, key)
    for key in sorted(sure, key=lambda key: (-len(key), key)):
        for at in one.field.occurrences.of(key):
            stop = at + len(key)
            if (len(key) >= _UNQUOTED_LENGTH or has_head(one.field.text, stop)) and taken.add(at, stop):
                yield Name(at, stop, key, "slogan", None, True, "again-unquoted", key)


def _again(quote: Quoted, key: str) -> Name:
    return Name(quote.start, quote.stop, quote.inner, "slogan", None, True, "again", key)


class _Taken:
    """The characters of a field that names have already."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._offsets: set[int] = set()
        for name in names:
            self.add(name.start, name.stop)

    def add(self, start: int, stop: int) -> bool:
        """Take a stretch; say no where part of it is taken already."""
        stretch = range(start, stop)
        if not self._offsets.isdisjoint(stretch):
            return False
        self._offsets.update(stretch)
        return True
