"""Check all tables of a package, cell by cell in columns, and then the relations between them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pbdata.validation.budget import Budget, BudgetError
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.keys import Link, by_table, own_keys
from pbdata.validation.table.relations import Orphans, Repeated, missing, repeated
from pbdata.validation.table.sources import Source
from pbdata.validation.table.tabular import Keep, Reader, open_table


def check_tables(
    opened: Mapping[str, tuple[Mapping[str, Any] | None, Source | None]],
    links: Sequence[Link],
    keep: Keep | None,
    budget: Budget,
    findings: Findings,
    scratch: Path | None = None,
) -> dict[str, Reader]:
    """Report what is wrong with the tables; return those that could be read to their end. Typed rows are given to ``keep``.

    What does not fit into memory lies in ``scratch``.
    """
    wanted = by_table(links)
    readers: dict[str, Reader] = {}
    for number, (name, (schema, source)) in enumerate(opened.items()):
        if not (schema and source):
            continue
        place = scratch and scratch / str(number)
        reader = open_table(name, source, schema, wanted.get(name, []), budget, findings, place)
        if reader and reader.scan(findings, keep):
            readers[name] = reader
    _check_relations(readers, links, findings)
    return readers


def _check_relations(readers: Mapping[str, Reader], links: Sequence[Link], findings: Findings) -> None:
    broken: dict[str, list[Repeated | Orphans]] = {name: [] for name in readers}
    in_parts = any(reader.keys.on_disk for reader in readers.values())
    for name, reader in readers.items():
        for rule, key in own_keys(reader.schema, (column.name for column in reader.columns)):
            broken[name].append(Repeated(name, rule, key, repeated(reader.keys.sorted(key, in_parts))))
    for link in links:
        child, parent = readers.get(link.child), readers.get(link.parent)
        if child is None or not child.has(link.key):
            continue
        if parent is None or not parent.has(link.target):
            what = f"the foreign key {', '.join(link.key.fields)} of `{link.child}`"
            findings.skip(f"{what}, because `{link.parent}` could not be read")
            continue
        orphans = missing(child.keys.sorted(link.key, in_parts), parent.keys.sorted(link.target, in_parts))
        broken[link.child].append(Orphans(link, orphans))
    for name, reader in readers.items():
        _report(reader, [one for one in broken[name] if len(one.hashes)], findings)


def _report(reader: Reader, broken: Sequence[Repeated | Orphans], findings: Findings) -> None:
    """Read a table again, once for all of its broken keys, and say where they stand."""
    try:
        for again in reader.again([one.key for one in broken]) if broken else ():
            for one in broken:
                one.take(again, findings)
    except BudgetError as error:
        for one in broken:
            message = (
                f"{len(one.hashes)} keys are broken, and not all of their rows were looked for: {error}. Correct them."
            )
            findings.error(one.table, one.rule, message, field=", ".join(one.key.fields))
