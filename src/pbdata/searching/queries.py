"""What is asked for: a stretch of text or a regular expression, and where it stands in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pbdata.errors import PbdataError
from pbdata.searching.folding import fold, fold_pattern, spellings

_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 40


class SearchError(PbdataError):
    """A search cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """``said`` as it was written; ``needles`` are its folded forms, or ``pattern`` a regular expression of RE2.

    ``exact`` wants the very characters that were written.
    """

    said: str
    needles: tuple[str, ...] = ()
    pattern: Any = None
    exact: bool = False

    def spans(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text, whose folded form is given too: ``(start, stop)`` in code points, ascending.

        Places of a stretch may overlap (哈哈 stands twice in 哈哈哈); those of a pattern do not, and none is empty.
        """
        if self.pattern is not None:
            yield from (found.span() for found in self.pattern.finditer(folded) if found.end() > found.start())
            return
        found = ((at, at + len(needle)) for needle in self.needles for at in _places(needle, folded))
        for start, stop in sorted(found) if len(self.needles) > 1 else found:
            if not self.exact or text[start:stop] == self.said:
                yield start, stop


def read_query(said: str, *, regex: bool = False, exact: bool = False) -> Query:
    """Return what a query asks for. Raises ``SearchError`` where nothing can be searched for."""
    shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    if not said:
        raise SearchError("the query is empty. Give one character or more.")
    if _SURROGATE.search(said):
        raise SearchError("the query holds half of a character, or bytes that are no text. Give it in UTF-8.")
    if not regex and not said.strip():
        raise SearchError(r"the query is blank. Give a character; blanks are found by --regex '\s'.")
    if regex and exact:
        raise SearchError("--exact is for a stretch of text. A regular expression is found as both scripts write it.")
    if regex:
        return Query(said, pattern=_compiled(said, shown))
    return Query(said, (fold(said),) if exact else spellings(said), exact=exact)


def _compiled(said: str, shown: str) -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        return re2.compile(fold_pattern(said), options)
    except re2.error as error:
        why = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else error
        raise SearchError(
            f"{shown}: RE2 takes no such regular expression ({why}). It has no look-around and no back-references; "
            "write \\ before a mark that stands for itself, or leave out --regex."
        ) from None


def _places(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)
