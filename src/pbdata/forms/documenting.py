"""The documentation of forms and the files that a dataset begins with, from their schemas, in both languages."""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

import yaml

Schema = Mapping[str, Any]

_HEAD = """# The forms / 表单

<!-- Written by `make codebook`. Change the forms (forms/*.yaml in src/pbdata), not this file.
     由 `make codebook` 生成。请修改表单，不要修改本文件。 -->

What people write about a dataset: the keys of each file, which of them are required (必填), and what they mean. `pbdata init` writes
the first two; every command that reads them tells all faults at once, each with `file:line:column`.

由人填写的文件：各键的含义及是否必填。`pbdata init` 会写出前两个文件；读取时一次列出全部错误，并注明文件、行和列。
"""
_WIDTH = 118
_KINDS = {"string": "text", "integer": "number", "boolean": "true/false", "array": "list", "object": "keys"}
_FORMATS = {"moment": "date, as exactly as known", "interval": "date or interval", "day": "day"}


def documented(schemas: Mapping[str, Schema]) -> str:
    """The page that explains forms: a part for each schema, a row for each key."""
    return "\n".join([_HEAD, *(line for schema in schemas.values() for line in _form(schema))])


def _form(schema: Schema) -> Iterator[str]:
    yield f"## {schema['title']}\n"
    yield f"{schema['description']}\n\n{schema['description_zh']}\n"
    yield "| key / 键 | what / 名称 | form / 形式 | required / 必填 | meaning / 含义 |"
    yield "| --- | --- | --- | --- | --- |"
    yield from _rows(schema, "")
    yield ""


def _rows(schema: Schema, around: str) -> Iterator[str]:
    for key, one in schema.get("properties", {}).items():
        name = f"{around}{key}"
        required = "yes / 是" if key in schema.get("required", ()) else ""
        meaning = "<br>".join(filter(None, (one.get("description"), one.get("description_zh"), _advice(one))))
        yield f"| `{name}` | {one['title']} | {_kind(one)} | {required} | {_cell(meaning)} |"
        yield from _rows(one, f"{name}.")
        yield from _rows(one.get("items", {}), f"{name}[].")


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    given = schema["type"]
    return _KINDS[given if isinstance(given, str) else given[0]]


def _advice(schema: Schema) -> str | None:
    """What to do where a value does not fit, and an example."""
    examples = "".join(f" E.g. `{example}`." for example in schema.get("examples", ()))
    return (str(schema.get("advice", "")) + examples).strip() or None


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def template(schema: Schema, values: Mapping[str, Any]) -> str:
    """A file in a form, with values: each key with what it means in both languages, those without a value as comments."""
    title = schema["title"].split(" / ")
    parts = ["\n".join(_comment(f"{title[-1]}. {schema['description']}") + _comment(schema["description_zh"]))]
    for key, one in schema["properties"].items():
        lines = _comment(one["description"]) + _comment(one["description_zh"])
        if key in values:
            written = yaml.safe_dump({key: values[key]}, allow_unicode=True, sort_keys=False, width=_WIDTH - 8)
            lines.append(written.rstrip("\n"))
        else:
            lines.append(f"# {key}:")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH - 2)]
