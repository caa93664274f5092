"""The programmes of an article: mentions, definitions with their items, relations. See docs/facts/programmes.md."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from pbdata.chinese.quotes import Quoted, divide, read_quoted
from pbdata.facts.programmes.circumstances import Circumstances, circumstances
from pbdata.facts.programmes.definitions import Definition, define, define_by_headings, plus_items
from pbdata.facts.programmes.items import Item
from pbdata.facts.programmes.names import Name, quoted_names, unquoted_names
from pbdata.facts.programmes.relations import implementations, parent_of
from pbdata.facts.programmes.slogans import bare, read_slogan
from pbdata.facts.reading import Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import (
    PlaceMention,
    ProgrammeDefinition,
    ProgrammeItem,
    ProgrammeMention,
    ProgrammeRelation,
)

_RULES = "rules"
_GENERIC_ENDINGS = ("主题教育实践活动", "教育实践活动", "主题教育活动", "主题实践活动", "主题活动", "活动")
_UNQUOTED_LENGTH = 4
_LEAD = 14


class Programmes(NamedTuple):
    """The programme facts of an article; the names are those of the tables."""

    programme_mentions: tuple[ProgrammeMention, ...]
    programme_definitions: tuple[ProgrammeDefinition, ...]
    programme_items: tuple[ProgrammeItem, ...]
    programme_relations: tuple[ProgrammeRelation, ...]


@lru_cache(maxsize=8192)
def programme_id(name: str) -> str:
    """Return the id of all programmes of one name, whatever its marks and its generic ending (活动) in one place or another."""
    return "g" + sha256(fold(name).encode()).hexdigest()[:16]


def fold(name: str) -> str:
    """Return the form under which names are one: without marks, a leading 党的, and a closing 活动 or the like."""
    plain = bare(name).removeprefix("党的")
    for ending in _GENERIC_ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: -len(ending)]
    return plain


class _Field(NamedTuple):
    """One field of the article as it is read: its words, what stands within marks, and the names found so far."""

    field: str
    text: str
    quotes: list[Quoted]
    names: list[Name]
    definitions: list[Definition]


def find_programmes(article: Article, places: Sequence[PlaceMention] = ()) -> Programmes:
    """Return the programmes that an article names and defines. ``places`` are the place mentions of the same article."""
    headings = [(part.start, part.stop) for part in article.paragraphs if part.kind == "heading"]
    read = [_read(field, text, headings if field == "text" else [(0, len(text))]) for field, text in fields_of(article)]
    by_headings = _defined_below(read, headings)
    sure = {bare(name.name) for one in read for name in one.names if name.sure}
    sure |= {d.name for one in read for d in one.definitions if d.rule in _MAKING or read_slogan(d.name)}
    sure |= {bare(name.name) for _, name, _ in by_headings}
    full_forms = _full_forms(read, sure)
    printed = _names_by_key(read, sure)
    read = [one._replace(names=sorted(_mentions(one, sure, full_forms))) for one in read]
    return _Recorder(article, read, places, full_forms, printed).record(by_headings)


_MAKING = frozenset({"common-ending", "initials", "same-stems", "plus"})


def _read(field: str, text: str, headings: Sequence[tuple[int, int]]) -> _Field:
    quotes = read_quoted(text) if "“" in text or "《" in text or "‘" in text else []
    names = _split(text, quotes, list(quoted_names(text, quotes, headings))) if quotes else []
    taken = _Taken(names)
    names += [name for name in unquoted_names(text) if taken.add(name.start, name.stop)]
    definitions = define(text, names, quotes)
    parts = [
        (item.start - 1, item.stop + 1, definition.name) for definition in definitions for item in definition.items
    ]
    names = [name for name in names if name.rule != "list-head" or not _is_part(name, parts)]
    return _Field(field, text, quotes, names, definitions)


def _is_part(name: Name, parts: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a name of a list only stands there as the part of another programme."""
    return any(start < name.stop and name.start < stop and key != bare(name.name) for start, stop, key in parts)


