"""The lines of a reading and the rows of the tables as units of coding, so that they can be compared.

What a reader names by its name (a person, a body, a place, a programme) and a row by its id is brought to one form.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pbdata.errors import ManifestError
from pbdata.facts.programmes.identity import agreed, main_type, programme_id
from pbdata.package.annotation import Coding, Kind, kinds
from pbdata.package.comparison import Unit, Value

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

_NAMES_OF_PROGRAMMES = ("name", "related", "programme")
_NO_WORDS = ("", 0, 1)


def units_of_lines(lines: Iterable[Coding], tables: Tables) -> list[Unit]:
    """Return the units of lines of one kind whose articles are in the tables.

    Raises ``ManifestError`` with the line whose words do not stand in the article.
    """
    fields = fields_of_articles(tables)
    units = []
    for line in lines:
        if line.given["article_id"] in fields:
            kind = kinds()[line.kind]
            words = _NO_WORDS if line.given["field"] == "article" else _find(line, "surface", "n", fields)
            columns = dict(line.given)
            if "related_surface" in columns:
                columns["related_surface"] = _find(line, "related_surface", "related_n", fields)
            for name in _NAMES_OF_PROGRAMMES:
                if columns.get(name) is not None:
                    columns[name] = programme_id(columns[name])
            units.append(_unit(kind, columns, words))
    return units


def units_of_rows(kind: Kind, tables: Tables) -> list[Unit]:
    """Return the rows of the program as units of a kind."""
    return [_unit(kind, row, _words(row)) for row in _VIEWS.get(kind.name, _plain)(kind, tables)]


def _unit(kind: Kind, columns: Row, words: tuple[str, int, int]) -> Unit:
    return Unit(
        columns["article_id"],
        tuple(columns[name] for name in kind.apart),
        words if kind.words else _NO_WORDS,
        {name: _value(columns[name]) for name in kind.compared},
    )


def _value(value: Any) -> Value:
    """A value that can be compared: a list as a tuple, whole numbers as such."""
    return tuple(value) if isinstance(value, list) else value


def _words(row: Row) -> tuple[str, int, int]:
    return (row["field"], row["start"], row["stop"]) if "start" in row else _NO_WORDS


def fields_of_articles(tables: Tables) -> dict[str, dict[str, str]]:
    """The title, subtitle and text of each article."""
    texts = {row["article_id"]: row["text"] for row in tables["texts"]}
    return {
        row["article_id"]: {
            "title": row["title"] or "",
            "subtitle": row["subtitle"] or "",
            "text": texts[row["article_id"]],
        }
        for row in tables["articles"]
    }


def _find(line: Coding, surface: str, number: str, fields: Mapping[str, Mapping[str, str]]) -> tuple[str, int, int]:
    """Where the words of a line stand: the field, start and stop. Occurrences may overlap, and are counted from 1."""
    field, words, n = line.given["field"], line.given[surface], line.given[number]
    text = fields[line.given["article_id"]].get(field, "")
    at = -1
    for _ in range(n):
        at = text.find(words, at + 1)
        if at < 0:
            raise ManifestError(
                f"{line.place}: `{surface}` does not stand {n} times in the {field} of {line.given['article_id']}. "
                f"Correct the line, or remove it where the words were taken down."
            )
    return field, at, at + len(words)


def _plain(kind: Kind, tables: Tables) -> Iterator[Row]:
    """The rows of the table as they are."""
    yield from tables[kind.resource]


def _articles(_kind: Kind, tables: Tables) -> Iterator[Row]:
    places = {row["place_id"]: row for row in tables["places"]}
    for row in tables["articles"]:
        yield {**row, "path": "/".join(_chain(row["place_id"], places)) or None}


def _figure_relations(_kind: Kind, tables: Tables) -> Iterator[Row]:
    figures = {row["figure_id"]: row for row in tables["figures"]}
    for row in tables["figure_relations"]:
        figure = figures[row["figure_id"]]
        yield {
            **row,
            **{name: figure[name] for name in ("field", "start", "stop")},
            "related_surface": _words(figures[row["related_id"]]),
        }


def _named(kind: Kind, tables: Tables) -> Iterator[Row]:
    """Persons and bodies, by their names and not by the words of their first mention."""
    for row in tables[kind.resource]:
        yield {**row, "surface": row["name"]}


def _posts(_kind: Kind, tables: Tables) -> Iterator[Row]:
    persons, bodies = _names("persons", "person_id", tables), _names("organisations", "org_id", tables)
    resolved = (row for row in tables["place_mentions"] if row["place_id"] is not None)
    printed = {(row["article_id"], row["place_id"]): row for row in resolved}
    for row in tables["posts"]:
        yield {
            **row,
            "person": persons[row["person_id"]],
            "org": bodies.get(row["org_id"]),
            "sending_org": bodies.get(row["sending_org_id"]),
            "host_place": _short(printed.get((row["article_id"], row["host_place_id"]))),
        }


def _quotations(_kind: Kind, tables: Tables) -> Iterator[Row]:
    persons = _names("persons", "person_id", tables)
    for row in tables["quotations"]:
        yield {**row, "speaker": persons.get(row["speaker_person_id"])}


def _programmes(_kind: Kind, tables: Tables) -> Iterator[Row]:
    """What an article as a whole says of a name: the most frequent type, ``slogan`` last, and what all mentions agree on."""
    mentions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables["programme_mentions"]:
        mentions[row["article_id"], row["programme_id"]].append(row)
    for (article_id, programme), rows in mentions.items():
        yield {
            "article_id": article_id,
            "name": programme,
            "type": main_type(row["type"] for row in rows),
            "issuer_level": agreed(row["issuer_level"] for row in rows),
            "launch_year": agreed(row["launch_year"] for row in rows),
        }


def _definitions(_kind: Kind, tables: Tables) -> Iterator[Row]:
    items: dict[str, list[str]] = defaultdict(list)
    for row in sorted(tables["programme_items"], key=lambda row: row["item_no"]):
        items[row["definition_id"]].append(row["item"])
    for row in tables["programme_definitions"]:
        yield {**row, "name": row["programme_id"], "items": items[row["definition_id"]]}


def _relations(_kind: Kind, tables: Tables) -> Iterator[Row]:
    for row in tables["programme_relations"]:
        yield {**row, "name": row["programme_id"], "related": row["related_id"]}


def _pairings(_kind: Kind, tables: Tables) -> Iterator[Row]:
    for row in tables["pairings"]:
        yield {**row, "programme": row["programme_id"]}


def _ends(_kind: Kind, tables: Tables) -> Iterator[Row]:
    for row in tables["pairing_ends"]:
        yield {**row, "number": row["n"]}


def _names(table: str, key: str, tables: Tables) -> dict[str, str]:
    return {row[key]: row["name"] for row in tables[table]}


def _chain(place_id: str | None, places: Mapping[str, Row]) -> list[str]:
    """The names from the province down to a place."""
    names: list[str] = []
    while place_id is not None:
        names.insert(0, places[place_id]["name"])
        place_id = places[place_id]["parent_id"]
    return names


def _short(mention: Row | None) -> str | None:
    """A place as readers name it: a village with its township, others by their own names."""
    if mention is None:
        return None
    names = mention["path"].split("/")
    return "".join(names[-2:] if mention["level"] == "village" else names[-1:])


_VIEWS: dict[str, Callable[[Kind, Tables], Iterator[Row]]] = {
    "articles": _articles,
    "figure_relations": _figure_relations,
    "organisations": _named,
    "persons": _named,
    "posts": _posts,
    "quotations": _quotations,
    "programme": _programmes,
    "definition": _definitions,
    "relation": _relations,
    "pairings": _pairings,
    "pairing_ends": _ends,
}
