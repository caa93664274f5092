"""The kinds of facts that are marked, as ``kinds.yaml`` lists them, and the anchors of their rows."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pbdata.datafiles import read_data

_SOUND = re.compile(r"[A-Za-z0-9_-]*")
_OTHER = re.compile(r"[^A-Za-z0-9_-]")


class Kind(NamedTuple):
    """A kind of facts: the tables whose words are marked, and those whose rows are shown beside them only."""

    name: str
    marks: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """All its tables: those of rows alone first, such as persons before their mentions."""
        return (*self.rows, *self.marks)


def kinds() -> list[Kind]:
    """The kinds in the order in which a page lists them."""
    return [
        Kind(one["kind"], tuple(one["marks"]), tuple(one.get("rows", ())))
        for one in read_data(__package__, "kinds.yaml")
    ]


def row_anchor(table: str, key: Iterable[str]) -> str:
    """The permanent anchor of a row on the page of its article, such as ``figures-f015360682ab19bf9``."""
    return _plain("-".join([table, *key]))


def words_anchor(table: str, anchor: str) -> str:
    """The permanent anchor of the words of a row whose own is ``anchor``, such as ``w-f015360682ab19bf9``."""
    return f"w-{anchor[len(table) + 1 :]}"


def _plain(key: str) -> str:
    """A key as an attribute and an address may hold it, which that of a sound package is already."""
    return key if _SOUND.fullmatch(key) else _OTHER.sub(lambda found: f".{ord(found[0]):x}", key)
