"""The page of a capture as the reading page shows it: its lines, with what became of them, or why they are not shown."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pbdata.captures.lines import split_lines
from pbdata.errors import PbdataError
from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.bilingual import short
from pbdata.explorer.reading.grouping import Children
from pbdata.explorer.reading.linking import lines_of_paragraphs, paragraphs_of_lines
from pbdata.explorer.reading.raw_page import PageLine, Part, page_lines
from pbdata.model.page import Edit
from pbdata.normalization.alignment import align
from pbdata.package.tracing import page_text

Row = Mapping[str, Any]
_TABLES = ("lines", "edits", "spans", "losses")
_OF_CAPTURES = (*_TABLES, "corrections")


class Original(NamedTuple):
    """A page: its lines as HTML, the lines of each paragraph, and the number of the line in which each span begins.

    ``labels`` counts the lines of each label, as ``(label as HTML, kept, number)``, the most frequent first.
    """

    lines: Sequence[str]
    of_paragraphs: Mapping[int, Sequence[int]]
    of_spans: Mapping[int, int]
    labels: Sequence[tuple[str, bool, int]]


class OriginalWriter:
    """Writes the pages of captures of one package, whose rows ``children`` hold."""

    def __init__(self, data: SiteData) -> None:
        self._data = data
        self._columns = {
            table: [one["name"] for one in data.schema(table)["fields"]] for table in _TABLES if data.has(table)
        }
        self._labels = {value: short(label) for value, label in data.labels("lines", "label").items()}
        self._names = {
            column: data.labels(table, column)
            for table, column in (("spans", "label"), ("spans", "field"), ("losses", "kind"))
        }

    def children(self, captures: Sequence[str]) -> Children:
        """The rows of these captures: their pages, and what was corrected."""
        return Children(self._data, "capture_id", _OF_CAPTURES, captures)

    def rows(self, children: Children, table: str, capture_id: str) -> list[dict[str, Any]]:
        """The rows of a capture in one of the tables of pages."""
        names = self._columns.get(table, ())
        return [dict(zip(names, row, strict=True)) for row in children.of(table, capture_id)]

    def original(self, capture: Row, children: Children, paragraphs: Sequence[tuple[int, int, int]]) -> Original:
        """The page of a capture; without lines where the package does not hold its text, or its rows do not fit it."""
        capture_id = capture["capture_id"]
        lines = self.rows(children, "lines", capture_id)
        spans = self.rows(children, "spans", capture_id)
        of_spans = {one["span_no"]: _line_at(lines, one["start"]) for one in spans}
        labels = self._counted(lines)
        page = self._page(capture)
        if page is None:
            return Original((), {}, of_spans, labels)
        ends = split_lines(page)
        if [(one["start"], one["stop"]) for one in lines] != [(start, stop) for start, stop, _ in ends]:
            return Original((), {}, of_spans, labels)
        edits = [
            Edit(one["start"], one["stop"], one["replacement"], one["rule"])
            for one in self.rows(children, "edits", capture_id)
        ]
        pieces = align(page, [one["line_no"] for one in lines if one["kept"]], edits)
        of_lines = paragraphs_of_lines(pieces, paragraphs)
        page_rows = [
            PageLine(one["line_no"], one["start"], one["stop"], end, one["label"], one["kept"], one["rule"])
            for one, (_, _, end) in zip(lines, ends, strict=True)
        ]
        parts = self._parts(spans, self.rows(children, "losses", capture_id))
        written = list(page_lines(page, page_rows, pieces, parts, of_lines, self._labels))
        return Original(written, lines_of_paragraphs(of_lines), of_spans, labels)

    def _page(self, capture: Row) -> str | None:
        if not self._data.has("captures", "path") or not self._data.has("edits", "replacement"):
            return None
        if not capture["path"] or capture["status"] == "withdrawn":
            return None
        try:
            return page_text(self._data.package, dict(capture))
        except PbdataError:
            return None

    def _parts(self, spans: Sequence[Row], losses: Sequence[Row]) -> list[Part]:
        parts = []
        for one in spans:
            column = "field" if one["field"] else "label"
            value = str(one[column])
            name = self._names[column].get(value, value)
            parts.append(
                Part(one["start"], one["stop"], f"part of-{column}", name, one["rule"], f"span-{one['span_no']}")
            )
        for number, one in enumerate(losses):
            value = str(one["kind"])
            name = self._names["kind"].get(value, value)
            parts.append(Part(one["start"], one["stop"], "part of-loss", name, "", f"loss-{number}"))
        return sorted(parts)

    def _counted(self, lines: Sequence[Row]) -> list[tuple[str, bool, int]]:
        counts: dict[tuple[str, bool], int] = {}
        for one in lines:
            key = (one["label"], one["kept"])
            counts[key] = counts.get(key, 0) + 1
        ordered = sorted(counts.items(), key=lambda item: -item[1])
        return [(self._labels.get(label, label), kept, n) for (label, kept), n in ordered]


def _line_at(lines: Sequence[Row], start: int) -> int:
    """The number of the line in which an offset lies."""
    return next((one["line_no"] for one in reversed(lines) if one["start"] <= start), 0)
