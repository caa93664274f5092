"""Read what people coded on pages: ``data/corrections/coders/NAME/CAPTURE.yaml``, one file a page. forms/coding.yaml explains the keys.

A coder works blind: what stands there was decided without sight of what the program or another coder made of the page, so
that agreement says something. That is why codings are apart from corrections, and no build applies them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pbdata.checked_yaml import did_you_mean
from pbdata.errors import ManifestError
from pbdata.forms.checking import check
from pbdata.forms.reading import Step, Written
from pbdata.model.page import LABELS
from pbdata.package.schemas import schemas

_PLACED = {"field", "start", "stop", "surface"}
_OF_THE_PROGRAM = {"detectors", "rule", "review_status"}


class CodedFact(NamedTuple):
    """Words of the page, ``start`` to ``stop`` in code points, that a coder takes for a fact, with the codes by column."""

    start: int
    stop: int
    surface: str
    codes: Mapping[str, str]


class CodedField(NamedTuple):
    """What a coder says that the page prints as a field of the article; ``value`` is ``None`` where it prints none."""

    value: str | None
    start: int | None
    stop: int | None


class PageCoding(NamedTuple):
    """What one coder said of one page. ``facts`` has a key for each table that was looked for;"""

    capture_id: str
    page_sha256: str
    coder: str
    lines: Mapping[int, str]
    fields: Mapping[str, CodedField]
    facts: Mapping[str, tuple[CodedFact, ...]]


@cache
def coded_tables() -> dict[str, tuple[str, ...]]:
    """The tables of facts that can be coded, with the columns that a coder decides: no ids, places or notes of the program."""
    return {
        name: tuple(
            field["name"]
            for field in schema["fields"]
            if field["name"] not in _PLACED | _OF_THE_PROGRAM and not _is_key_or_place(field)
        )
        for name, schema in schemas().items()
        if {field["name"] for field in schema["fields"]} >= _PLACED | _OF_THE_PROGRAM
    }


@cache
def coded_fields() -> tuple[str, ...]:
    """The columns of ``articles`` whose words stand on the page."""
    of_spans = {field["name"]: field for field in schemas()["spans"]["fields"]}["field"]
    named = [category["value"] for category in of_spans["categories"]]
    return tuple(name for name in named if "." not in name)


def read_coder(folder: Path) -> dict[str, PageCoding]:
    """Return the codings in a coder's folder by capture. Raises ``ManifestError`` with all faults of the first file that has any."""
    if not folder.is_dir():
        raise ManifestError(f"{folder}: there is no such folder. `pbdata review --coder {folder.name}` begins one.")
    codings = [read_coding(Written.read(path)) for path in sorted(folder.glob("*.yaml"))]
    if not codings:
        raise ManifestError(f"{folder}: nothing was coded there. `pbdata review --coder {folder.name}` does it.")
    return {coding.capture_id: coding for coding in codings}


def read_coding(written: Written) -> PageCoding:
    """Return the coding in a file that has been read. Raises ``ManifestError`` with all faults, ``file:line:column`` each."""
    check(written, __package__, "coding")
    written.close()
    given = written.value
    if written.path.stem != given["capture_id"]:
        written.wrong(("capture_id",), f"the file is called {written.path.name}. Name it {given['capture_id']}.yaml.")
    coding = PageCoding(
        given["capture_id"],
        given["page_sha256"],
        given["coder"],
        _lines(written, given.get("lines", ())),
        _fields(written, given.get("fields", ())),
        _facts(written, given.get("facts", ())),
    )
    written.close()
    return coding


def _is_key_or_place(field: Mapping[str, Any]) -> bool:
    name: str = field["name"]
    return name.endswith("_id") or field["type"] == "integer" and name.endswith(("_start", "_stop"))


def _lines(written: Written, runs: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    labels: dict[int, str] = {}
    for at, run in enumerate(runs):
        steps: tuple[Step, ...] = ("lines", at)
        _known(written, (*steps, "label"), run["label"], LABELS, "label")
        if run["last"] < run["first"]:
            written.wrong((*steps, "last"), "the last line comes before the first. Correct it.")
        for line_no in range(run["first"], run["last"] + 1):
            if line_no in labels:
                written.wrong(steps, f"line {line_no} is coded twice. Keep one.")
            labels[line_no] = run["label"]
    return labels


def _fields(written: Written, given: Sequence[Mapping[str, Any]]) -> dict[str, CodedField]:
    fields: dict[str, CodedField] = {}
    for at, one in enumerate(given):
        _known(written, ("fields", at, "field"), one["field"], coded_fields(), "field that is coded")
        if one["field"] in fields:
            written.wrong(("fields", at), f"`{one['field']}` is coded twice. Keep one.")
        fields[one["field"]] = CodedField(one.get("value"), one.get("start"), one.get("stop"))
    return fields


def _facts(written: Written, given: Sequence[Mapping[str, Any]]) -> dict[str, tuple[CodedFact, ...]]:
    facts: dict[str, tuple[CodedFact, ...]] = {}
    for at, of_table in enumerate(given):
        table = of_table["table"]
        _known(written, ("facts", at, "table"), table, tuple(coded_tables()), "table of facts")
        if table in facts:
            written.wrong(("facts", at), f"`{table}` stands twice. Put its facts in one place.")
        found = []
        for number, one in enumerate(of_table["found"]):
            steps: tuple[Step, ...] = ("facts", at, "found", number)
            if one["stop"] <= one["start"]:
                written.wrong((*steps, "stop"), "the words end before they begin. Correct it.")
            for place, code in enumerate(one.get("codes", ())):
                known = coded_tables().get(table, ())
                _known(written, (*steps, "codes", place, "column"), code["column"], known, "column that is coded")
            codes = {code["column"]: code["value"] for code in one.get("codes", ())}
            found.append(CodedFact(one["start"], one["stop"], one["surface"], codes))
        facts[table] = tuple(found)
    return facts


def _known(written: Written, steps: tuple[Step, ...], word: str, known: Sequence[str], what: str) -> None:
    if word not in known:
        written.wrong(steps, f"`{word}` is no {what}. {did_you_mean(word, known)}")
