"""The programmes of the whole corpus, and the definitions that one article lends to another."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from pbdata.facts.programmes.identity import agreed, main_type, programme_id
from pbdata.facts.programmes.slogans import numerals, slogan_of
from pbdata.model.facts import Programme


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
_KEY = ("article_id", "programme_id")
_AT_ONCE = 500_000
"""About how many rows of a table are looked at together."""


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
    counts = Counter[str]()
    for some in _portions(mentions, "article_id"):
        printed = mentions.filter(some)
        named = [printed.select("article_id", "programme_id"), printed.select("article_id", form).drop_nulls()]
        found = pl.concat(named).group_by("programme_id").agg(pl.col("article_id").n_unique())
        counts.update(dict(found.collect(engine="streaming").iter_rows()))
    return counts


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


def carry_definitions(tables: Mapping[str, pl.LazyFrame]) -> pl.DataFrame:
    """Return for each article and each programme that it names and does not define, the definition that others print.

    Only where all definitions in the corpus have the same items, and no two of the articles report from different
    provinces: a slogan of one province says nothing of the same words in another. The columns are those of
    ``carried_definitions``, the rows in the order of its key.
    """
    provinces = _by_portions(tables["place_mentions"], "article_id", lambda some: _provinces(tables, some))
    contents = _by_portions(tables["programme_items"], "definition_id", lambda some: _contents(tables, some))
    lent = _lent(tables["programme_definitions"], contents, provinces)
    return _by_portions(
        tables["programme_mentions"], "article_id", lambda some: _carried(tables, lent, provinces, some)
    ).sort(_KEY)


def _lent(definitions: pl.LazyFrame, contents: pl.DataFrame, provinces: pl.DataFrame) -> pl.DataFrame:
    """Of each programme of one meaning the first definition, the province from which its articles report, and whether that is
    ``unknown`` of one of them."""
    printed = definitions.join(contents.lazy(), on="definition_id", how="left")
    printed = printed.join(provinces.lazy(), on="article_id", how="left").with_columns(pl.col("content").fill_null(0))
    each = printed.group_by("programme_id").agg(
        pl.concat_str("article_id", "definition_id", separator="\0").min().alias("first"),
        pl.col("province").min(),
        pl.col("province").max().alias("other_province"),
        pl.col("province").is_null().any().alias("unknown"),
        pl.col("content").min(),
        pl.col("content").max().alias("other_content"),
    )
    one_meaning = (pl.col("content") == pl.col("other_content")) & pl.col("province").eq_missing(
        pl.col("other_province")
    )
    definition = pl.col("first").str.split("\0").list.last().alias("definition_id")
    return (
        each.filter(one_meaning).select("programme_id", "province", "unknown", definition).collect(engine="streaming")
    )


def _carried(
    tables: Mapping[str, pl.LazyFrame], lent: pl.DataFrame, provinces: pl.DataFrame, some: pl.Expr
) -> pl.DataFrame:
    """What some articles borrow of the definitions that are ``lent``."""
    mentions, own = (tables[name].filter(some).select(_KEY) for name in ("programme_mentions", "programme_definitions"))
    named = mentions.join(lent.lazy(), on="programme_id").unique(_KEY).join(own, on=_KEY, how="anti")
    placed = named.join(provinces.lazy(), on="article_id", how="left", suffix="_here")
    here, there = pl.col("province_here"), pl.col("province")
    unknown = here.is_null() | pl.col("unknown")
    method = pl.when(unknown).then(pl.lit("only-definition")).otherwise(pl.lit("same-place")).alias("method")
    borrowed = placed.filter(here.is_null() | there.is_null() | (here == there))
    return borrowed.select(*_KEY, "definition_id", method).collect(engine="streaming")


def _provinces(tables: Mapping[str, pl.LazyFrame], some: pl.Expr) -> pl.DataFrame:
    """The ``province`` from which each of some articles reports, as the path of its own place begins; unknown ones are left out."""
    own = tables["articles"].filter(some).select("article_id", "place_id")
    paths = (
        tables["place_mentions"].filter(some).join(own, on=["article_id", "place_id"], how="semi").drop_nulls("path")
    )
    first = paths.group_by("article_id").agg(pl.col("path").min())
    province = pl.col("path").str.split("/").list.first().alias("province")
    return first.select("article_id", province).collect(engine="streaming")


def _contents(tables: Mapping[str, pl.LazyFrame], some: pl.Expr) -> pl.DataFrame:
    """The items of each of some definitions in their order, as a hash."""
    items = tables["programme_items"].filter(some).select("definition_id", "item_no", "item")
    ordered = items.collect(engine="streaming").sort("definition_id", "item_no")
    whole = ordered.group_by("definition_id").agg("item")
    return whole.select("definition_id", pl.col("item").list.join("\0").hash(0).alias("content"))


def _by_portions(table: pl.LazyFrame, column: str, made: Callable[[pl.Expr], pl.DataFrame]) -> pl.DataFrame:
    """What is made of a table divided by the values of a column, so that memory can hold the rows of each portion."""
    return pl.concat([made(some) for some in _portions(table, column)])


def _portions(table: pl.LazyFrame, column: str) -> Iterator[pl.Expr]:
    """The conditions that divide a table so."""
    n = 1 + table.select(pl.len()).collect().item() // _AT_ONCE
    return (pl.col(column).hash(0) % n == one for one in range(n))
