"""The table ``reliability``: how far two readers agree, and how far the program agrees with the first of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from pbdata.package.annotation import Annotation, Family, Kind, kinds
from pbdata.package.comparison import (
    Rates,
    Unit,
    f1,
    kappa,
    percent_agreement,
    rates_of_units,
    rates_of_values,
    same_units,
)
from pbdata.package.units import Tables, units_of_lines, units_of_rows
from pbdata.package.unreviewed import as_machine, is_reviewed

# What stands in ``column_name`` for the rows themselves: whether there is one.
ROW = "row"


def reliability(annotation: Annotation, tables: Tables) -> list[dict[str, Any]]:
    """Return a row for each table and column that was annotated in articles that the tables hold; docs/facts/README.md has the formulas.

    What is measured is the program, without what a curator decided; where one decided on facts of these articles, what stands in
    the tables has rows of its own (``reviewed``).
    Raises ``ManifestError`` where the words of an annotated line do not stand in the article.
    """
    held = {row["article_id"] for row in tables["articles"]}.intersection(annotation.articles)
    measured = {False: as_machine(tables), **({True: tables} if is_reviewed(tables) else {})}
    return [
        {**row, "reviewed": reviewed, "n_articles": len(held), "developed_on": annotation.developed_on}
        for reviewed, these in measured.items()
        for family in annotation.families
        for kind in kinds().values()
        if kind.family == family.name and held
        for row in _rows(kind, family, these, held)
    ]


def _rows(kind: Kind, family: Family, tables: Tables, held: set[str]) -> Iterator[dict[str, Any]]:
    first = units_of_lines([line for line in family.first if line.kind == kind.name], tables)
    second = None
    if family.second is not None:
        second = units_of_lines([line for line in family.second if line.kind == kind.name], tables)
    program = [unit for unit in units_of_rows(kind, tables) if unit.article_id in held]
    read_twice, found = same_units(first, second or ()), same_units(first, program)
    about = {
        "n_units": len(first),
        "coders": 1 if second is None else 2,
        "guideline": family.guideline,
        "guideline_version": family.version,
    }
    if kind.name != "articles":
        counts = len(found), len(program), len(first)
        blind = second is not None and kind.name in family.found
        rates = rates_of_units(*counts)
        yield about | {
            "resource": kind.resource,
            "column_name": ROW,
            "n_read_twice": len(first) + len(second or ()) - len(read_twice) if blind else 0,
            "agreement": f1(len(read_twice), len(first), len(second or ())) if blind else None,
            "kappa": None,
            "n_program": len(program),
            "precision": rates.precision if kind.name in family.complete else None,
            "recall": rates.recall,
        }
    for column, (table, own) in kind.compared.items():
        measured = _of_column(column, column in kind.codes, read_twice, found)
        yield about | {"resource": table, "column_name": own} | measured


def _of_column(
    column: str, coded: bool, read_twice: Sequence[tuple[Unit, Unit]], found: Sequence[tuple[Unit, Unit]]
) -> dict[str, Any]:
    readings = [(one.codes[column], other.codes[column]) for one, other in read_twice]
    rates: Rates = rates_of_values([(one.codes[column], other.codes[column]) for one, other in found])
    return {
        "n_read_twice": len(readings),
        "agreement": percent_agreement(readings),
        "kappa": kappa(readings) if coded else None,
        "n_program": len(found),
        "precision": rates.precision,
        "recall": rates.recall,
    }
