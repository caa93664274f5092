"""Descriptors and Parquet files that are changed at random: there is always a report, or a refusal, and it can be printed.

Bounded: longer runs, led by the code that they reach, are those of ``bench/fuzz.py``.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbdata.errors import PackageError
from pbdata.package.gate import parse
from pbdata.validation.judge import validate
from pbdata.validation.limits import Limits
from pbdata.validation.report.formats import FORMATS, printed
from tests import ROOT

CORPUS = ROOT / "bench/corpus"
LIMITS = Limits(seconds=60, cells=1_000_000, keys=2**20)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
DESCRIPTORS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((CORPUS / "json").glob("*.json"))}
PARQUET = {path.stem: path.read_bytes() for path in sorted((CORPUS / "parquet").glob("*.parquet"))}
FEW = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        [
            "",
            "a",
            "a.csv",
            "default",
            "any",
            "%d",
            "%z",
            "\x1b[8m",
            "::error::x",
            "\u202e",
            "http://[",
            "(",
            "P1Y",
            "10" * 30,
        ]
    )
    | st.text(max_size=8)
)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a value, that of the whole included."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*at, key))


def changed(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    """The value with another one at a place."""
    if not at:
        return new
    if isinstance(value, dict):
        return {key: changed(part, at[1:], new) if key == at[0] else part for key, part in value.items()}
    return [changed(part, at[1:], new) if key == at[0] else part for key, part in enumerate(value)]


@st.composite
def descriptors(draw: st.DrawFn) -> Any:
    """A whole descriptor with one to three values changed."""
    found = draw(st.sampled_from(list(DESCRIPTORS.values())))
    for _ in range(draw(st.integers(1, 3))):
        found = changed(found, draw(st.sampled_from(list(places(found)))), draw(values))
    return found


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A Parquet file that is cut, of which bits are turned, or with another footer."""
    data = bytearray(draw(st.sampled_from(list(PARQUET.values()))))
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    kind = draw(st.sampled_from(["cut", "bits", "footer", "length", "other"]))
    if kind == "cut":
        return bytes(data[: draw(st.integers(0, len(data)))])
    if kind == "length":
        data[-8:-4] = draw(st.binary(min_size=4, max_size=4))
    if kind == "other":
        new = draw(st.binary(max_size=60))
        return bytes(data[:footer]) + new + len(new).to_bytes(4, "little") + b"PAR1"
    first = footer if kind == "footer" else 0
    for at in draw(st.lists(st.integers(first, len(data) - 9), max_size=4)) if kind in ("bits", "footer") else ():
        data[at] = draw(st.integers(0, 255))
    return bytes(data)


def judged(folder: Path) -> None:
    """A report can be had and printed in every form, and commands nothing; or the package is refused."""
    try:
        report = validate(folder, limits=LIMITS)
    except PackageError:
        return
    for form in FORMATS:
        for line in printed(report, form, folder):
            assert not CONTROL.search(line)
            assert form == "github" or not line.lstrip().startswith("::")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table and a schema that descriptors name."""
    (tmp_path / "a.csv").write_text("a,b\n1,x\n2,\x1b[8m\n::error::z,\u202e\n", "utf-8")
    (tmp_path / "s.json").write_text('{"fields": [{"name": "a"}, {"name": "b"}]}', "utf-8")
    return tmp_path


@FEW
@given(descriptors())
def test_a_changed_descriptor_is_judged(folder: Path, descriptor: Any) -> None:
    """Whatever stands in a descriptor of JSON, also what JSON forbids."""
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    judged(folder)


@FEW
@given(
    st.sampled_from(sorted((CORPUS / "yaml").glob("*.yaml"))),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.text(max_size=12),
)
def test_a_changed_text_of_yaml_is_read_or_refused(path: Path, at: int, n: int, new: str) -> None:
    """A stretch of a descriptor in YAML is replaced by another text."""
    text = path.read_text("utf-8")
    data = (text[:at] + new + text[at + n :]).encode("utf-8", "surrogatepass")
    try:
        parse(data, "datapackage.yaml")
    except PackageError as error:
        assert "datapackage.yaml" in str(error)


@FEW
@given(values)
def test_yaml_gives_what_was_written(value: Any) -> None:
    """What is written as YAML is read as it was, or refused for what no JSON can say."""
    data = yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")
    try:
        read = parse(data, "x.yaml")
    except PackageError:
        return
    assert read == value


@FEW
@given(damaged())
def test_a_damaged_parquet_is_judged(folder: Path, data: bytes) -> None:
    """Whatever bytes stand in a Parquet file: an error of the file, never an end of the program."""
    (folder / "a.parquet").write_bytes(data)
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "constraints": {"unique": True}}]
    resource = {"name": "r", "path": "a.parquet", "schema": {"fields": fields, "fieldsMatch": "partial"}}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}), "utf-8")
    judged(folder)


HOSTILE = st.sampled_from(
    [
        "\x1b[8m",
        "\n::error::x",
        "::stop-commands::t",
        "\x9b31m",
        "\u202e",
        "##[error]x",
        "\r",
        "\x07",
        "\u2028::error::y",
    ]
)
written = st.lists(HOSTILE | st.sampled_from("ab "), min_size=1, max_size=4).map("".join)


@FEW
@given(written, written, written, written, written)
def test_nothing_is_spoken_through_a_report(
    folder: Path, name: str, label: str, cell: str, path: str, key: str
) -> None:
    """Neither names, labels, cells, paths, keys nor values of a schema command a terminal or a workflow, in any form."""
    (folder / "a.csv").write_text(f'{label.strip() or "x"},b\n"{cell}",1\n"{cell}",1\n', "utf-8")
    fields = [
        {"name": "a", "type": "integer", key: 1, "title": ""},
        {"name": cell, "constraints": {"enum": [key], "unique": True, "pattern": path}},
    ]
    resources = [
        {
            "name": name,
            "path": "a.csv",
            key: 1,
            "schema": {
                "fields": fields,
                "primaryKey": [key],
                "foreignKeys": [{"fields": [cell], "reference": {"resource": path, "fields": [name]}}],
            },
        },
        {"name": f"{name}2", "path": path, "encoding": key, "hash": cell, "dialect": {"delimiter": cell, key: 1}},
        {"name": f"{name}3", "path": f"http://{path}", "profile": name, "licenses": [{"name": key}], "format": cell},
    ]
    (folder / "datapackage.json").write_text(
        json.dumps({"name": name, "version": cell, key: path, "$schema": path, "resources": resources}), "utf-8"
    )
    judged(folder)
