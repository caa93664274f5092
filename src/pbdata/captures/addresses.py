"""Where a capture lies: a file, or a record of a file that holds many (`data/raw/crawl.warc.gz#1234`)."""

import re
from typing import NamedTuple

MANIFEST = "data/raw/manifest.yaml"
RAW = "data/raw"
"""Where the captures of a corpus lie, from its root, and the file that lists them."""

PROTOCOLS = (
    "https", "http", "ftp", "sftp", "ssh", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "hdfs", "webhdfs", "hf",
)  # fmt: skip
"""What the URL of a file may begin with: other machines. None reads what lies on this one, since a manifest may come from anybody."""

_ADDRESS = re.compile(r"(?P<file>.+)#(?P<offset>0|[1-9][0-9]{0,18})", re.DOTALL)


class RecordAddress(NamedTuple):
    """A record of a file: ``file`` is a path from the package root or a URL.

    ``offset`` is the place of the record in it. In a WARC file that is the byte at which the record begins, or its compressed
    member, as CDX indexes have it; in JSON Lines and CSV the byte at which the line or row begins, after compression is undone; in
    Parquet the number of the row, from 1.
    """

    file: str
    offset: int

    def __str__(self) -> str:
        return f"{self.file}#{self.offset}"


def record_address(path: str) -> RecordAddress | None:
    """The record that a path names; ``None`` for the path of a file. A file may have such a name, too: look for the file first."""
    found = _ADDRESS.fullmatch(path)
    return RecordAddress(found["file"], int(found["offset"])) if found else None


def place_in_order(path: str) -> tuple[str, int]:
    """What to sort paths by: files by their names, the records of one file as they follow each other in it."""
    return record_address(path) or (path, 0)


def is_remote(file: str) -> bool:
    """Whether a file is named by a URL."""
    return "://" in file


def wrong_url(url: str) -> str | None:
    """What is wrong with the URL of a file; ``None`` for one that may be read."""
    protocol = url.partition("://")[0]
    if protocol in PROTOCOLS and "::" not in url:
        return None
    return f"nothing is read from such a URL. One may begin with {', '.join(PROTOCOLS)}, and has no `::` in it."
