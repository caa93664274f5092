"""Regular expressions of a schema, which a package may choose freely: they run in linear time, or not at all."""

import re
from functools import cache

import polars as pl

_LONGEST = 2_000
_LARGEST = 20_000
# `\uXXXX` and `\Z` are Python's and JSON's way to write what both linear engines write otherwise.
_ESCAPES = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(Z)|(.))", re.DOTALL)


@cache
def linear(pattern: str) -> str:
    """Return the pattern as Polars' engine takes it, which knows no backtracking.

    Raises ``ValueError`` with a sentence for a pattern that is none, and for one that RE2 refuses: looking around, going
    back to a group and the like need time without bounds, and XML Schema, whose patterns the standard asks for, has none.
    """
    import re2

    if len(pattern) > _LONGEST:
        raise ValueError(f"a pattern of more than {_LONGEST} characters is refused. Shorten it.")
    written = _ESCAPES.sub(_rewrite, pattern)
    options = re2.Options()
    options.log_errors = False
    try:
        size = re2.compile(written, options).programsize
    except re2.error as error:
        raise ValueError(_sentence(pattern, error)) from None
    if size > _LARGEST:
        raise ValueError(f"the pattern {pattern!r} is too large: its repetitions multiply. Shorten it.")
    try:
        pl.Series([""]).str.contains(written)
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()[-1]
        raise ValueError(f"the pattern {pattern!r} cannot be used: {reason}. Write it more plainly.") from None
    return written


def _rewrite(match: re.Match[str]) -> str:
    code, end, _other = match.groups()
    return f"\\x{{{code}}}" if code else r"\z" if end else match.group()


def _sentence(pattern: str, error: Exception) -> str:
    reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
    try:
        re.compile(pattern)
    except re.error as fault:
        return f"the pattern {pattern!r} is not a regular expression: {fault}. Correct it."
    return (
        f"the pattern {pattern!r} cannot be matched in linear time ({reason}). "
        "Write it without looking around and going back, and repeat at most 1000 times."
    )
