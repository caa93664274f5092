"""Regular expressions of a schema, which a package may choose freely: they run in linear time, or not at all."""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl

_LONGEST = 2_000
_LARGEST = 20_000
# What begins a name in XML and what may stand in one (XML 1.0, 2.3), without the brackets of a class.
_BEGINS = (
    r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}\x{200D}"
    r"\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
)
_NAMES = {"i": _BEGINS, "c": rf"{_BEGINS}\-.0-9\x{{B7}}\x{{300}}-\x{{36F}}\x{{203F}}\x{{2040}}"}
# `\uXXXX` and `\Z` are Python's and JSON's way to write what both linear engines write otherwise.
_TOKENS = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(Z)|\\([ciCI])|\\.|(\[\^?\]?)|(\])", re.DOTALL)
# What XML Schema has and RE2 has not: blocks of Unicode, and classes without another class.
_XSD_ONLY = re.compile(r"\\[pP]\{Is[A-Za-z0-9-]+\}|-\[[^\]]*\]\]")


class UncheckableError(ValueError):
    """A pattern that may be right, but that cannot be matched here; the message is a whole sentence."""


class Pattern(NamedTuple):
    """A pattern that holds for whole cells: as the schema has it, and as RE2 takes it."""

    written: str
    text: str

    def fits(self, cells: "pl.Series") -> "pl.Series":
        """Which cells match from end to end; null stays null."""
        import polars as pl
        import re2

        if _is_native(self.text):
            return cells.str.contains(self.text)
        compiled = re2.compile(self.text)
        distinct = cells.drop_nulls().unique()
        matching = [text for text in distinct if compiled.search(text)]
        return cells.is_in(pl.Series(matching, dtype=pl.String).implode())


@cache
def read_pattern(pattern: str) -> Pattern:
    """Return the pattern of a field, of which RE2 is the judge: it knows no backtracking.

    Raises ``ValueError`` with a sentence for a pattern that is none, and ``UncheckableError`` for one that RE2 refuses: looking
    around, going back to a group and the like need time without bounds, and XML Schema, whose patterns the standard asks for,
    has none of them.
    """
    import re2

    if len(pattern) > _LONGEST:
        raise UncheckableError(f"a pattern of more than {_LONGEST} characters is not run")
    written = rf"\A(?:{_rewritten(pattern)})\z"
    options = re2.Options()
    options.log_errors = False
    try:
        size = re2.compile(written, options).programsize
    except re2.error as error:
        raise _refused(pattern, error) from None
    if size > _LARGEST:
        raise UncheckableError(f"the pattern {pattern!r} is too large: its repetitions multiply")
    return Pattern(pattern, written)


@cache
def _is_native(written: str) -> bool:
    """Whether Polars' engine takes a pattern too."""
    import polars as pl

    try:
        pl.Series([""]).str.contains(written)
    except pl.exceptions.PolarsError:
        return False
    return True


def _rewritten(pattern: str) -> str:
    """The pattern with what RE2 writes in another way."""
    parts, end, inside = [], 0, False
    for match in _TOKENS.finditer(pattern):
        code, last, name, opens, closes = match.groups()
        parts.append(pattern[end : match.start()])
        end = match.end()
        if code:
            parts.append(f"\\x{{{code}}}")
        elif last:
            parts.append(r"\z")
        elif name and not (inside and name.isupper()):
            characters = _NAMES[name.lower()]
            parts.append(characters if inside else f"[{'^' if name.isupper() else ''}{characters}]")
        else:
            parts.append(match.group())
        inside = (inside or bool(opens)) and not closes
    return "".join([*parts, pattern[end:]])


def _refused(pattern: str, error: Exception) -> ValueError:
    reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
    if not _XSD_ONLY.search(pattern):
        try:
            re.compile(pattern)
        except re.error as fault:
            return ValueError(f"the pattern {pattern!r} is not a regular expression: {fault}. Correct it.")
    return UncheckableError(f"the pattern {pattern!r} cannot be matched in linear time ({reason})")
