"""The facts that a page tells of its article behind keys: 来源：青山日报 责任编辑：张三."""

from pbdata.cleaning.keys import Field, find_fields
from pbdata.metadata.page import ABOVE, OPENING, ZONES, Page

# How many lines below the text may tell facts under another label.
BELOW = 10
_LABELS = ("dateline", "byline", "editor")
_MAY_TELL = frozenset({"rights", "share", "nav", "subtitle", "ad", "comment"})


def find_facts(page: Page) -> list[Field]:
    """Return all facts behind keys that the page tells of the article: of its datelines, those of the head first, of the notes
    at the ends of its text, of its credits, and of lines close to the text that begin with a key."""
    labelled = [
        i
        for label in _LABELS
        for i in sorted(page.numbers.get(label, ()), key=lambda i: ZONES[page.zone(i)])
        if page.is_own(i)
    ]
    told = set(labelled)
    labelled += [line.number for line in page.datelines if line.number not in told and page.is_own(line.number)]
    found = [field for i in labelled for field in page.fields(i)]
    for part in page.parts:
        if part.label in ("byline", "dateline"):
            found += find_fields(page.text, part.start, part.stop)
    above = range(max(0, page.first - ABOVE), page.first)
    below = range(page.last, min(page.last + BELOW, len(page.lines)))
    for i in (*above, *below):
        fields = page.fields(i) if page.lines[i].label in _MAY_TELL and page.is_own(i) else []
        if fields and not page.text[page.lines[i].start : fields[0].begin].strip(OPENING):
            found += fields
    return [field for field in found if field.stop > field.start]
