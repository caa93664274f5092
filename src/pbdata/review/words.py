"""What the review page says, and what is chosen from on it: labels with their keys, fields, tables with their columns."""

from collections.abc import Iterable, Mapping
from typing import Any

from pbdata.agreement.codings import coded_fields, coded_tables
from pbdata.datafiles import read_data
from pbdata.package.schemas import schemas
from pbdata.review.queue import title_in

Json = dict[str, Any]


def words() -> Json:
    """Return texts, labels, fields and tables, each with its name in both languages."""
    labels = {one["value"]: one["label"] for one in _field("lines", "label")["categories"]}
    return {
        "texts": read_data(__package__, "texts.yaml") | _kinds(),
        "labels": [
            {"value": label, "key": key} | _named(labels[label])
            for label, key in read_data(__package__, "keys.yaml").items()
        ],
        "parts": [{"value": one["value"]} | _named(one["label"]) for one in _field("spans", "label")["categories"]],
        "fields": [{"value": name} | _named(_field("articles", name)["title"]) for name in coded_fields()],
        "tables": [
            {"value": table, "columns": list(_columns(table, columns))} | _named(schemas()[table]["title"])
            for table, columns in coded_tables().items()
        ],
    }


def _kinds() -> dict[str, dict[str, str]]:
    kinds = read_data(__package__, "queue.yaml")["kinds"]
    return {f"kind_{kind}": {"zh": one["name_zh"], "en": one["name"]} for kind, one in kinds.items()}


def _columns(table: str, names: Iterable[str]) -> Iterable[Json]:
    for name in names:
        field = _field(table, name)
        values = [{"value": one["value"]} | _named(one["label"]) for one in field.get("categories", ())]
        needed = bool(field.get("constraints", {}).get("required"))
        yield {"value": name, "type": field["type"], "needed": needed, "values": values} | _named(field["title"])


def _field(table: str, name: str) -> Mapping[str, Any]:
    return next(field for field in schemas()[table]["fields"] if field["name"] == name)


def _named(title: str) -> dict[str, str]:
    return {language: title_in(title, language) for language in ("zh", "en")}