def _split(text: str, quotes: Sequence[Quoted], names: Sequence[Name]) -> list[Name]:
    """Names where one pair of marks lists several that stand in marks of their own elsewhere: “四帮扶、三问、三访、三讲”."""
    keys = {bare(quote.inner) for quote in quotes}
    result = []
    for name in names:
        pieces = []
        if "、" in name.name and text[name.start] in "“‘" and name.stop - name.start == len(name.name) + 2:
            pieces = list(divide(text, name.start + 1, name.stop - 1, "、"))
        alone = sum(text[start:stop] in keys for start, stop in pieces)
        if len(pieces) >= 2 and alone * 2 >= len(pieces) and all(read_slogan(text[a:b]) for a, b in pieces):
            result += [Name(a, b, text[a:b], name.kind, name.head, True, "list-in-marks") for a, b in pieces]
        else:
            result.append(name)
    return result


def _defined_below(
    read: Sequence[_Field], headings: Sequence[tuple[int, int]]
) -> list[tuple[_Field, Name, Definition]]:
    """The names of a title or of the text that no words define, but as many headings as they announce."""
    body = next((one for one in read if one.field == "text"), None)
    defined = {definition.name for one in read for definition in one.definitions}
    found: dict[str, tuple[_Field, Name, Definition]] = {}
    for one in read:
        for name in one.names:
            key = bare(name.name)
            if body is None or key in defined or key in found:
                continue
            items = define_by_headings(name, body.text, headings) or (
                plus_items(body.text, name) if key[-1:] == "+" else None
            )
            if items:
                rule = "plus" if key[-1:] == "+" else "headings"
                found[key] = (one, name, Definition(key, name.start, name.stop, tuple(items), True, None, rule))
    return list(found.values())


def _full_forms(read: Sequence[_Field], sure: set[str]) -> dict[str, str]:
    """The names that are the long form of another, whose items they print: 部门帮县、处长联乡、干部驻村 of 帮联驻."""
    return {
        bare(name.name): definition.name
        for one in read
        for definition in one.definitions
        for name in one.names
        if definition.full_form and name.sure and name.start == definition.full_form[0] and definition.name in sure
    }


def _names_by_key(read: Sequence[_Field], sure: set[str]) -> dict[str, str]:
    """How each name is written, as it first stands in the text."""
    printed: dict[str, str] = {}
    for one in read:
        for name in one.names:
            if bare(name.name) in sure:
                printed.setdefault(bare(name.name), name.name)
    return printed


def _mentions(one: _Field, sure: set[str], full_forms: dict[str, str]) -> Iterator[Name]:
    """All places of a field that name what the article names for sure, in quotes or, where long enough, without."""
    taken = _Taken(())
    for name in one.names:
        if bare(name.name) in sure and taken.add(name.start, name.stop):
            yield name
    for quote in one.quotes:
        key = bare(quote.inner)
        if (key in sure or key in full_forms) and taken.add(quote.start, quote.stop):
            yield Name(quote.start, quote.stop, quote.inner, "slogan", None, True, "again")
    for key in sorted(sure, key=lambda key: (-len(key), key)):
        at = one.text.find(key) if len(key) >= _UNQUOTED_LENGTH else -1
        while at >= 0:
            if taken.add(at, at + len(key)):
                yield Name(at, at + len(key), key, "slogan", None, True, "again-unquoted")
            at = one.text.find(key, at + len(key))


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


def _phrase_start(one: _Field, name: Name) -> int:
    """Where the phrase of a name begins: before the list that defines it, if one leads to it (以…为主要内容的“四帮四促”)."""
    for definition in one.definitions:
        if definition.rule == "in-front" and 0 <= name.start - definition.stop <= _LEAD:
            return definition.full_form[0] if definition.full_form else definition.start
    return name.start


