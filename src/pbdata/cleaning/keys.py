"""Facts that a line prints behind their keys: 来源：青山日报 责任编辑：张三; the keys are in words.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import either
from pbdata.cleaning.names import begins_with_surname
from pbdata.cleaning.roles import EDITORS, roles
from pbdata.cleaning.stretch import cut_out, remembered
from pbdata.datafiles import read_data
from pbdata.patterns import compiled

KINDS = ("source", "editor", "author", "other")
# Every key has a mark behind it, or a blank before a Chinese character.
_MARK = re.compile(r"[：:丨|｜/／]")
_OPEN = re.compile(r"\s*[\[【〖（(〔《“]?\s*")
_CLOSING = {"[": "]", "【": "】", "〖": "〗", "（": "）", "(": ")", "〔": "〕"}
_END = re.compile(r"\s{2,}|[\t|｜丨【】〖〗\[\]（）()〔〕；;。]|返回|查看更多")
_SPACED = r"\s{0,4}"


class Field(NamedTuple):
    """A fact behind its key: ``source``, ``editor``, ``author`` or ``other``; the key without blanks, the place where it
    begins, and the range of the value, empty where none stands in the line."""

    kind: str
    key: str
    begin: int
    start: int
    stop: int


def find_fields(text: str, start: int, stop: int) -> list[Field]:
    """Return the facts of a line that stand behind keys, in order.

    A value ends at the next key, a wide blank, a bar, a bracket or a full stop; one in brackets at their end.
    """
    words, first = cut_out(text, start, stop)
    if not _MARK.search(words) and "编" not in words and "来源于" not in words:
        return []
    found, shift = _fields(words, first), start - first
    return [Field(kind, key, shift + a, shift + b, shift + c) for kind, key, a, b, c in found] if shift else [*found]


@remembered
def _fields(words: str, first: int) -> tuple[Field, ...]:
    stop = len(words)
    keys = list(_keys(words, first, stop))
    return tuple(_field(words, key, next_key[2] if next_key else stop) for key, next_key in zip_longest(keys, keys[1:]))


def key_at_end(line: str) -> str | None:
    """Return the kind of the key that a line ends in, so that its value stands on the next line; ``None`` if it ends in none, or in
    a word as common as 图片."""
    fields = find_fields(line, 0, len(line))
    is_bare = bool(fields) and fields[-1].start == fields[-1].stop and fields[-1].key not in roles().common
    return fields[-1].kind if is_bare else None


def _keys(text: str, start: int, stop: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield kind and words of each key, where it begins and where its mark ends."""
    value = -1
    for match in _pattern().finditer(text, start, stop):
        kind = str(match.lastgroup)
        qualifier = match["qualifier"] or ""
        # The words right behind the mark of another key are its value (来源：青山日报编辑：张三).
        is_value = value >= 0 and not text[value : match.start()].strip()
        foreign = is_value or begins_with_surname(f"{qualifier[:1]}一") or _opens(qualifier)
        begin = match.start(kind) if foreign and qualifier not in _qualifiers() else match.start()
        value = match.end()
        yield kind, "".join(text[begin : match.end(kind)].split()), begin, value


def _opens(words: str) -> bool:
    """Whether words begin with another key, whose value stands without a mark before this one (记者张三编辑：)."""
    return words.startswith(tuple(_words_of("author")))


def _field(text: str, key: tuple[str, str, int, int], stop: int) -> Field:
    kind, words, begin, mark_end = key
    opening = _OPEN.match(text, mark_end, stop)
    first = opening.end() if opening else mark_end
    bracket = text[mark_end:first].strip()
    if bracket in _CLOSING:
        closing = text.find(_CLOSING[bracket], first, stop)
        last = closing if closing >= 0 else stop
    else:
        first -= len(bracket) if bracket else 0
        end = _END.search(text, first, stop)
        last = end.start() if end else stop
    return Field(kind, words, begin, first, first + len(text[first:last].rstrip()))


@cache
def _words_of(kind: str) -> frozenset[str]:
    """The keys of a kind: words for the roles of makers, of editors and of others who sign, and those that are no roles."""
    known = roles()
    signing = known.others.items()
    if kind == "author":
        return frozenset(known.words.keys() - known.common - known.others.keys())
    if kind == "editor":
        return frozenset(word for word, role in signing if role == EDITORS)
    of_others = [word for word, role in signing if role != EDITORS and kind == "other"]
    return frozenset([*read_data(__package__, "words.yaml")[f"{kind}_keys"], *of_others])


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(read_data(__package__, "words.yaml")["key_qualifiers"])


@cache
def _pattern() -> re.Pattern[str]:
    def key(kind: str) -> str:
        words = sorted(_words_of(kind), key=lambda word: (-len(word), word))
        common = rf"|{roles().joint}|(?<![{HAN}])(?:{either(roles().common)})" if kind == "author" else ""
        return f"(?P<{kind}>{'|'.join(_SPACED.join(map(re.escape, word)) for word in words)}{common})"

    qualifier = rf"(?P<qualifier>{either(_qualifiers())}|(?<![{HAN}])[{HAN}]{{2,4}}?)"
    marked = "|".join(key(kind) for kind in KINDS)
    return compiled(
        f"{__name__}.key",
        rf"{qualifier}?(?:{marked})\s*"
        rf"(?:(?:于|[（(][^（）()]{{1,6}}[)）]|[\]】])?\s*{_MARK.pattern}|(?<=编辑)\s(?=[{HAN}])|(?<=本文来源)于)",
    )
