"""CHANGELOG.md: what a version brought, moved from what is unreleased, with counts of the rows that changed."""

import re
from collections.abc import Iterator, Sequence

from pbdata.errors import ReleaseError
from pbdata.release.differences import Differences, RowChanges

CHANGELOG = "CHANGELOG.md"
_UNRELEASED = re.compile(r"^## \[Unreleased\][^\n]*\n(.*?)(?=^## \[|\Z)", re.MULTILINE | re.DOTALL)
_TABLE_KINDS = ("added", "removed", "changed")


def release_section(changelog: str, version: str, day: str, differences: Differences | None, link: str | None) -> str:
    """Return the changelog with what is unreleased under the heading of a version, and its data changes below that.

    ``differences`` are those to the last release, ``None`` for the first; ``link`` leads to the list of changed rows.
    Raises ``ReleaseError`` where the changelog has no section ``[Unreleased]``, or has the version already.
    """
    if f"## [{version}]" in changelog:
        raise ReleaseError(f"{CHANGELOG} has a section [{version}] already. Raise the version, or remove the section.")
    found = _UNRELEASED.search(changelog)
    if found is None:
        raise ReleaseError(f"{CHANGELOG} has no section `## [Unreleased]`. Write one above the last version.")
    parts = [f"## [Unreleased]\n\n## [{version}] - {day}\n"]
    if found[1].strip():
        parts.append(f"{found[1].strip()}\n")
    if differences:
        parts.append("### Data\n\n" + "\n".join(data_lines(differences, link)) + "\n")
    return changelog[: found.start()] + "\n".join(parts) + "\n" + changelog[found.end() :]


def data_lines(differences: Differences, link: str | None) -> Iterator[str]:
    """Yield the lines that tell a user what changed: structure first, then the rows of each table."""
    for change in differences.schema:
        if change.kind != "described":
            place = f"`{change.table}.{change.field}`" if change.field else f"`{change.table}`"
            yield f"- {place}: {change.kind}{_values(change.before, change.after)}."
    for rows in differences.rows:
        counts = [f"{len(keys)} {what}" for what, keys in zip(_TABLE_KINDS, _keys(rows), strict=True) if keys]
        columns = f" (in {', '.join(f'`{name}`' for name in rows.columns)})" if rows.columns else ""
        yield f"- `{rows.table}`: {rows.before} rows before, {rows.after} now: {', '.join(counts)}{columns}."
    withdrawn = next((rows for rows in differences.rows if rows.table == "captures" and "status" in rows.columns), None)
    if withdrawn:
        yield f"- The status of {withdrawn.columns['status']} captures changed, as after a takedown."
    if differences.rows and link:
        yield f"- [The keys of all these rows]({link})."


def _values(before: object, after: object) -> str:
    return "" if before is None and after is None else f", {before} before, {after} now"


def _keys(rows: RowChanges) -> Sequence[Sequence[object]]:
    return rows.added, rows.removed, rows.changed
