"""The editor of an article: the person of 责任编辑, else of another editor's key."""

from collections.abc import Iterator

from pbdata.chinese.rules import rule
from pbdata.cleaning.keys import Field, find_fields
from pbdata.cleaning.names import is_account
from pbdata.metadata.page import Page, Value

_LABELS = frozenset({"editor", "dateline", "byline"})
# How many lines below the text may name the editor under another label, and how long a name is at most.
BELOW = 10
LONGEST = 30


def read_editor(page: Page) -> Iterator[Value]:
    """Yield the editors that the page names, those of 责任编辑 first."""
    fields = [field for field in _fields(page) if field.kind == "editor"]
    for field in sorted(fields, key=lambda field: not field.key.startswith("责")):
        stop = _end(page.text, field)
        if 0 < stop - field.start <= LONGEST and not is_account(page.text[field.start : stop]):
            yield Value("editor", field.start, stop, "editor-key")


def _fields(page: Page) -> Iterator[Field]:
    below = range(page.last, min(page.last + BELOW, len(page.lines)))
    labelled = {i for label in _LABELS for i in page.numbers.get(label, ())}
    for i in sorted({*labelled, *below}):
        if "编" in page.words(i):
            fields = page.fields(i)
            if i in labelled or fields and fields[0].begin <= page.lines[i].start + 1:
                yield from fields
    for part in page.parts:
        if part.label in ("byline", "dateline"):
            yield from find_fields(page.text, part.start, part.stop)


def _end(text: str, field: Field) -> int:
    """Return where the names of an editor end: before what is said of something else behind a blank."""
    tail = rule(__package__, "editors", "tail").pattern.search(text, field.start, field.stop)
    return tail.start() if tail else field.stop
