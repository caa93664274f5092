"""Regular expressions that are compiled once and kept: ``re`` needs half a second for those of all rules.

``re`` has no way to store what it compiled. Here is its ``compile``, cut in two: what is slow gives a list of numbers, which is
kept, and what is fast makes a pattern of that list, and checks it.
"""

import _sre  # type: ignore[import-not-found]
import re
import sys
from array import array
from collections.abc import Sequence
from re import _compiler, _parser  # type: ignore[attr-defined]

from pbdata.keeping import kept

# What stands for a pattern: its flags, code, number of groups, and their names in two forms.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


def compiled(name: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return the pattern that ``re.compile`` returns, kept under a name of its own: ``compiled(f"{__name__}.year", …)``.

    It is worth a file for patterns with Han in a set, which take a millisecond or more.
    """
    return all_compiled(name, [pattern], flags)[0]


def all_compiled(name: str, patterns: Sequence[str], flags: re.RegexFlag = re.NOFLAG) -> list[re.Pattern[str]]:
    """Return patterns that are kept together under a name. Raises ``re.error`` where one is no regular expression."""
    if sys.implementation.name != "cpython":
        return [re.compile(pattern, flags) for pattern in patterns]
    source = ascii((*patterns, int(flags))).encode()
    codes = kept(__name__, name, source, lambda: [_code(pattern, int(flags)) for pattern in patterns])
    return [_pattern(pattern, code) for pattern, code in zip(patterns, codes, strict=True)]


def _code(pattern: str, flags: int) -> _Code:
    parsed = _parser.parse(pattern, flags)
    code: list[int] = _compiler._code(parsed, flags)
    names: dict[str, int] = parsed.state.groupdict
    by_number = {number: name for name, number in names.items()}
    groups: int = parsed.state.groups
    return (
        flags | parsed.state.flags,
        array("I", code).tobytes(),
        groups - 1,
        names,
        tuple(map(by_number.get, range(groups))),
    )


def _pattern(pattern: str, code: _Code) -> re.Pattern[str]:
    flags, numbers, groups, names, by_number = code
    return _sre.compile(pattern, flags, array("I", numbers).tolist(), groups, names, by_number)  # type: ignore[no-any-return]
