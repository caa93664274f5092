"""What a report says, and how it is printed."""

import json

from pbdata.validation.report.findings import AS_FAR_AS_CHECKED, NOT_VALID, VALID, Findings, Problem, Report

NO_LINES = dict[int, int]()


def report_of(n: int) -> Report:
    """A report with ``n`` faults of one kind, in the rows 1 to n, each one line below its row."""
    findings = Findings()
    for row in range(1, n + 1):
        findings.error("t", "type", "it is wrong. Correct it.", row=row, field="f")
    return findings.report({"t": "data/t.csv"}, lambda _name, rows: {row: row + 1 for row in rows})


def test_a_report_without_errors_is_valid() -> None:
    """Warnings and what cannot be checked leave a package valid."""
    assert Report(warnings=(Problem("t", None, None, "hash", "x"),), not_checkable=("y",)).valid
    assert not Report(errors=(Problem("t", None, None, "hash", "x"),)).valid


def test_what_was_not_checked_stands_in_the_verdict() -> None:
    """A package of which something was not looked at is valid as far as checked, and an error outweighs that."""
    partly = Report(not_checked=("y",))
    assert (partly.verdict, partly.valid) == (AS_FAR_AS_CHECKED, False)
    assert list(partly.lines())[-1] == "valid as far as checked: 0 errors, 0 warnings"
    assert Report(errors=(Problem("t", None, None, "hash", "x"),), not_checked=("y",)).verdict == NOT_VALID


def test_advice_is_an_error_in_a_package_of_ours() -> None:
    """What the standard only advises is a warning elsewhere."""
    for ours, verdict in ((True, NOT_VALID), (False, VALID)):
        findings = Findings()
        findings.ours = ours
        findings.advise(None, "metadata", "`version` is odd. Correct it.")
        assert findings.report({}, lambda _name, _rows: NO_LINES).verdict == verdict


def test_one_fault_is_one_line() -> None:
    """A fault is printed with its file, line, row and field, and the verdict follows."""
    assert list(report_of(1).lines()) == [
        "data/t.csv:2: row 1, f: it is wrong. Correct it.",
        "not valid: 1 error, 0 warnings",
    ]


def test_faults_of_one_kind_are_counted() -> None:
    """Of many faults of one kind the first five are printed, under their number."""
    lines = list(report_of(7).lines())
    assert lines[0] == "t f: type: 7 times"
    assert [line.split(": ")[0] for line in lines[1:6]] == [f"data/t.csv:{row + 1}" for row in range(1, 6)]
    assert lines[6:] == ["... and 2 more of this kind", "not valid: 7 errors, 0 warnings"]


def test_of_very_many_faults_all_are_counted() -> None:
    """Beyond a thousand of one kind faults are counted and no longer kept."""
    report = report_of(2500)
    assert len(report.errors) == 1001
    assert sum(problem.count for problem in report.errors) == 2500
    assert list(report.lines())[-1] == "not valid: 2500 errors, 0 warnings"


def test_a_package_fault_has_no_table() -> None:
    """A fault of the package as a whole is printed without a place."""
    findings = Findings()
    findings.error(None, "metadata", "`version` is wrong. Correct it.")
    findings.warn("t", "encoding", "there is none.")
    findings.skip("the rest")
    findings.skip("the rest")
    report = findings.report({"t": "t.csv"}, lambda _name, _rows: NO_LINES)
    assert list(report.lines()) == [
        "`version` is wrong. Correct it.",
        "warning: t.csv: there is none.",
        "not checked: the rest",
        "not valid: 1 error, 1 warning",
    ]


def test_a_report_is_plain_values() -> None:
    """The report can be written as JSON, with everything that is known of each fault."""
    plain = json.loads(json.dumps(report_of(1).as_dict()))
    assert plain == {
        "format": "2",
        "verdict": "not valid",
        "valid": False,
        "n_errors": 1,
        "n_warnings": 0,
        "counts": [{"severity": "error", "resource": "t", "field": "f", "rule": "type", "count": 1}],
        "errors": [
            {
                "resource": "t",
                "row": 1,
                "field": "f",
                "rule": "type",
                "message": "it is wrong. Correct it.",
                "file": "data/t.csv",
                "line": 2,
                "count": 1,
                "cell": None,
                "fix": "Correct it.",
            }
        ],
        "warnings": [],
        "not_checked": [],
        "not_checkable": [],
    }


def test_long_names_and_messages_are_cut() -> None:
    """A name of a megabyte does not fill the report a thousand times."""
    findings = Findings()
    table, field, message = "n" * 1_000_000, "f" * 1_000_000, f"`{'v' * 1_000_000}` is wrong. Correct it."
    for row in range(1000):
        findings.error(table, "type", message, row=row, field=field)
    report = findings.report({}, lambda _name, _rows: NO_LINES)
    assert len(json.dumps(report.as_dict())) < 2_000_000
    assert report.errors[0].message.endswith("is wrong. Correct it.")


def test_faults_of_very_many_kinds_are_counted() -> None:
    """However many fields are wrong, a bounded number of faults is kept, and none is lost from the count."""
    findings = Findings()
    for field in range(30_000):
        findings.error("t", "type", "it is wrong.", field=str(field))
    report = findings.report({}, lambda _name, _rows: NO_LINES)
    assert len(report.errors) < 22_000
    assert sum(problem.count for problem in report.errors) == 30_000


def test_what_a_report_prints_commands_nothing() -> None:
    """A name that is an escape sequence or a command to a runner is shown as text."""
    findings = Findings()
    findings.error("x\n::stop-commands::t", "path", "`\x1b[8m` is missing.")
    findings.error("::error file=README.md::x", "path", "it is missing.")
    findings.skip("\u202ethe rest")
    lines = list(findings.report({}, lambda _name, _rows: NO_LINES).lines())
    assert not any(line.startswith("::") or not line.isprintable() for line in lines)
    assert lines[0] == "x\\n::stop-commands::t: `\\x1b[8m` is missing."
