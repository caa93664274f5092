"""Which articles are searched: those of a place, a programme, a person of public office, a source, a time."""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from pbdata.searching.marks import Mark, keys_for
from pbdata.searching.queries import SearchError

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for, as it was written; ``None`` where all will do."""

    place: str | None = None
    programme: str | None = None
    person: str | None = None
    source: str | None = None
    earliest: date | None = None
    latest: date | None = None

    def wanted(self, keys: Callable[[str], Iterable[str]]) -> tuple[list[list[Mark]], list[str]]:
        """Marks, of each list of which an article bears one, and sentences on names that several places have.

        ``keys`` gives all keys of a kind. Raises ``SearchError`` for what no article names.
        """
        lists, notes = [], []
        for kind in ("place", "programme", "person", "source"):
            asked = getattr(self, kind)
            if asked is not None:
                known = list(keys(kind))
                found = keys_for(kind, asked, known)
                if not found:
                    raise SearchError(_unknown(kind, asked, known))
                if len(found) > 1 and kind == "place":
                    paths = ", ".join(found[:_MOST]) + ("" if len(found) <= _MOST else " …")
                    notes.append(
                        f"--place {asked}: {len(found)} places are searched: {paths}. Give more of the path to search one."
                    )
                lists.append([(kind, key) for key in found])
        return lists, notes

    def is_in_time(self, earliest: date | None, latest: date | None) -> bool:
        """Whether a day, or a time that it lies in, is one that was asked for. A day that is not known is not."""
        if self.earliest is None and self.latest is None:
            return True
        if earliest is None or latest is None:
            return False
        return (self.earliest is None or latest >= self.earliest) and (self.latest is None or earliest <= self.latest)


def first_day(written: str | None) -> date | None:
    """Return a day, or the first of a month or year: ``2016``, ``2016-05``, ``2016-05-03``. Raises ``SearchError``."""
    return _day(written, "--from", last=False)


def last_day(written: str | None) -> date | None:
    """Return a day, or the last of a month or year. Raises ``SearchError``."""
    return _day(written, "--to", last=True)


def _day(written: str | None, option: str, *, last: bool) -> date | None:
    if written is None:
        return None
    match = _DAY.fullmatch(written)
    try:
        if match:
            year, month = int(match[1]), int(match[2] or (12 if last else 1))
            return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        pass
    raise SearchError(f"{option} {written}: this is no day. Write 2016, 2016-05 or 2016-05-03.")


def _unknown(kind: str, asked: str, known: Collection[str]) -> str:
    what = "person of public office" if kind == "person" else kind
    names = {key.rpartition("/")[2] for key in known} if kind == "place" else known
    near = get_close_matches(asked, names, n=3, cutoff=0.4) or [key for key in known if asked in key][:3]
    if near:
        return f"--{kind} {asked}: no article of this package names this {what}. Near it are: {', '.join(near)}."
    return f"--{kind} {asked}: no article of this package names this {what}. Give the name as the package has it, or an id."
