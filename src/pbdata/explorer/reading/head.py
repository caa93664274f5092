"""What is known of an article as a whole: each value, with the place on the page that prints it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.bilingual import short
from pbdata.explorer.reading.cells import Names, columns_of

_ELSEWHERE = frozenset({"article_id", "capture_id", "title", "subtitle"})
_FIELDS = {"title_printed": "title", "subtitle_printed": "subtitle"}


class Value(NamedTuple):
    """A value of ``articles``: its heading and the value as HTML, and for each place that prints it the number of the span and the
    name of its line as HTML."""

    heading: str
    value: str
    spans: Sequence[tuple[int, str]]


class HeadWriter:
    """Writes the heads of articles of one package."""

    def __init__(self, data: SiteData, names: Names, root: str) -> None:
        self._columns = [one for one in columns_of(data, "articles", names, root) if one.name not in _ELSEWHERE]

    def values(
        self, article: Sequence[Any], spans: Sequence[Mapping[str, Any]], of_spans: Mapping[int, int]
    ) -> list[Value]:
        """The values that a row of ``articles`` has. ``of_spans`` holds the line of each of its ``spans``."""
        printed: dict[str, list[tuple[int, str]]] = {}
        for one in spans:
            if one["field"]:
                printed.setdefault(one["field"], []).append((one["span_no"], _line(of_spans[one["span_no"]])))
        return [
            Value(
                one.heading,
                one.write(article[one.place]),
                printed.get(_FIELDS.get(one.name, one.name), ()),
            )
            for one in self._columns
            if article[one.place] is not None
        ]


def _line(number: int) -> str:
    return short(f"第 {number} 行 / line {number}")
