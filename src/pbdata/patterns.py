"""Regular expressions that are compiled once and kept: ``re`` needs half a second for those of all rules.

``re`` has no way to store what it compiled. Here is its ``compile``, cut in two: what is slow gives a list of numbers, which is
kept, and what is fast makes a pattern of that list, and checks it.

A search skips at once to the next character that a match may begin with, where the list names these characters. ``re`` names them for
simple patterns alone; here they are named for those too that open with a look back, with groups, or with what may be missing.
"""

import _sre  # type: ignore[import-not-found]
import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from pbdata.keeping import kept

# What stands for a pattern: its flags, code, number of groups, and their names in two forms.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# A node of a parsed pattern: what it is, and what it is made of.
_Node = tuple[Any, Any]

# The list begins with the mark of its first part, the size of the rest of that part, what is told there, and how many
# characters a match has at least and at most.
_SIZE, _TOLD, _AT_LEAST, _END = 1, 2, 3, 5
_NO_CHARACTER = frozenset({_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT})
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})
_FEW = frozenset({_constants.CATEGORY_DIGIT, _constants.CATEGORY_SPACE})
# Among the openings of a pattern: it may be empty; it may open with nearly any character.
_EMPTY, _WHATEVER = (None, None), (_constants.ANY, None)
# A class of more characters, such as that of all Han characters, rules out too little.
_MANY = 1000


def compiled(name: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern that matches as that of ``re.compile`` does, kept under its own name: ``compiled(f"{__name__}.year", …)``.

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
    code = _with_openings(_compiler._code(parsed, flags), parsed)
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


def _with_openings(code: list[int], parsed: Any) -> list[int]:
    """Return the code of a pattern with the characters that a match may begin with, if nothing is told of its beginning yet."""
    flags = parsed.state.flags
    if code[_TOLD] or not code[_AT_LEAST] or flags & re.IGNORECASE:
        return code
    openings = _openings(parsed)
    if _EMPTY in openings or _WHATEVER in openings:
        return code
    told: list[int] = []
    _compiler._compile_charset(_compiler._optimize_charset(openings)[0], flags, told)
    size = code[_SIZE] + len(told)
    return [code[0], size, _constants.SRE_INFO_CHARSET, *code[_AT_LEAST:_END], *told, *code[_END:]]


def _openings(nodes: Iterable[_Node]) -> list[_Node]:
    """Return the characters and classes that what matches some nodes in a row may begin with."""
    found = [_EMPTY]
    for node in nodes:
        if _EMPTY not in found:
            break
        if node[0] not in _NO_CHARACTER:
            found = [one for one in found if one != _EMPTY] + _openings_of(*node)
    return found


def _openings_of(kind: Any, of: Any) -> list[_Node]:
    if kind is _constants.LITERAL:
        return [(kind, of)]
    if kind is _constants.IN:
        return [_WHATEVER] if any(map(_is_wide, of)) else of
    if kind is _constants.SUBPATTERN and not any(of[1:3]):  # Flags may be another's inside.
        return _openings(of[3])
    if kind is _constants.BRANCH:
        return [one for branch in of[1] for one in _openings(branch)]
    if kind in _REPEATS:
        return _openings(of[2]) + ([] if of[0] else [_EMPTY])
    return [_WHATEVER]


def _is_wide(one: _Node) -> bool:
    """Whether a part of a class holds many characters, or all but some."""
    kind, of = one
    if kind is _constants.RANGE:
        return bool(of[1] - of[0] > _MANY)
    return kind is _constants.NEGATE or kind is _constants.CATEGORY and of not in _FEW


def _pattern(pattern: str, code: _Code) -> re.Pattern[str]:
    flags, numbers, groups, names, by_number = code
    return _sre.compile(pattern, flags, array("I", numbers).tolist(), groups, names, by_number)  # type: ignore[no-any-return]
