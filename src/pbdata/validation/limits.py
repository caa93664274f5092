"""What a package may cost its reader: caps that hold before and while its files are read."""

from dataclasses import dataclass

from pbdata.errors import PackageError


class LimitError(PackageError):
    """A package asks for more than the limits allow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one package; beyond them it is refused with an error. The defaults leave room for any honest corpus."""

    unpacked: int = 64 * 2**30
    """Bytes of one file once it is unpacked, and of all members of a zip together."""
    fetched: int = 2**29 - 2**24
    """Bytes of one file that is fetched from the web."""
    ratio: int = 200
    """How many times larger a file may get by unpacking, asked once it has grown beyond ``free``."""
    free: int = 16 * 2**20
    """Bytes that may be unpacked whatever the ratio: short tables of few values pack very well."""
    files: int = 20_000
    """Members of a zip, and files of one resource."""
    resources: int = 5_000
    schemas: int = 20_000_000
    """Bytes of all schemas and dialects in files of their own, each counted as often as a resource names it."""
    columns: int = 5_000
    rows: int = 2_000_000_000
    ragged: int = 200_000
    """Rows with more or fewer cells than the header; a table with so many is read in the wrong way."""
    cell: int = 64 * 2**20
    """Bytes of one cell, of one line, and of one header."""


DEFAULT = Limits()
