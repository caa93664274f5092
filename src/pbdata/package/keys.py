"""The keys that a Table Schema declares, read in one place: names may stand alone or in a list, and an empty resource is the
table itself."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple


class ForeignKey(NamedTuple):
    """``fields`` of a table hold what ``others`` hold in the table ``parent``, which is empty for the table itself."""

    fields: tuple[str, ...]
    parent: str
    others: tuple[str, ...]

    def declared(self) -> dict[str, Any]:
        """The key as a Table Schema writes it."""
        return {"fields": list(self.fields), "reference": {"resource": self.parent, "fields": list(self.others)}}


def foreign_keys(schema: Mapping[str, Any], parents: Collection[str] | None = None) -> list[ForeignKey]:
    """The foreign keys of a sound schema; with ``parents``, only those to these tables or to the table itself."""
    keys = [
        ForeignKey(names(key["fields"]), key["reference"].get("resource", ""), names(key["reference"]["fields"]))
        for key in schema.get("foreignKeys", ())
    ]
    return [key for key in keys if parents is None or not key.parent or key.parent in parents]


def primary_key(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of the primary key; none where there is none."""
    return names(schema.get("primaryKey") or ())


def names(fields: str | Sequence[str]) -> tuple[str, ...]:
    """The names in a key, which may be one string."""
    return (fields,) if isinstance(fields, str) else tuple(fields)
