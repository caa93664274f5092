"""The rows of the four tables, from the names of an article and what defines them, in the order of the words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pbdata.facts.programmes.circumstances import circumstances
from pbdata.facts.programmes.definitions import Definition
from pbdata.facts.programmes.finding import FoundNames, Named
from pbdata.facts.programmes.identity import programme_id
from pbdata.facts.programmes.items import Item
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.relations import implementations, parent_of
from pbdata.facts.reading import Field, Found, Namer, Reading, Rows
from pbdata.model.facts import ProgrammeDefinition, ProgrammeItem, ProgrammeMention, ProgrammeRelation

_RULES = "rules"
_LEAD = 14


def rows(reading: Reading, found: FoundNames) -> Found:
    """Return the rows of mentions, definitions, items and relations. Places of the article were found before."""
    return _Writer(reading, found).write()


class _Writer:
    def __init__(self, reading: Reading, found: FoundNames) -> None:
        self._reading = reading
        self._found = found
        self._mention_id = Namer("q", reading.article.article_id)
        self._definition_id = Namer("e", reading.article.article_id)
        self._relations: dict[tuple[str, str, str], ProgrammeRelation] = {}
        self._ids: dict[str, str] = {}

    def write(self) -> Found:
        mentions = [
            self._mention(one.field, name, start)
            for one in self._found.fields
            for name, start in zip(one.names, _phrase_starts(one), strict=True)
        ]
        definitions: list[ProgrammeDefinition] = []
        items: list[ProgrammeItem] = []
        for one in self._found.fields:
            for item_field, definition in self._definitions_of(one):
                record = self._definition(one.field, definition)
                definitions.append(record)
                items += self._items(record, item_field, definition)
            self._implementations(one)
        return Found(
            tables={
                "programme_mentions": mentions,
                "programme_definitions": definitions,
                "programme_items": items,
                "programme_relations": tuple(self._relations.values()),
            }
        )

    def _definitions_of(self, one: Named) -> list[tuple[str, Definition]]:
        """The definitions of a field by their place, each with the field in which its items stand."""
        field = one.field.name
        given = [(field, definition) for definition in one.definitions if definition.name in self._found.printed]
        given += [("text", below.definition) for below in self._found.below if below.field == field]
        given += [(field, definition) for definition in _listed_children(one)]
        return sorted(given, key=lambda pair: (pair[1].start, pair[1].stop))

    def _name(self, key: str) -> str:
        return self._found.printed.get(key, key)

    def _canonical(self, name: Name) -> str:
        """The name under which a mention counts: that of the short form, where it prints the long one."""
        return self._name(self._found.full_forms.get(name.key, name.key))

    def _programme_of(self, name: Name) -> str:
        """The id of the programme that a mention names."""
        return self._id(self._found.full_forms.get(name.key, name.key))

    def _id(self, key: str) -> str:
        """The id of the programme of a key."""
        if key not in self._ids:
            self._ids[key] = programme_id(self._name(key))
        return self._ids[key]

    def _mention(self, field: Field, name: Name, phrase_start: int) -> ProgrammeMention:
        canonical = self._canonical(name)
        if name.key in self._found.full_forms:
            ids = programme_id(name.name), self._programme_of(name)
            self._relate(*ids, "alias_of", field, name.start, name.stop, "full-form")
        # A place that carries out a campaign of the whole country did not issue it.
        places = Rows() if name.rule == "national" else self._reading.rows("place_mentions", field.name)
        said = circumstances(field, phrase_start, places)
        surface = field.text[name.start : name.stop]
        return ProgrammeMention(
            mention_id=self._mention_id(field.name, surface),
            programme_id=self._programme_of(name),
            field=field.name,
            start=name.start,
            stop=name.stop,
            surface=surface,
            name=canonical,
            variant=name.name if name.name != canonical else None,
            type=name.kind,
            head=name.head,
            issuer_level=said.level,
            issuer_method=said.method,
            scope_place_id=said.place_id,
            launch_year=said.year,
            detectors=_RULES,
            rule=name.rule,
        )

    def _definition(self, field: Field, definition: Definition) -> ProgrammeDefinition:
        surface = field.text[definition.start : definition.stop]
        return ProgrammeDefinition(
            definition_id=self._definition_id(field.name, definition.name, surface),
            programme_id=self._id(definition.name),
            field=field.name,
            start=definition.start,
            stop=definition.stop,
            surface=surface,
            exhaustive=definition.exhaustive,
            detectors=_RULES,
            rule=definition.rule,
        )

    def _items(self, record: ProgrammeDefinition, field: str, definition: Definition) -> Iterator[ProgrammeItem]:
        one = next(one for one in self._found.fields if one.field.name == field)
        for number, item in enumerate(definition.items, 1):
            child = self._child(one, item, record.programme_id)
            if child:
                ids = child, record.programme_id
                self._relate(*ids, "part_of", one.field, item.start, item.stop, definition.rule)
            yield ProgrammeItem(
                definition_id=record.definition_id,
                item_no=number,
                field=field,
                start=item.start,
                stop=item.stop,
                surface=item.words,
                item=item.words,
                child_id=child,
                detectors=_RULES,
                rule=definition.rule,
            )

    def _child(self, one: Named, item: Item, parent: str) -> str | None:
        """The one programme that an item names, if it names one."""
        first, last = (bisect_left(one.names, (at,)) for at in (item.start - 1, item.stop + 1))
        inside = {self._programme_of(name) for name in one.names[first:last] if name.stop - 1 <= item.stop} - {parent}
        return inside.pop() if len(inside) == 1 else None

    def _implementations(self, one: Named) -> None:
        for first, second in pairwise(one.names):
            relation = implementations(one.field.text, first, second)
            if relation:
                does, done = (self._id(name.key) for name in relation)
                self._relate(does, done, "implements", one.field, first.start, second.stop, "implements")

    def _relate(self, of: str, to: str, relation: str, field: Field, start: int, stop: int, rule: str) -> None:
        if of == to:
            return
        record = ProgrammeRelation(
            programme_id=of,
            related_id=to,
            relation=relation,
            field=field.name,
            start=start,
            stop=stop,
            surface=field.text[start:stop],
            detectors=_RULES,
            rule=rule,
        )
        self._relations.setdefault((of, to, relation), record)


def _phrase_starts(one: Named) -> Iterator[int]:
    """Where the phrase of each name begins: before the list that defines it, if one leads to it (以…为主要内容的“四帮四促”)."""
    leading: dict[int, int] = {}
    for definition in one.definitions:
        if definition.rule == "in-front":
            start = definition.full_form[0] if definition.full_form else definition.start
            for at in range(definition.stop, definition.stop + _LEAD + 1):
                leading.setdefault(at, start)
    return (leading.get(name.start, name.start) for name in one.names)


def _listed_children(one: Named) -> Iterator[Definition]:
    """Definitions of a programme by a list in one pair of marks whose items are programmes themselves."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for run in _runs(one.names):
        parent = parent_of(one.field, one.names, run[0].start)
        keys = tuple(item.name for item in run)
        if parent and (parent.key, keys) not in seen:
            seen.add((parent.key, keys))
            yield _of_children(one.field.text, parent, run)


def _runs(names: Sequence[Name]) -> list[list[Name]]:
    """The names that were parted out of one pair of marks, pair by pair."""
    runs: list[list[Name]] = []
    for name in names:
        if name.rule == "list-in-marks":
            if runs and name.start - runs[-1][-1].stop == 1:
                runs[-1].append(name)
            else:
                runs.append([name])
    return runs


def _of_children(text: str, parent: Name, run: Sequence[Name]) -> Definition:
    items = tuple(Item(name.start, name.stop, text[name.start : name.stop]) for name in run)
    is_open = text.startswith(("”等", "’等"), run[-1].stop)
    return Definition(parent.key, run[0].start, run[-1].stop, items, not is_open, None, "list-in-marks")
