"""The list of the programmes, and the page of each: what it is said to consist of, its figures, where and when it is told of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.breakdowns import by_place, by_year
from pbdata.explorer.data import SiteData
from pbdata.explorer.divisions import Divisions
from pbdata.explorer.files import File
from pbdata.explorer.listings import Column, Listing
from pbdata.explorer.shelf import Shelf
from pbdata.explorer.templating import listed, page

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST = 100
"""So many articles or figures stand on a page; the list of the articles shows the others."""

MOST_DEFINITIONS = 20
"""So many different definitions of a programme are shown."""


def programmes(data: SiteData, tree: Divisions, shelf: Shelf, environment: "Environment") -> Iterator[File]:
    """``programmes.html`` and a page for each programme."""
    rows = {row["programme_id"]: row for row in data.frame("programmes").iter_rows(named=True)}
    names = {programme_id: row["name"] for programme_id, row in rows.items()}
    yield from listed(environment, "programmes", _listing(data, tree, rows))
    mentions = data.grouped("programme_mentions", "programme_id", ("article_id",))
    definitions = data.grouped("programme_definitions", "programme_id")
    items = data.grouped("programme_items", "definition_id")
    out, back = data.grouped("programme_relations", "programme_id"), data.grouped("programme_relations", "related_id")
    forms: dict[str, list[str]] = {}
    for programme_id, row in rows.items():
        forms.setdefault(row.get("variant_of") or "", []).append(programme_id)
    figures = data.grouped("figures", "programme_id")
    for programme_id, row in rows.items():
        told = shelf.some(one["article_id"] for one in mentions.get(programme_id, ()))
        path = addresses.programme(programme_id)
        relations = _ends(out, programme_id, "related_id") | _ends(back, programme_id, "programme_id", "_of")
        variant_of, variants = row.get("variant_of"), forms.get(programme_id, ())
        values = {
            "programme": row,
            # What an article calls another name is told as that alone.
            "variant_of": None if variant_of in relations.get("alias_of", ()) else variant_of,
            "variants": [one for one in variants if one not in relations.get("alias_of_of", ())],
            "scope": tree.path(row.get("scope_place_id")),
            "definitions": _distinct(definitions.get(programme_id, ()), items),
            "relations": relations,
            "names": names,
            "figures": figures.get(programme_id, [])[:LONGEST],
            "n_figures": len(figures.get(programme_id, ())),
            "articles": told[:LONGEST],
            "n_articles": len(told),
            "years": by_year(told),
            "places": by_place(told, tree, depth=1),
            "tree": tree,
        }
        yield path, page(environment, "programme.html", path, **values)


def _listing(data: SiteData, tree: Divisions, rows: Mapping[str, Mapping[str, Any]]) -> Listing:
    ordered = sorted(rows.values(), key=lambda row: (-row["n_articles"], row["programme_id"]))
    columns = [
        Column("名称 / Name"),
        Column("类型 / Type", labels=data.labels("programmes", "type")),
        Column("数字 / Numerals"),
        Column("发起层级 / Issued by", labels=data.labels("programmes", "issuer_level")),
        Column("范围 / Scope"),
        Column("启动年 / Since"),
        Column("文章 / Articles", is_number=True),
    ]
    cells = [
        [
            (row["name"], addresses.programme(row["programme_id"])),
            row["type"],
            row["numerals"],
            row["issuer_level"],
            tree.linked(row["scope_place_id"]),
            row["launch_year"],
            row["n_articles"],
        ]
        for row in ordered
    ]
    return Listing("programmes", columns, cells)


def _distinct(definitions: Iterable[dict[str, Any]], items: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a programme is said to consist of, the most frequent first: the first definition with the same items stands for all.

    Each has its ``items`` and ``n``, the number of definitions that list them.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in definitions:
        own = items.get(one["definition_id"], ())
        same = found.setdefault(tuple((it.get("item"), it["child_id"]) for it in own), {**one, "items": own, "n": 0})
        same["n"] += 1
    return sorted(found.values(), key=lambda one: -one["n"])[:MOST_DEFINITIONS]


def _ends(
    relations: Mapping[str, list[dict[str, Any]]], programme_id: str, other: str, suffix: str = ""
) -> dict[str, list[str]]:
    """By relation the programmes at its other end, each once however many articles tell of it."""
    found: dict[str, set[str]] = {}
    for one in relations.get(programme_id, ()):
        found.setdefault(f"{one['relation']}{suffix}", set()).add(one[other])
    return {relation: sorted(found[relation]) for relation in sorted(found)}
