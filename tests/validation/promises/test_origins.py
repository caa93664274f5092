"""Promise 3: every metadata value points at its words."""

import re
from pathlib import Path
from typing import Any

import pytest

from pbdata.package.schemas import field_names, load_schemas
from pbdata.validation.judge import validate
from pbdata.validation.promises.origins import _is_date_of, check_values, metadata_fields
from pbdata.validation.report.findings import Findings
from tests.validation.breaking import change_file, change_row, load_cases, summary


@pytest.mark.parametrize("case", load_cases("promise_3"))
def test_a_broken_row_is_found(package: Path, case: dict[str, Any]) -> None:
    """A row that breaks promise 3 is reported, and nothing else is."""
    change_row(package, case["table"], case["row"], case["cells"])
    assert summary(validate(package)) == case["errors"]


def test_the_fields_with_spans_are_columns_of_articles() -> None:
    """The values of ``spans.field`` name columns of ``articles`` and of ``contributors``, and nothing else."""
    columns = {table: field_names(schema) for table, schema in load_schemas().items()}
    marked = next(field for field in load_schemas()["spans"]["fields"] if field["name"] == "field")
    of_makers = [name.partition(".")[2] for name in marked["constraints"]["enum"] if name.startswith("contributors.")]
    assert set(metadata_fields()) < set(columns["articles"])
    assert set(of_makers) < set(columns["contributors"])


@pytest.mark.parametrize("case", load_cases("printed_dates"))
def test_a_date_is_compared_by_its_numbers(case: dict[str, Any]) -> None:
    """The words of a date begin with its numbers in their order; Chinese digits are taken on trust."""
    article = {"row": 1, **dict.fromkeys(field_names(load_schemas()["articles"])), "published": case["published"]}
    span = {"row": 1, "span_no": 0, "start": 0, "stop": len(case["words"]), "label": None, "field": "published"}
    findings = Findings()
    check_values(article, case["words"], [span], frozenset(), findings)
    assert findings.report({}, lambda _name, _rows: {}).valid is case["same"]


def test_a_value_in_two_pieces_is_found(package: Path) -> None:
    """The words of several spans of one field may make up its value together."""
    place = package / "data/tables/spans.csv"
    first, rest = b"1,9,14,,title,by-hand", b"1,9,11,,title,by-hand\nCAPTURE,2,11,14,,title,by-hand"
    lines = place.read_bytes().replace(first, rest).splitlines(keepends=True)
    capture_id = lines[1][:17]
    numbered = [line.replace(b"CAPTURE", capture_id) for line in lines[:4]]
    numbered += [re.sub(rb",(\d+)", lambda match: b",%d" % (int(match[1]) + 1), line, count=1) for line in lines[4:]]
    change_file(package, "spans", b"".join(numbered))
    assert summary(validate(package)) == []


@pytest.mark.parametrize(
    ("value", "words", "stands"),
    [
        ("2015-03-13", "民國104年3月13日", True),
        ("2024-05-20T14:05", "2024年5月20日週一 下午2:05", True),
        ("2024-05-20T14:05", "2024年5月20日 2:05", False),
        ("2015-03-13", "104年3月13日", True),
        ("2015-03-14", "104年3月13日", False),
    ],
)
def test_a_date_is_compared_as_it_is_printed(value: str, words: str, stands: bool) -> None:
    """The reader of printed dates reads the words again: Republican years, too, that are printed without their name."""
    assert _is_date_of(value, words) is stands
