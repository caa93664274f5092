"""The eight questions of docs/questions, asked of the package: each is run as a reader would run it in the package's folder."""

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pbdata
from pbdata.datafiles import read_data
from pbdata.errors import PackageError, SettingsError
from pbdata.explorer.charts import Bar, Chart
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.listings import Column, Listing
from pbdata.explorer.templating import page

if TYPE_CHECKING:
    import polars as pl
    from jinja2 import Environment

_INTRODUCTION = re.compile(r'\A"""(?P<words>.*?)"""|\A(?P<comment>(?:--[^\n]*\n)+)', re.DOTALL)
_IN_CHINESE = re.compile(r"(?<=[.?]) (?=[\u3400-\u9fff])")


class Question(NamedTuple):
    """A question: its key (``q1``), its words and limits in Chinese and English, and how it is asked."""

    key: str
    title: tuple[str, str]
    limits: tuple[tuple[str, str], ...]
    code: str
    is_sql: bool


def questions(data: SiteData, environment: "Environment") -> Iterator[File]:
    """``questions.html``: each question with its chart, its answer as a table and its source."""
    asked: list[dict[str, Any]] = []
    for question in read_questions():
        found, fault = _answered(question, data)
        chart = _chart(question.key, found) if found is not None else None
        if chart and chart.file:
            yield chart.file, chart.csv()
        listing = _listing(question.key, found) if found is not None else None
        if listing and listing.is_long:
            yield listing.script()
        asked.append({"question": question, "listing": listing, "chart": chart, "fault": fault})
    yield "questions.html", page(environment, "questions.html", "questions.html", asked=asked)


def read_questions() -> list[Question]:
    """Return the questions that came with this toolkit, in its wheel or in the repository in which it lies."""
    package = Path(pbdata.__file__).parent
    folders = (package / "docs" / "questions", package.parents[1] / "docs" / "questions")
    folder = next((one for one in folders if one.is_dir()), None)
    return [_read(place) for place in sorted(folder.glob("q*.*"))] if folder else []


def answer(question: Question, root: Path) -> "pl.DataFrame":
    """Return what a question finds in the package of a folder.

    Raises ``PackageError`` where the package lacks what it asks for, as an open edition lacks words.
    """
    import polars as pl

    with _standing_in(root), contextlib.redirect_stdout(io.StringIO()):
        if question.is_sql:
            return _answer_in_sql(question.code)
        names: dict[str, Any] = {}
        try:
            exec(compile(question.code, question.key, "exec"), names)
        except pl.exceptions.PolarsError as error:
            raise PackageError(str(error)) from error
    found: pl.DataFrame = names["result"]
    return found


@contextlib.contextmanager
def _standing_in(root: Path) -> Iterator[None]:
    """Work in the folder of a package, from which no module is imported: what the path of modules says stays what it meant."""
    before = sys.path[:]
    sys.path[:] = map(os.path.abspath, before)
    try:
        with contextlib.chdir(root):
            yield
    finally:
        sys.path[:] = before


def _answer_in_sql(code: str) -> "pl.DataFrame":
    import polars as pl

    try:
        import duckdb
    except ImportError:
        raise SettingsError('The explorer needs an extra: pip install "pbdata[site]".') from None
    try:
        with duckdb.connect() as connection:
            found = connection.sql(code)
            return pl.DataFrame(found.fetchall(), found.columns, orient="row")
    except duckdb.Error as error:
        raise PackageError(str(error)) from error


def _read(place: Path) -> Question:
    text = place.read_text("utf-8")
    found = _INTRODUCTION.match(text)
    words = found["words"] or re.sub(r"^-- ?", "", found["comment"] or "", flags=re.MULTILINE) if found else ""
    title, *limits = filter(None, words.split("\n"))
    code = text[found.end() :].strip("\n") if found else text
    return Question(place.name[:2], _parted(title), tuple(map(_parted, limits)), code, place.suffix == ".sql")


def _parted(line: str) -> tuple[str, str]:
    """A line that says the same in English and then in Chinese: the Chinese, and the English."""
    en, *zh = _IN_CHINESE.split(line, maxsplit=1)
    return (zh[0] if zh else en), en


def _answered(question: Question, data: SiteData) -> tuple["pl.DataFrame | None", str | None]:
    try:
        return answer(question, data.package.root), None
    except PackageError as error:
        return None, str(error)


def _listing(key: str, found: "pl.DataFrame") -> Listing:
    columns = [Column(name, is_number=dtype.is_numeric()) for name, dtype in found.schema.items()]
    return Listing(key, columns, found.rows())


def _chart(key: str, found: "pl.DataFrame") -> Chart | None:
    """The chart that ``questions.yaml`` describes, or ``None`` where a table alone is the answer."""
    drawn: Mapping[str, Any] | None = read_data(__package__, "questions.yaml").get(key)
    if drawn is None or found.is_empty():
        return None
    parts = sorted({row[drawn["by"]] for row in found.iter_rows(named=True)}) if "by" in drawn else []
    bars: dict[str, list[float]] = {}
    for row in found.iter_rows(named=True):
        label = drawn.get("between", " · ").join(str(row[name] or "—") for name in drawn["label"])
        lengths = bars.setdefault(label, [0] * max(1, len(parts)))
        value = row[drawn["value"]]
        value = len(value.split(drawn["counted"])) if "counted" in drawn else value
        lengths[parts.index(row[drawn["by"]]) if parts else 0] += value or 0
    ordered = sorted(bars.items(), key=lambda one: (-sum(one[1]), one[0]))
    return Chart(key, [Bar(label, tuple(n)) for label, n in ordered], legend=parts, file=f"data/{key}.csv")
