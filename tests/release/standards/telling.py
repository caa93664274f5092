"""What a release is told in, for the tests of the standards."""

from pathlib import Path
from typing import Any, NamedTuple

from pbdata.release.standards.content import Content


class Told(NamedTuple):
    """The content of the release, its documents by name, the rows of its tables, and the folder of its files."""

    content: Content
    documents: dict[str, Any]
    rows: dict[str, int]
    folder: Path
