"""Where the page says that the article comes from (来源); its forms are in rules.yaml."""

from collections.abc import Iterator

from pbdata.chinese.rules import rule
from pbdata.cleaning.names import begins_with_surname, cut_names
from pbdata.metadata.page import Page, Value

NEAR = 3
_SLUG_LABELS = ("title", "dateline", "byline")
_NEAR_LABELS = frozenset({"dateline", "nav", "byline", "subtitle", "title", "share"})
# The rules for a dateline of the head: their names, and that of the reading.
_IN_DATELINE = (
    ("in-row", "source-key"),
    ("account", "source-account"),
    ("behind-date", "source-beside-date"),
    ("paper-behind-date", "source-beside-date"),
    ("before-date", "source-beside-date"),
    ("account-above-date", "source-beside-date"),
)


def read_source(page: Page) -> Iterator[Value]:
    """Yield the source, the most certain reading first: after its key, beside the date, alone in the head, behind the
    author's name, and at last the paper or agency that signs the opening of the text."""
    yield from _behind_keys(page)
    yield from _beside_date(page)
    for i in _around(page):
        line = page.lines[i]
        # Right below a title a medium's name alone is no title, whatever its label says.
        is_title = line.label == "title" and not (i and page.lines[i - 1].label == "title")
        for name in ("taken-from",) if is_title else ("alone", "taken-from"):
            yield from _read(page.text, line.start, line.stop, name, "source-alone")
    for line in page.labelled("byline"):
        yield from _read(page.text, line.start, line.stop, "key-and-blank", "source-key")
        yield from _read(page.text, line.start, line.stop, "behind-name", "source-behind-name")
    for i in range(max(0, page.last - 1), min(page.last + NEAR, len(page.lines))):
        if page.is_own(i):
            yield from _read(page.text, page.lines[i].start, page.lines[i].stop, "taken-from", "source-alone")
    yield from _signing(page)


def _beside_date(page: Page) -> Iterator[Value]:
    text = page.text
    datelines = [page.lines[line.number] for line in page.datelines if line.zone in ("head", "above")]
    for line in datelines:
        for name, reading in _IN_DATELINE:
            yield from _read(text, line.start, line.stop, name, reading)
    for line in (page.lines[line.number] for line in page.datelines):
        yield from _read(text, line.start, line.stop, "paper-before-date", "source-beside-date")
    for line in datelines:
        for value in _read(text, line.start, line.stop, "unkeyed", "source-beside-date"):
            words = text[value.start : value.stop]
            is_named = all(map(begins_with_surname, cut_names(words)))
            if not is_named and not rule(__package__, "datelines", "facts").pattern.search(words):
                yield value


def _signing(page: Page) -> Iterator[Value]:
    """Yield the paper or agency that signs: with a stroke before its reporter or its place, at the opening of the text."""
    text = page.text
    slugs = [line for label in _SLUG_LABELS for line in page.labelled(label)]
    for line in slugs:
        yield from _read(text, line.start, line.stop, "desk", "wire-agency")
    for part in page.parts:
        if part.label == "dateline":
            for name in ("according", "in-brackets"):
                yield from _read(text, part.start, part.stop, name, "source-note")
        if part.label == "wire":
            for name in ("signing", "opening-reporter"):
                yield from _read(text, part.start, part.stop, name, "wire-agency", at_start=True)
    for line in slugs:
        if rule(__package__, "source_lines", "slug").pattern.search(text, line.start, line.stop):
            yield from _read(text, line.start, line.stop, "signing", "wire-agency", at_start=True)


def _behind_keys(page: Page) -> Iterator[Value]:
    end, none = (rule(__package__, "source_lines", name).pattern for name in ("end", "no-source"))
    for field in page.facts:
        if field.kind == "source":
            # A title in book marks may hold a blank.
            first = page.text.find("》", field.start, field.stop) if page.text[field.start] == "《" else field.start
            match = end.search(page.text, max(first, field.start), field.stop)
            stop = match.start() if match else field.stop
            is_source = field.key != "原创" or _is_medium(page.text[field.start : stop])
            if is_source and stop > field.start and not none.search(page.text[field.start : field.stop]):
                yield Value("source", field.start, stop, "source-key")


def _is_medium(words: str) -> bool:
    return rule(__package__, "sources", "alone").pattern.match(words) is not None


def _read(text: str, start: int, stop: int, name: str, reading: str, *, at_start: bool = False) -> Iterator[Value]:
    words = text[start:stop]
    pattern = rule(__package__, "sources", name).pattern
    match = pattern.match(words) if at_start else pattern.search(words)
    if match and match.lastgroup:
        yield Value("source", start + match.start(match.lastgroup), start + match.end(match.lastgroup), reading)


def _around(page: Page) -> list[int]:
    """Return the numbers of the short lines of the head close to its date."""
    dates = [i for i in page.numbers.get("dateline", ()) if page.lines[i].zone == "head"]
    near = {k for i in dates for k in range(max(0, i - NEAR), min(i + NEAR + 1, len(page.lines)))}
    return [i for i in sorted(near) if page.lines[i].zone == "head" and page.lines[i].label in _NEAR_LABELS]