class _Recorder:
    """Turns what was read into records, in the order of the words."""

    def __init__(
        self,
        article: Article,
        read: Sequence[_Field],
        places: Sequence[PlaceMention],
        full_forms: dict[str, str],
        printed: dict[str, str],
    ) -> None:
        self._read = read
        self._places = places
        self._full_forms = full_forms
        self._printed = printed
        self._mention_id = Namer("q", article.article_id)
        self._definition_id = Namer("e", article.article_id)
        self._relations: dict[tuple[str, str, str], ProgrammeRelation] = {}

    def record(self, by_headings: Sequence[tuple[_Field, Name, Definition]]) -> Programmes:
        mentions = [self._mention(one, name) for one in self._read for name in one.names]
        definitions: list[ProgrammeDefinition] = []
        items: list[ProgrammeItem] = []
        for one in self._read:
            given = [(one.field, definition) for definition in one.definitions if definition.name in self._printed]
            given += [("text", definition) for of, _, definition in by_headings if of.field == one.field]
            given += [(one.field, definition) for definition in _listed_children(one)]
            for item_field, definition in sorted(given, key=lambda pair: (pair[1].start, pair[1].stop)):
                record = self._definition(one, definition)
                definitions.append(record)
                items += self._items(record, item_field, definition)
            self._implementations(one)
        return Programmes(tuple(mentions), tuple(definitions), tuple(items), tuple(self._relations.values()))

    def _name(self, key: str) -> str:
        return self._printed.get(key, key)

    def _mention(self, one: _Field, name: Name) -> ProgrammeMention:
        key = bare(name.name)
        short = self._full_forms.get(key)
        canonical = self._name(short or key)
        # A place that carries out a campaign of the whole country did not issue it.
        places = () if name.rule == "national" else self._places
        said: Circumstances = circumstances(one.field, one.text, _phrase_start(one, name), places)
        surface = one.text[name.start : name.stop]
        if short:
            self._relate(
                programme_id(name.name), programme_id(canonical), "alias_of", one, name.start, name.stop, "full-form"
            )
        return ProgrammeMention(
            self._mention_id(one.field, surface), programme_id(canonical), one.field, name.start, name.stop, surface,
            canonical, name.name if name.name != canonical else None, name.kind, name.head,
            said.level, said.method, said.place_id, said.year, _RULES, name.rule,
        )  # fmt: skip

    def _definition(self, one: _Field, definition: Definition) -> ProgrammeDefinition:
        surface = one.text[definition.start : definition.stop]
        return ProgrammeDefinition(
            self._definition_id(one.field, definition.name, surface), programme_id(self._name(definition.name)),
            one.field, definition.start, definition.stop, surface, definition.exhaustive, _RULES, definition.rule,
        )  # fmt: skip

    def _items(self, record: ProgrammeDefinition, field: str, definition: Definition) -> Iterator[ProgrammeItem]:
        one = next(one for one in self._read if one.field == field)
        for number, item in enumerate(definition.items, 1):
            inside = {
                programme_id(self._name(self._full_forms.get(bare(name.name), bare(name.name))))
                for name in one.names
                if item.start <= name.start + 1 and name.stop - 1 <= item.stop
            } - {record.programme_id}
            child = inside.pop() if len(inside) == 1 else None
            if child:
                self._relate(child, record.programme_id, "part_of", one, item.start, item.stop, definition.rule)
            yield ProgrammeItem(
                record.definition_id, number, field, item.start, item.stop, item.words, item.words, child,
                _RULES, definition.rule,
            )  # fmt: skip

    def _implementations(self, one: _Field) -> None:
        for first, second in pairwise(one.names):
            relation = implementations(one.text, first, second)
            if relation:
                does, is_done = (self._name(bare(name.name)) for name in relation)
                does_id, done_id = programme_id(does), programme_id(is_done)
                self._relate(does_id, done_id, "implements", one, first.start, second.stop, "implements")

    def _relate(self, of: str, to: str, relation: str, one: _Field, start: int, stop: int, rule: str) -> None:
        if of != to:
            record = ProgrammeRelation(of, to, relation, one.field, start, stop, one.text[start:stop], _RULES, rule)
            self._relations.setdefault((of, to, relation), record)


def _listed_children(one: _Field) -> Iterator[Definition]:
    """Definitions of a programme by a list in one pair of marks whose items are programmes themselves."""
    run: list[Name] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for name in [*one.names, None]:
        if name and name.rule == "list-in-marks" and (not run or name.start - run[-1].stop == 1):
            run.append(name)
            continue
        if run:
            parent = parent_of(one.text, one.names, run[0].start)
            keys = tuple(item.name for item in run)
            if parent and (bare(parent.name), keys) not in seen:
                seen.add((bare(parent.name), keys))
                yield _of_children(one.text, parent, run)
        run = [name] if name and name.rule == "list-in-marks" else []


def _of_children(text: str, parent: Name, run: Sequence[Name]) -> Definition:
    items = tuple(Item(name.start, name.stop, text[name.start : name.stop]) for name in run)
    is_open = text.startswith(("”等", "’等"), run[-1].stop)
    return Definition(bare(parent.name), run[0].start, run[-1].stop, items, not is_open, None, "list-in-marks")
