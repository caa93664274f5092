"""The programmes of the whole corpus, and the definitions that one article lends to another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from pbdata.facts.programmes.identity import agreed, main_type, programme_id
from pbdata.facts.programmes.slogans import numerals, slogan_of
from pbdata.model.facts import CarriedDefinition, Programme


class _Said(NamedTuple):
    """What ``n`` mentions say of a programme, all of them the same."""

    programme_id: str
    name: str
    variant: str | None
    type: str
    issuer_level: str | None
    scope_place_id: str | None
    launch_year: int | None
    n: int


SAID = _Said._fields[:-1]
"""The columns of mentions that say something of a programme."""


def gather_programmes(mentions: pl.LazyFrame) -> tuple[Programme, ...]:
    """Return one row for each name that articles print, long forms included, sorted by id, from the table of mentions.

    A name stays one row across provinces: whether two of them run one programme is for the reader to say, from the place,
    level and year of each mention. A value that mentions print differently is ``None``.
    """
    counted = mentions.group_by(SAID).len().collect(engine="streaming")
    said = [_Said(*row) for row in counted.sort(pl.all()).iter_rows()]
    by_name, forms = defaultdict(list), defaultdict(list)
    ids = {variant: programme_id(variant) for variant in counted["variant"].drop_nulls().unique()}
    for one in said:
        by_name[one.programme_id].append(one)
        if one.variant is not None and ids[one.variant] != one.programme_id:
            forms[ids[one.variant]].append(one)
    n_articles = _count_articles(mentions, ids)
    rows = [_programme(key, group, n_articles[key]) for key, group in by_name.items()]
    rows += [
        _programme(key, group, n_articles[key], variant=True) for key, group in forms.items() if key not in by_name
    ]
    return tuple(sorted(rows, key=lambda row: row.programme_id))


def _count_articles(mentions: pl.LazyFrame, ids: Mapping[str, str]) -> dict[str, int]:
    """How many articles print each name or form."""
    form = pl.col("variant").replace_strict(ids, default=None, return_dtype=pl.String).alias("programme_id")
    named = pl.concat([mentions.select("article_id", "programme_id"), mentions.select("article_id", form).drop_nulls()])
    counts = named.group_by("programme_id").agg(pl.col("article_id").n_unique())
    return dict(counts.collect(engine="streaming").iter_rows())


def _programme(key: str, group: Sequence[_Said], n_articles: int, *, variant: bool = False) -> Programme:
    names, types = Counter[str](), Counter[str]()
    for one in group:
        names[one.variant if variant and one.variant else one.name] += one.n
        types[one.type] += one.n
    name = min(names, key=lambda name: (-names[name], name))
    slogan = slogan_of(name)
    return Programme(
        programme_id=key,
        name=name,
        variant_of=agreed(one.programme_id for one in group) if variant else None,
        type=main_type(types.elements()),
        numerals=numerals(slogan) if slogan else None,
        issuer_level=agreed(one.issuer_level for one in group),
        scope_place_id=agreed(one.scope_place_id for one in group),
        launch_year=agreed(one.launch_year for one in group),
        n_articles=n_articles,
    )


def carry_definitions(tables: Mapping[str, pl.LazyFrame]) -> tuple[CarriedDefinition, ...]:
    """Return for each article and each programme that it names and does not define, the definition that others print.

    Only where all definitions in the corpus have the same items, and no two of the articles report from different
    provinces: a slogan of one province says nothing of the same words in another.
    """
    key = ["article_id", "programme_id"]
    definitions = tables["programme_definitions"].select(*key, "definition_id").collect(engine="streaming")
    items = tables["programme_items"].select("definition_id", "item_no", "item").collect(engine="streaming")
    items = items.sort("definition_id", "item_no")
    content = {key: tuple(said) for key, said in items.group_by("definition_id").agg("item").iter_rows()}
    defined = definitions.select("programme_id").unique().lazy()
    of_defined = tables["programme_mentions"].select(key).join(defined, on="programme_id", how="semi").unique()
    named = of_defined.collect(engine="streaming").join(definitions, on=key, how="anti")
    province = _provinces(tables, pl.concat([named, definitions.select(key)])["article_id"])
    printed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for programme, article, definition in definitions.select("programme_id", "article_id", "definition_id").iter_rows():
        printed[programme].append((article, definition))
    one_meaning = {
        programme: (min(found)[1], {province.get(article) for article, _ in found})
        for programme, found in printed.items()
        if len({content.get(definition, ()) for _, definition in found}) == 1
    }
    return tuple(sorted(_carried(named.iter_rows(), one_meaning, province)))


def _carried(
    named: Iterable[tuple[str, str]],
    one_meaning: Mapping[str, tuple[str, set[str | None]]],
    province: Mapping[str, str],
) -> Iterable[CarriedDefinition]:
    for article, programme in named:
        if programme in one_meaning:
            definition, provinces = one_meaning[programme]
            here = province.get(article)
            if len((provinces | {here}) - {None}) <= 1:
                method = "only-definition" if None in provinces | {here} else "same-place"
                yield CarriedDefinition(article, programme, definition, method)


def _provinces(tables: Mapping[str, pl.LazyFrame], wanted: pl.Series) -> dict[str, str]:
    """The provinces from which articles report, as the path of an article's own place begins; those that are unknown are left out."""
    own = (
        tables["articles"]
        .filter(pl.col("article_id").is_in(wanted.unique().implode()))
        .select("article_id", "place_id")
    )
    paths = tables["place_mentions"].join(own, on=["article_id", "place_id"], how="semi").drop_nulls("path")
    first = paths.group_by("article_id").agg(pl.col("path").min()).collect(engine="streaming")
    return dict(first.with_columns(pl.col("path").str.split("/").list.first()).iter_rows())
