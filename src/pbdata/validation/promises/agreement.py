"""Promise 9, tables agree: the end of a pairing and the figure, organisation or post of the same words are one."""

from collections.abc import Mapping

import polars as pl

from pbdata.validation.promises.decisions import Decisions
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.tabular import ROW, Table

_RULE = "promise 9: pairing ends"
_AGAIN = "Build the package again."
_WORDS = ("article_id", "field", "start", "stop")
_DECIDED = ("figures", "organisations", "persons", "posts", "pairings", "pairing_ends")
# What each check reads of the tables.
_FIGURES = {"pairing_ends": ("pairing_id", *_WORDS, "figure_id", "n"), "figures": ("figure_id", *_WORDS, "value")}
_BODIES = {"pairing_ends": ("article_id", "surface", "org_id"), "organisations": ("article_id", "name", "org_id")}
_SENDERS = {
    "pairing_ends": ("pairing_id", "side", "person_id", "org_id"),
    "pairings": ("pairing_id", *_WORDS),
    "posts": ("person_id", *_WORDS, "surface", "sending_org_id"),
    "organisations": ("org_id", "name"),
}


def check_agreement(tables: Mapping[str, Table], decisions: Decisions, findings: Findings) -> None:
    """Check each end of ``pairing_ends`` against ``figures``, ``organisations`` and ``posts``, as far as they are here.

    Articles in which a curator decided on one of these tables are left out: there, not one reader read all.
    """
    for check, needed in ((_check_figures, _FIGURES), (_check_bodies, _BODIES), (_check_senders, _SENDERS)):
        missing = [name for name, columns in needed.items() if not _has(tables.get(name), columns)]
        if missing:
            findings.cannot(
                f"promise 9: what pairings say of the words in `{missing[0]}`, because not all of it is here"
            )
        else:
            rows = {name: decisions.untouched(tables[name].typed, *_DECIDED) for name in needed}
            check({name: rows[name].select(ROW, *columns) for name, columns in needed.items()}, findings)


def _has(table: Table | None, columns: tuple[str, ...]) -> bool:
    return table is not None and set(columns) <= set(table.columns)


def _check_figures(rows: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """An end that opens or closes with a figure has the id and the value of the first of them."""
    ends, figures = rows["pairing_ends"], rows["figures"]
    opens, closes = pl.col("start_right") == pl.col("start"), pl.col("stop_right") == pl.col("stop")
    within = (pl.col("start_right") >= pl.col("start")) & (pl.col("stop_right") <= pl.col("stop"))
    standing = ends.join(figures, on=["article_id", "field"]).filter(within & (opens | closes))
    standing = standing.sort(ROW, "start_right").unique(ROW, keep="first", maintain_order=True)
    for row in standing.filter(pl.col("figure_id").ne_missing(pl.col("figure_id_right"))).rows(named=True):
        message = (
            f"the figure {row['figure_id_right']} stands in these words, not {row['figure_id'] or 'none'}. {_AGAIN}"
        )
        findings.error("pairing_ends", _RULE, message, row=row[ROW], field="figure_id")
    for row in ends.join(figures, on="figure_id").filter(pl.col("n").ne_missing(pl.col("value"))).rows(named=True):
        message = f"the number is {row['n']}, and {row['value']} in `figures`: one of the two is misread. {_AGAIN}"
        findings.error("pairing_ends", _RULE, message, row=row[ROW], field="n")


def _check_bodies(rows: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """An end whose words are the name of an organisation of its article is that organisation."""
    named = rows["pairing_ends"].join(
        rows["organisations"].rename({"name": "surface"}), on=["article_id", "surface"], suffix="_named"
    )
    for row in named.filter(pl.col("org_id").ne_missing(pl.col("org_id_named"))).rows(named=True):
        message = (
            f"{row['surface']!r} is {row['org_id_named']} in `organisations`, not {row['org_id'] or 'none'}. {_AGAIN}"
        )
        findings.error("pairing_ends", _RULE, message, row=row[ROW], field="org_id")


def _check_senders(rows: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """A body that sent a helping person, named in words that the pairing shares with the person's post, helps too."""
    helpers = rows["pairing_ends"].filter(pl.col("side") == "helper")
    senders = rows["organisations"].select(pl.col("org_id").alias("sending_org_id"), "name")
    overlap = (pl.col("start_right") < pl.col("stop")) & (pl.col("start") < pl.col("stop_right"))
    sent = (
        helpers.drop_nulls("person_id")
        .select("pairing_id", "person_id")
        .join(rows["pairings"].drop(ROW), on="pairing_id")
        .join(rows["posts"], on=["article_id", "field", "person_id"])
        .join(senders, on="sending_org_id")
        .filter(overlap & pl.col("surface").str.contains(pl.col("name"), literal=True))
    )
    known = helpers.select("pairing_id", pl.col("org_id").alias("sending_org_id"))
    for row in sent.join(known, on=["pairing_id", "sending_org_id"], how="anti").rows(named=True):
        message = f"{row['name']!r} sent this helper of {row['pairing_id']}, which has no such end. {_AGAIN}"
        findings.error("posts", _RULE, message, row=row[ROW], field="sending_org_id")
