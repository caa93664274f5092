"""What of a resource's description holds when its table is opened as a frame, and what is refused rather than ignored."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.errors import PackageError

if TYPE_CHECKING:
    import polars as pl

_UTF8 = ("utf-8", "utf8", "utf-8-sig")
_DIALECT = {
    "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "headerRows": [1], "skipInitialSpace": False,
    "caseSensitiveHeader": True, "lineTerminator": None, "csvddfVersion": None, "$schema": None,
}  # fmt: skip
_NOTATION = {"decimalChar": ".", "groupChar": "", "bareNumber": True}
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x78\x01", b"\x78\x9c", b"\x78\xda")


def check_honoured(resource: Mapping[str, Any], schema: Mapping[str, Any], place: Path) -> None:
    """Raise ``PackageError`` where a resource says something of its table that a frame of it would not keep to."""
    fields = schema.get("fields")
    if not isinstance(fields, list) or not all(map(_is_field, fields)):
        raise PackageError("its schema lists no fields with names and types. Run `pbdata validate` on it.")
    if len({field["name"] for field in fields}) < len(fields):
        raise PackageError("two of its fields have one name. Rename one.")
    if resource.get("format") == "parquet":
        return
    for what in _ignored(resource, schema):
        raise PackageError(f"it is opened without {what}, which would give other values. Open it with frictionless.")
    with place.open("rb") as stream:
        if stream.read(4).startswith(_PACKED):
            raise PackageError(f"`{place.name}` is packed. Unpack it, or open it with frictionless.")


def missing_values(field: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """The cells of a field that stand for nothing."""
    listed: list[Any] = field.get("missingValues", schema.get("missingValues", [""]))
    return [one["value"] if isinstance(one, dict) and "value" in one else one for one in listed]


def without_missing(column: "pl.Expr", missing: list[str]) -> "pl.Expr":
    """A column of text, null where it stands for nothing; an empty cell is empty text unless that does."""
    import polars as pl

    if missing == [""]:
        return column
    filled = column if "" in missing else column.fill_null("")
    return pl.when(filled.is_in(missing).not_()).then(filled).otherwise(None)


def _is_field(field: object) -> bool:
    return isinstance(field, dict) and isinstance(field.get("name"), str) and isinstance(field.get("type", "any"), str)


def _ignored(resource: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    encoding, dialect = resource.get("encoding", "utf-8"), resource.get("dialect", {})
    if not isinstance(encoding, str) or encoding.lower() not in _UTF8:
        yield f"its encoding {encoding!r}"
    if resource.get("compression") not in (None, "", "no"):
        yield "its compression"
    if resource.get("format", "csv") != "csv":
        yield f"its format {resource['format']!r}"
    if not isinstance(dialect, dict):
        yield "its dialect"
    elif odd := [key for key, value in dialect.items() if key not in _DIALECT or _DIALECT[key] not in (None, value)]:
        yield f"{', '.join(odd)} of its dialect"
    if schema.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        yield "its fieldsMatch"
    for field in schema["fields"]:
        listed = missing_values(field, schema) if _is_list(field, schema) else [None]
        if not all(isinstance(one, str) for one in listed):
            yield f"missingValues of {field['name']}"
        if (
            field.get("type") in ("date", "integer", "number", "boolean")
            and field.get("format", "default") != "default"
        ):
            yield f"the format of {field['name']}"
        for key, usual in _NOTATION.items():
            if field.get(key, usual) != usual:
                yield f"{key} of {field['name']}"


def _is_list(field: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    return isinstance(field.get("missingValues", schema.get("missingValues", [])), list)
