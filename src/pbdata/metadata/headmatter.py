"""The head of an article: title, date, source, makers and the rest, each with the words from which it was read."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pbdata.cleaning.credits import Maker
from pbdata.cleaning.parts import Part
from pbdata.metadata.date import read_date
from pbdata.metadata.datelines import find_datelines
from pbdata.metadata.editors import read_editor
from pbdata.metadata.facts import find_facts
from pbdata.metadata.makers import read_makers
from pbdata.metadata.page import HeadLine, Page, Value, look_at_page
from pbdata.metadata.section import read_section
from pbdata.metadata.site import read_site
from pbdata.metadata.source import read_source
from pbdata.metadata.title import read_title

# Each yields what it reads, the most certain first; the first value of a field counts. Of those that read one field, whatever
# they may yield, no more is asked for than that one.
READERS: tuple[tuple[Callable[[Page], Iterator[Value]], int | None], ...] = (
    (read_title, None),
    (read_date, 1),
    (read_source, 1),
    (read_editor, 1),
    (read_section, 1),
    (read_site, None),
)


class HeadMatter(NamedTuple):
    """The values read from a page, and its makers in the order in which they are printed."""

    values: list[Value]
    makers: list[Maker]


def read_head_matter(text: str, lines: Sequence[HeadLine], parts: Sequence[Part]) -> HeadMatter:
    """Read the metadata that a normalized page prints; offsets count in ``text``.

    ``lines`` are the page's lines with labels and zones, ``parts`` the parts of its kept lines. What is not printed is
    not there: a missing value is never guessed.
    """
    page = look_at_page(text, lines, parts)
    page = page._replace(datelines=find_datelines(page))
    page = page._replace(facts=find_facts(page))
    values: dict[str, Value] = {}
    for reader, asked in READERS:
        for value in islice(reader(page), asked):
            values.setdefault(value.field, value)
    byline, makers = read_makers(page)
    editor = values.get("editor")
    edited_by = "".join(text[editor.start : editor.stop].split()) if editor else None
    makers = [maker for maker in makers if maker.role or maker.name != edited_by]
    return HeadMatter([*values.values(), *(byline if makers else [])], makers)
