"""The form of a CSV file: encoding, header, rows of the right size."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbdata.errors import PackageError
from pbdata.validation.judge import validate
from pbdata.validation.limits import DEFAULT
from pbdata.validation.table.cells import read_batches
from pbdata.validation.table.dialects import Dialect
from pbdata.validation.table.rows import UnreadableError, read_labels
from pbdata.validation.table.streams import Part
from tests.validation.breaking import load_cases, summary

SCHEMA = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]}


def write(folder: Path, data: bytes, **properties: Any) -> Path:
    """A package of one table with two columns, ``id`` and ``n``."""
    (folder / "a.csv").write_bytes(data)
    resource = {"name": "a", "path": "a.csv", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    descriptor = {"resources": [resource | {"schema": SCHEMA} | properties]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return folder


def read(folder: Path, data: bytes, columns: int = 2) -> tuple[list[Any], list[int], list[int]]:
    """The cells of a file by column, its row numbers, and the lines on which rows begin. Null stands for an empty cell."""
    (folder / "a.csv").write_bytes(data)
    parts = [Part(folder / "a.csv", "a.csv", None, None, "utf-8")]
    dialect = Dialect()
    labels = read_labels(parts, dialect, DEFAULT)
    batches = list(read_batches(parts, dialect, labels, columns, DEFAULT))
    cells = [[cell for batch in batches for cell in batch.frame[str(k)]] for k in range(columns)]
    rows = [int(row) for batch in batches for row in batch.rows]
    return cells, rows, [int(line) for batch in batches if batch.lines is not None for line in batch.lines]


@pytest.mark.parametrize("case", load_cases("files"))
def test_a_file_is_read_strictly(tmp_path: Path, case: dict[str, Any]) -> None:
    """A file whose cells have no certain place is refused, with the line at which it goes wrong."""
    report = validate(write(tmp_path, case["csv"].encode(case.get("encoding", "utf-8")), **case.get("set", {})))
    assert summary(report) == case["errors"]
    assert [problem.line for problem in report.errors if problem.row] == case.get("lines", [])
    assert [problem.rule for problem in report.warnings] == case.get("warnings", [])
    assert list(report.not_checked) == case.get("not_checked", [])


def test_the_line_that_cannot_be_decoded_is_named(tmp_path: Path) -> None:
    """Bytes in another encoding are reported with their line, and with what to do."""
    report = validate(write(tmp_path, b"id,n\n\xe8\xb5\xa3,1\n" + "赣州,2\n".encode("gbk")))
    assert summary(report) == ["a: encoding"]
    assert report.errors[0].message.startswith("line 3 (byte 11) is not utf-8. Save the file")


def test_cells_are_exact(tmp_path: Path) -> None:
    """White space and line ends of every kind stay in a cell as they are."""
    cells = ["a\r\nb", "\r", "\n", " x ", "\u3000", 'say "x"', "a,b", "\u2028"]
    rows = "".join('"' + cell.replace('"', '""') + '",1\n' for cell in cells)
    assert read(tmp_path, b"id,n\n" + rows.encode())[0][0] == cells


def test_rows_are_numbered_across_pieces(tmp_path: Path) -> None:
    """Rows count from 1 and lines from 2 through a file that is read in several pieces."""
    n = 900_000
    cells, rows, lines = read(tmp_path, b"id,n\n" + b"".join(b"xxxx,%d\n" % k for k in range(n)))
    assert (rows, lines) == (list(range(1, n + 1)), list(range(2, n + 2)))
    assert cells[1] == list(map(str, range(n)))


def test_a_cell_may_be_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    """Long articles fit into a cell."""
    assert len(read(tmp_path, b"id,n\n" + b"x" * 20_000_000 + b",1\n")[0][0][0]) == 20_000_000


ROWS = st.lists(
    st.tuples(*[st.text(st.sampled_from('a,;"\n\r \u515a\ufeff#'), max_size=6)] * 2), min_size=1, max_size=6
)


@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n"]), quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
@settings(max_examples=200)
def test_the_fast_way_reads_as_python_does(rows: list[tuple[str, str]], end: str, quoting: Any) -> None:
    """Whatever the csv module writes is read back, with the lines, counted by line feeds, on which the rows begin."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows([("id", "n"), *rows])
    text = stream.getvalue()
    feeds = [0]

    def counted() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            feeds[0] += line.endswith("\n")
            yield line

    expected, begin = [], 1
    for number, row in enumerate(csv.reader(counted(), strict=True)):
        expected.append((number, begin, row))
        begin = feeds[0] + 1
    # The csv module writes a lone carriage return without quotes, and so cuts its own row in two.
    expected = [one for one in expected[1:] if len(one[2]) == 2]
    with tempfile.TemporaryDirectory() as folder:
        cells, numbers, lines = read(Path(folder), text.encode())
    found = zip(numbers, lines, ([cell or "" for cell in row] for row in zip(*cells, strict=True)), strict=True)
    assert list(found) == expected


@given(data=st.text(st.sampled_from('a,"\n\r'), max_size=14))
@settings(max_examples=300)
def test_odd_quotes_are_read_as_python_does(data: str) -> None:
    """Quotes in odd places, lone carriage returns and ragged rows: the csv module decides."""
    text = "id,n\n" + data
    with tempfile.TemporaryDirectory() as folder:
        try:
            expected = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
        except csv.Error:
            with pytest.raises(PackageError, match="not CSV"):
                read(Path(folder), text.encode())
            return
        cells, _, _ = read(Path(folder), text.encode())
    assert [[cell or "" for cell in row] for row in zip(*cells, strict=True)] == [
        row for row in expected if len(row) == 2
    ]


MARKS = ["a", "é", ",", "\n", "\r\n", "#", "//", "\\", " ", '"', "\\,", "\\\\"]
DIALECTS = [
    Dialect(comment="#"),
    Dialect(comment="//"),
    Dialect(escape="\\", double_quote=False),
    Dialect(skip_initial_space=True),
    Dialect(quote=None, escape="\\", double_quote=False),
]


@given(st.sampled_from(DIALECTS), st.lists(st.sampled_from(MARKS), max_size=25))
@settings(max_examples=150)
def test_comments_escapes_and_spaces_are_read_alike_in_columns_and_one_by_one(
    dialect: Dialect, marks: list[str]
) -> None:
    """The fast way gives the rows, lines and faults of the slow one."""
    data = ("a,b\n" + "".join(marks)).encode()
    fast = rows_of(data, dialect)
    with patch.object(Dialect, "reducible", new=False):
        assert fast == rows_of(data, dialect)


def rows_of(data: bytes, dialect: Dialect) -> object:
    """All that is read of a table of two columns: rows with their lines, ragged rows, or the kind of fault."""
    part = Part(Path("a.csv"), "a.csv", None, None, "utf-8", data)
    found: list[tuple[object, ...]] = []
    try:
        for batch in read_batches([part], dialect, ["a", "b"], 2, DEFAULT):
            cells = batch.frame.fill_null("").iter_rows()
            lines = batch.lines if batch.lines is not None else ()
            found += [(int(row), int(line), *one) for row, line, one in zip(batch.rows, lines, cells, strict=True)]
            found += [tuple(map(int, one)) for one in batch.ragged]
    except UnreadableError as error:
        return error.rule
    return sorted(found, key=str)
