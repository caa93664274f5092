"""What head matter is read from, and what it gives."""

from typing import NamedTuple


class HeadLine(NamedTuple):
    """A labelled line of the normalized page: its range, label and zone of the grammar; and whether it is the title of an
    HTML document rather than a line of its body."""

    start: int
    stop: int
    label: str
    zone: str
    is_document_title: bool = False


class Value(NamedTuple):
    """A metadata value: the column, the range of its words in the normalized text, and the rule that read it.

    ``value`` is given where the column does not simply hold the words (a date in ISO form).
    """

    field: str
    start: int
    stop: int
    rule: str
    value: str | None = None
