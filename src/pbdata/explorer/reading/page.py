"""The reading pages of a site: one for each article, and one for each capture that gave none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pbdata.explorer import addresses
from pbdata.explorer.data import SiteData
from pbdata.explorer.files import File
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.citing import CitationWriter
from pbdata.explorer.reading.facts import FactWriter
from pbdata.explorer.reading.grouping import Children, Row, batches
from pbdata.explorer.reading.head import HeadWriter
from pbdata.explorer.reading.kinds import kinds
from pbdata.explorer.reading.marking import Fact, marked
from pbdata.explorer.reading.original import OriginalWriter
from pbdata.explorer.reading.rows import fact_table, rows_as_table
from pbdata.explorer.reading.stories import Stories
from pbdata.explorer.reading.visible import visible
from pbdata.explorer.templating import page
from pbdata.showing import shown

if TYPE_CHECKING:
    from jinja2 import Environment

ROOT = "../"
"""From a reading page to the root of the site."""

_CHILDREN = ("texts", "paragraphs", "contributors")


def reading_pages(data: SiteData, environment: "Environment") -> Iterator[File]:
    """The page of each article, then that of each capture that gave no article."""
    press = _Press(data)
    environment.filters |= {"visible": visible, "visible_lines": visible_lines, "shown": shown}
    for articles in batches(data.frame("articles").sort("article_id").rows()):
        for sheet in press.sheets(articles):
            path = addresses.article(sheet["article"]["article_id"])
            yield path, page(environment, "reading.html", path, **sheet)
    for captures in batches(press.without_article()):
        for sheet in press.captures(captures):
            path = addresses.capture(sheet["capture"]["capture_id"])
            yield path, page(environment, "capture.html", path, **sheet)


class _Press:
    """What is prepared once for all reading pages of a package."""

    def __init__(self, data: SiteData) -> None:
        self._data = data
        names = Names(data)
        self._facts = FactWriter(data, names, ROOT)
        self._head = HeadWriter(data, names, ROOT)
        self._citations = CitationWriter(data)
        self._originals = OriginalWriter(data)
        self._stories = Stories(data, names)
        self._titles = names.of("articles")
        has = data.has("corrections", "capture_id", "correction_no")
        self._corrections = fact_table(data, "corrections", names, ROOT) if has else None

    def without_article(self) -> list[Mapping[str, Any]]:
        """The captures that gave no article, by their id."""
        if not self._data.has("captures", "capture_id", "status"):
            return []
        captures = self._data.frame("captures")
        return list(captures.filter(captures["status"] != "processed").sort("capture_id").iter_rows(named=True))

    def captures(self, batch: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """What the page of each of these captures shows. Of one that was withdrawn it is nothing but that."""
        ids = [one["capture_id"] for one in batch]
        children, sightings = self._originals.children(ids), self._sightings(ids)
        for capture in batch:
            if capture["status"] == "withdrawn":
                yield {
                    "capture": {"capture_id": capture["capture_id"], "status": "withdrawn"},
                    "original": None,
                    "sightings": (),
                }
            else:
                original = self._originals.original(capture, children, ())
                yield {"capture": capture, "original": original, "sightings": sightings(capture["capture_id"])}

    def sheets(self, rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
        """What the page of each of these rows of ``articles`` shows."""
        names = self._data.frame("articles").columns
        articles = [dict(zip(names, row, strict=True)) for row in rows]
        captures = self._by_id("captures", "capture_id", [one["capture_id"] for one in articles])
        pages, sightings = self._originals.children(list(captures)), self._sightings(list(captures))
        ids = [one["article_id"] for one in articles]
        children = Children(self._data, "article_id", [*_CHILDREN, *self._facts.tables], ids)
        for article, row in zip(articles, rows, strict=True):
            capture = captures.get(article["capture_id"]) or {
                "capture_id": article["capture_id"],
                "status": "processed",
            }
            seen = sightings(article["capture_id"])
            yield self._sheet(article, row, capture, children, pages, seen)

    def _sheet(
        self,
        article: Mapping[str, Any],
        row: Row,
        capture: Mapping[str, Any],
        children: Children,
        pages: Children,
        sightings: Sequence[Mapping[str, Any]],
    ) -> dict[str, Any]:
        article_id = article["article_id"]
        paragraphs = self._dicts(children, "paragraphs", article_id)
        texts = self._dicts(children, "texts", article_id)
        words = {
            "title": article["title"],
            "subtitle": article["subtitle"],
            "text": texts[0]["text"] if texts else None,
        }
        fields = {field: text for field, text in words.items() if text}
        facts = self._facts.facts(lambda table: children.of(table, article_id), shown=fields)
        original = self._originals.original(
            capture, pages, [(one["paragraph_no"], one["start"], one["stop"]) for one in paragraphs]
        )
        makers = self._dicts(children, "contributors", article_id)
        return {
            "article": article,
            "title": _whole(fields, "title", facts.marks),
            "subtitle": _whole(fields, "subtitle", facts.marks),
            "text": _paragraphs(fields, paragraphs, facts.marks, original.of_paragraphs) if "text" in fields else None,
            "facts": facts.kinds,
            "counts": {one.name: 0 for one in kinds()} | {one.name: one.n for one in facts.kinds},
            "original": original,
            "head": self._head.values(
                row, self._originals.rows(pages, "spans", capture["capture_id"]), original.of_spans
            ),
            "makers": makers,
            "capture": capture,
            "sightings": sightings,
            "corrected": self._corrected(pages.of("corrections", capture["capture_id"])),
            "citations": self._citations.citations(article, sightings, makers),
            "story": [(one, self._titles.get(one.article_id, one.article_id)) for one in self._stories.of(article_id)],
        }

    def _corrected(self, rows: Sequence[Row]) -> str | None:
        """What a curator decided about an article or its page."""
        table = self._corrections
        return rows_as_table(table, table.entries(rows), {}) if table and rows else None

    def _dicts(self, children: Children, table: str, key: str) -> list[Mapping[str, Any]]:
        rows = children.of(table, key)
        names = self._data.frame(table).columns if rows else ()
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _by_id(self, table: str, key: str, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        if not self._data.has(table, key):
            return {}
        frame = self._data.frame(table)
        return {one[key]: one for one in frame.filter(frame[key].is_in(list(ids))).iter_rows(named=True)}

    def _sightings(self, captures: Sequence[str]) -> Any:
        children = Children(self._data, "capture_id", ("retrievals",), captures)
        return lambda capture_id: self._dicts(children, "retrievals", capture_id)


def visible_lines(text: str) -> str:
    """A text of several lines as HTML, with what would not be seen written out."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _whole(fields: Mapping[str, str], field: str, marks: Mapping[str, Sequence[Fact]]) -> str | None:
    if field not in fields:
        return None
    return marked(fields[field], marks.get(field, ()), [(0, len(fields[field]))])[0]


def _paragraphs(
    fields: Mapping[str, str],
    paragraphs: Sequence[Mapping[str, Any]],
    marks: Mapping[str, Sequence[Fact]],
    lines: Mapping[int, Sequence[int]],
) -> str:
    """The paragraphs of the text, each with its anchor, where it starts in the text, and the lines of the page that gave it."""
    words = marked(fields["text"], marks.get("text", ()), [(one["start"], one["stop"]) for one in paragraphs])
    html = []
    for one, inner in zip(paragraphs, words, strict=True):
        number = one["paragraph_no"]
        element = "h2" if one["kind"] == "heading" else "p"
        kind = one["kind"] if one["kind"] in ("body", "heading", "caption") else "body"
        back = "".join(f'<a class="from" href="#line-{line}">{line}</a>' for line in lines.get(number, ()))
        html.append(
            f'<div class="par {kind}" id="p{number}" data-start="{one["start"]}"><{element}>{inner}</{element}>'
            f'<span class="lines">{back}</span></div>\n'
        )
    return "".join(html)
