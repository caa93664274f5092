"""What a reader of sources gives for each record of a file."""

from typing import NamedTuple

MAX_RECORD = 64 << 20
"""The longest record that is read, in bytes, compression undone: what is longer is no page, or made to fill the memory."""

MAX_SHOWN = 1 << 20
"""So many bytes at most stand for a stretch of a file in which no record can be read."""


class Record(NamedTuple):
    """A record of a file: a page, something that is none, or a stretch that cannot be read.

    ``offset`` is its place in the file, as ``RecordAddress`` has it. ``data`` are the bytes of the page, transfer and content
    encoding undone; of a broken record the bytes that stand in its place. ``retrieved`` is ISO 8601. ``left_out`` says what a
    record is that is no page, ``broken`` what is wrong with one that cannot be read.
    """

    offset: int
    data: bytes = b""
    media_type: str | None = None
    url: str | None = None
    retrieved: str | None = None
    left_out: str | None = None
    broken: str | None = None
