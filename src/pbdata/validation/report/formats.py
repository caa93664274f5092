"""A report in the forms that other programs read: SARIF for code scanning, annotations for GitHub's workflows."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pbdata import __version__
from pbdata.showing import json_line, shown
from pbdata.validation.report.findings import Problem, Report

FORMATS = ("text", "json", "sarif", "github")
"""What ``pbdata validate --format`` takes."""

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def printed(report: Report, form: str, path: Path) -> Iterator[str]:
    """The lines to print for a package at ``path`` in one of ``FORMATS``."""
    folder = (path if path.is_dir() else path.parent).as_posix()
    folder = "" if folder == "." else folder
    if form == "json":
        yield json_line(report.as_dict())
    elif form == "sarif":
        yield json_line(as_sarif(report, folder))
    elif form == "github":
        yield from as_annotations(report, folder)
    else:
        yield from report.lines()


def as_sarif(report: Report, folder: str = "") -> dict[str, Any]:
    """The report as a SARIF 2.1.0 log. ``folder`` leads from where the log is read to the package, with ``/`` between."""
    problems = [*((one, "error") for one in report.errors), *((one, "warning") for one in report.warnings)]
    rules = sorted({problem.rule for problem, _ in problems})
    return {
        "$schema": _SARIF,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "pbdata", "version": __version__, "rules": [{"id": rule} for rule in rules]}
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, level, rules, folder) for problem, level in problems],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {"level": level, "message": {"text": f"{what}: {sentence}"}}
                            for level, what, sentence in _gaps(report)
                        ],
                        "properties": {"verdict": report.verdict},
                    }
                ],
            }
        ],
    }


def as_annotations(report: Report, folder: str = "") -> Iterator[str]:
    """The report as lines that GitHub shows beside the files: one for each kind of fault, since it shows only a few."""
    for level, problems in (("error", report.errors), ("warning", report.warnings)):
        ordered = sorted(problems, key=_kind)
        for _, group in groupby(ordered, key=_kind):
            first, *others = group
            n = first.count + sum(one.count for one in others)
            more = f" ({n} of this kind)" if n > 1 else ""
            place = {"file": _uri(first, folder), "line": first.line, "title": f"{first.rule}: {_what(first)}"}
            listed = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in place.items() if value)
            yield f"::{level} {listed}::{_escape(first.message)}{more}"
    for level, what, sentence in _gaps(report):
        yield f"::{'warning' if level == 'warning' else 'notice'} title={what}::{_escape(sentence)}"
    yield f"::notice title=pbdata validate::{report.verdict}"


def _gaps(report: Report) -> Iterator[tuple[str, str, str]]:
    """What was not looked at: how grave that is, what it is called, and a sentence."""
    yield from (("warning", "not checked", sentence) for sentence in report.not_checked)
    yield from (("note", "not checkable", sentence) for sentence in report.not_checkable)


def _result(problem: Problem, level: str, rules: list[str], folder: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": level,
        "message": {"text": problem.message},
        "properties": {
            key: value
            for key, value in (
                ("resource", problem.resource),
                ("row", problem.row),
                ("field", problem.field),
                ("cell", problem.cell),
                ("fix", problem.fix),
            )
            if value is not None
        },
    }
    if problem.count > 1:
        result["occurrenceCount"] = problem.count
    uri = _uri(problem, folder)
    if uri:
        place: dict[str, Any] = {"artifactLocation": {"uri": quote(shown(uri))}}
        if problem.line:
            place["region"] = {"startLine": problem.line}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _kind(problem: Problem) -> tuple[str, str, str]:
    return problem.resource or "", problem.field or "", problem.rule


def _what(problem: Problem) -> str:
    return ".".join(part for part in (problem.resource or "package", problem.field) if part)


def _uri(problem: Problem, folder: str) -> str:
    file = problem.file or ""
    return f"{folder.rstrip('/')}/{file}" if folder and file else file


def _escape(text: str, also: str = "") -> str:
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return shown(text)
