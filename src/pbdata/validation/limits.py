"""What a package may cost its reader: caps that hold before and while its files are read."""

from dataclasses import dataclass, fields, replace

from pbdata.errors import PackageError, SettingsError

_LARGE = 2**29
_LARGE_RATIO = 40


class LimitError(PackageError):
    """A package asks for more than the limits allow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one package. The defaults leave room for any honest corpus.

    A package that goes beyond a cap on one of its parts is refused with an error. Those from ``read`` on are its budget, counted
    across all of its parts: where that is spent, the rest is not checked.
    """

    unpacked: int = 64 * 2**30
    """Bytes of one file once it is unpacked, and of all members of a zip together."""
    ratio: int = 200
    """How many times larger a file may get by unpacking, asked once it has grown beyond ``free``."""
    free: int = 16 * 2**20
    """Bytes that may be unpacked whatever the ratio: short tables of few values pack very well."""
    files: int = 20_000
    """Members of a zip, and files of one resource."""
    resources: int = 5_000
    columns: int = 5_000
    rows: int = 2_000_000_000
    ragged: int = 200_000
    """Rows with more or fewer cells than the header; a table with so many is read in the wrong way."""
    cell: int = 64 * 2**20
    """Bytes of one cell, of one line, and of one header."""
    read: int = 2**29
    """Bytes that are read of tables, each as often as it is, or 100 for each byte of the package's files if that is more."""
    cells: int = 100_000_000
    """Cells that are looked at, or 100 for each byte of the package's files if that is more."""
    keys: int = 2**30
    """Keys that are kept of rows, of 8 bytes each, on disk where they are many."""
    held: int = 50_000_000
    """Bytes of JSON and of unpacked workbooks, which are held in memory."""
    schemas: int = 20_000_000
    """Bytes of all schemas and dialects in files of their own, each counted as often as a resource names it."""
    fetched: int = 2**29 - 2**26
    """Bytes that are fetched from the web."""
    seconds: int = 3600
    """How long the whole may take."""

    def unpacked_from(self, packed: int) -> int:
        """How many bytes may come from a packed file of some size; honest ones hardly pack well and are large."""
        return max(self.free, min(self.ratio * packed, _LARGE), min(self.ratio, _LARGE_RATIO) * packed)


DEFAULT = Limits()


def with_changes(changes: list[str]) -> Limits:
    """Return the limits with some changed, each written as ``cells=1000``. Raises ``SettingsError``."""
    known = [field.name for field in fields(Limits)]
    changed = {}
    for one in changes:
        name, _, number = one.partition("=")
        if name not in known or not (number.isascii() and number.isdecimal()):
            raise SettingsError(
                f"--limit {one}: write NAME=NUMBER, as in cells=1000000000. Known names: {', '.join(known)}."
            )
        changed[name] = min(int(number), 2**63 - 1) if len(number) < 20 else 2**63 - 1
    return replace(DEFAULT, **changed)
