"""The codebook: what each table and column holds, in English and Chinese, made from the schemas.

``scripts/documents.py`` writes it anew with the figures of the table ``reliability``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from pbdata.package.keys import foreign_keys
from pbdata.package.schemas import row_of


def codebook(schemas: Mapping[str, Mapping[str, Any]], reliability: Iterable[Mapping[str, Any]] = ()) -> str:
    """Return the codebook of tables with these schemas, by name, as Markdown.

    ``reliability`` are the rows of that table, typed or as text; those of a table and its columns are printed in its section.
    """
    measured = list(reliability)
    introduction = (files("pbdata.package") / "codebook_introduction.md").read_text("utf-8")
    contents = [f"- [`{name}`](#{name}): {schema['title']}" for name, schema in schemas.items()]
    parts = [introduction.rstrip("\n"), "## Tables / 数据表", "\n".join(contents)]
    for name, schema in schemas.items():
        parts.extend(_table(name, schema))
        order = ["row", *(field["name"] for field in schema["fields"])]
        rows = {
            row["column_name"]: row
            for row in measured
            if row["resource"] == name and row.get("reviewed") in (None, False, "false")
        }
        parts.extend(_reliability([rows[column] for column in order if column in rows]))
    return "\n\n".join(parts) + "\n"


def table_of_tables(schemas: Iterable[str], language: str) -> str:
    """Return the lines of a Markdown table that say what one row of each table is, in ``en`` or ``zh``."""
    return "".join(f"{_row(f'`{name}`', row_of(name, language))}\n" for name in schemas)


def _table(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f'<a id="{name}"></a>\n\n## `{name}`: {schema["title"]}'
    yield schema["description"]
    yield schema["pbdata:description_zh"]
    yield "\n".join(_keys(schema))
    rows = [_row("column / 列", "type / 类型", "title / 名称", "what it is / 说明"), _row(*["---"] * 4)]
    rows += (_field(field) for field in schema["fields"])
    yield "\n".join(rows)
    for field in schema["fields"]:
        if "categories" in field:
            yield f"Values of `{name}.{field['name']}` / `{name}.{field['name']}` 的取值："
            rows = [_row("value / 取值", "label / 名称", "meaning / 含义"), _row(*["---"] * 3)]
            rows += (_row(f"`{one['value']}`", one["label"], _explanation(one)) for one in field["categories"])
            yield "\n".join(rows)


def _reliability(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    guidelines = sorted({f"`{row['guideline']}` ({row['guideline_version']})" for row in rows})
    yield (
        f"How reliable it is / 可靠程度 ([`reliability`](#reliability); guideline / 标注指南: {', '.join(guidelines)})："
    )
    names = ("column_name", "n_units", "agreement", "kappa", "precision", "recall")
    heads = ("column / 列", "units / 单位数", "agreement / 一致率", "kappa", "precision / 准确率", "recall / 召回率")
    table = [_row(*heads), _row(*["---"] * len(heads))]
    table += [
        _row(f"`{row['column_name']}`", *("" if row[name] is None else str(row[name]) for name in names[1:]))
        for row in rows
    ]
    yield "\n".join(table)
    if any(row["developed_on"] in (True, "true") for row in rows):
        n_articles = max(int(row["n_articles"]) for row in rows)
        yield (
            f"The rules were developed on these {n_articles} captures, so that precision and recall flatter and promise "
            f"nothing for other articles."
        )
        yield f"程序规则即据这 {n_articles} 份抓取文件开发，故准确率和召回率偏高，不能推及其他文章。"


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"- Primary key / 主键: {_names(schema['primaryKey'])}"
    for key in foreign_keys(schema):
        there = f"[`{key.parent}`](#{key.parent})"
        yield f"- Foreign key / 外键: {_names(key.fields)} → {there} ({_names(key.others)})"


def _field(field: Mapping[str, Any]) -> str:
    constraints = field.get("constraints", {})
    marks = [field["type"]]
    marks += [
        word for key, word in (("required", "required / 必填"), ("unique", "unique / 唯一")) if constraints.get(key)
    ]
    marks += [f"≥ {constraints['minimum']}"] if "minimum" in constraints else []
    marks += [f"`{constraints['pattern']}`"] if "pattern" in constraints else []
    return _row(f"`{field['name']}`", ", ".join(marks), field["title"], _explanation(field))


def _explanation(owner: Mapping[str, Any]) -> str:
    return f"{owner['description']}<br>{owner['pbdata:description_zh']}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(*cells: str) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"
