"""Names of the people who made an article, as bylines print them: （记者 张三 通讯员 李四）."""

import re
from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.rules import either, rule
from pbdata.datafiles import read_data

_SEPARATORS = r"\s、，,;；/／&＆|｜"
_FULL_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_TOKEN = re.compile(rf"[^{_SEPARATORS}]+")
_BRACKETS = "()（）[]【】〔〕《》<>□■◎●◆▲○◇“”\"'*：:丨|｜/／ \t\u3000。"
_JOINS = _BRACKETS + "、，,；;/&和"
_MARK = "[：:丨|｜/／]"
_REPORT_ENDS = frozenset("导道电讯访稿")
_AFFILIATION = re.compile(r"[\u3400-\u9fffA-Za-z·\-—“”《》]{2,16}\s*")
_INSTITUTION_FROM = 3


class Maker(NamedTuple):
    """A name with the range where it stands; the role in plain words and the range of the role word, if one is printed."""

    start: int
    stop: int
    name: str
    role: str | None
    role_range: tuple[int, int] | None


class _Role(NamedTuple):
    """A role in plain words, and the range of the word that prints it."""

    name: str
    place: tuple[int, int]


class _Group(NamedTuple):
    """Names side by side, with the role that holds for them."""

    names: list[tuple[int, int]]
    role: _Role | None


class _Lexicon(NamedTuple):
    surnames: frozenset[str]
    compound: frozenset[str]
    never: frozenset[str]
    institutions: tuple[str, ...]
    role_words: dict[str, str]
    role: re.Pattern[str]
    trailing_words: dict[str, str]
    glued: re.Pattern[str]


def find_makers(text: str, start: int, stop: int) -> list[Maker]:
    """Return the makers named in ``text[start:stop]``, a byline without its surroundings; empty if it is none.

    A role word holds for the names after it up to the next role word, or, behind them, for the names before it. All
    words must be roles, names or institutions: one that is neither makes the whole no byline. Without any role each name
    must begin with a surname. Two single characters side by side are one name (方 敏).
    """
    lexicon = _lexicon()
    start, stop = _strip(text, start, stop)
    words = text[start:stop]
    from_where = _end("reported-from").search(words) if words[-1:] in _REPORT_ENDS else None
    if from_where is None and ("/" in words or "／" in words):
        from_where = _end("medium").search(words)
    if from_where:
        stop = start + from_where.start()
    groups = _groups(text, start, stop, lexicon)
    return [
        Maker(a, b, re.sub(r"\s", "", text[a:b]), *(group.role or (None, None)))
        for group in groups or ()
        for a, b in group.names
    ]


def begins_with_surname(name: str) -> bool:
    """Whether a name begins with a known surname and leaves one or two characters for the given name."""
    lexicon = _lexicon()
    if name[:2] in lexicon.compound:
        return 3 <= len(name) <= 4
    return name[:1] in lexicon.surnames and 2 <= len(name) <= 3


def could_be_name(words: str) -> bool:
    """Whether words have the form of a name, with a known surname or without (a pen name), and name no institution."""
    lexicon = _lexicon()
    return bool(_FULL_NAME.fullmatch(words)) and words not in lexicon.never and not _is_institution(words, lexicon)


@cache
def positions() -> str:
    """Return the words for what an author is, as alternatives of a pattern."""
    return either(_data()["positions"])


def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the known surnames of one character, and those of two."""
    lexicon = _lexicon()
    return lexicon.surnames, lexicon.compound


@cache
def _end(name: str) -> re.Pattern[str]:
    return rule(__package__, "bylines", name).pattern


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _BRACKETS:
        start += 1
    while stop > start and text[stop - 1] in _BRACKETS:
        stop -= 1
    return start, stop


def _groups(text: str, start: int, stop: int, lexicon: _Lexicon) -> list[_Group] | None:
    """Cut a byline at its role words; ``None`` where a word is neither a role nor a name."""
    marks = list(lexicon.role.finditer(text, start, stop))
    groups: list[_Group] = []
    first = marks[0].start() if marks else stop
    if text[start:first].strip(_JOINS):
        names = _names(text, start, first, None, lexicon, trusted=False)
        if names:
            groups += names
        elif not (marks and _AFFILIATION.fullmatch(text[start:first].strip(_BRACKETS))):
            return None
    ends = [mark.start() for mark in marks[1:]] + [stop]
    for mark, last in zip(marks, ends[: len(marks)], strict=True):
        word = mark[mark.lastindex or 0]
        role = _Role(lexicon.role_words[word], mark.span(mark.lastindex or 0))
        names_words = text[mark.end() : last].strip(_JOINS)
        if not names_words:
            if groups and groups[-1].role is None:
                groups[-1] = groups[-1]._replace(role=role)
            continue
        affiliation = last < stop and not text[last - 1].isspace() and not begins_with_surname(names_words)
        if affiliation and not any(c in names_words for c in " 、，"):
            continue
        names = _names(text, mark.end(), last, role, lexicon, trusted=True)
        if names is None:
            return None
        groups += names
    return groups


def _names(
    text: str, start: int, stop: int, role: _Role | None, lexicon: _Lexicon, *, trusted: bool
) -> list[_Group] | None:
    """Read names side by side; a role word behind some of them (张三 文 李四 图) holds for these where no other does."""
    groups: list[_Group] = []
    found: list[tuple[int, int]] = []
    for a, b in _tokens(text, *_strip(text, start, stop)):
        words = re.sub(r"\s", "", text[a:b])
        if not any(map(str.isalnum, words)):
            continue
        trailing = lexicon.trailing_words.get(words)
        glued = None if trailing else lexicon.glued.search(text, a, b)
        if glued:
            trailing, words, b = lexicon.trailing_words[glued[1]], words[: -len(glued[1])], glued.start(1)
        if not trailing or glued:
            nobody = words in lexicon.never or _is_institution(words, lexicon)
            # An institution before names (青山新闻 张三) is where they work.
            if nobody and (trusted or not found and not groups and _is_institution(words, lexicon)):
                continue
            if nobody or not _FULL_NAME.fullmatch(words) or not (trusted or begins_with_surname(words)):
                return None
            found.append((a, b))
        if trailing and found:
            place = glued.span(1) if glued else (a, b)
            groups.append(_Group(found, role or _Role(trailing, place)))
            found, role = [], None
    return [*groups, _Group(found, role)] if found else groups


def _tokens(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the words between separators; two single characters with a space between are one."""
    tokens: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, stop):
        a, b = match.span()
        if tokens and b - a == 1 == tokens[-1][1] - tokens[-1][0] and text[tokens[-1][1] : a].isspace():
            a = tokens.pop()[0]
        tokens.append((a, b))
    return tokens


def _is_institution(words: str, lexicon: _Lexicon) -> bool:
    return len(words) >= _INSTITUTION_FROM and words.endswith(lexicon.institutions)


@cache
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_data(__package__, "words.yaml")
    return data


@cache
def _lexicon() -> _Lexicon:
    data: dict[str, Any] = _data()

    def roles_of(*keys: str) -> dict[str, str]:
        return {printed: role for key in keys for role, forms in data[key].items() for printed in forms}

    plain, marked, joint = map(roles_of, ("roles", "marked_roles", "joint_roles"))
    glued = roles_of("trailing_roles")
    return _Lexicon(
        frozenset(data["surnames"].replace(" ", "")),
        frozenset(data["compound_surnames"]),
        frozenset(data["never"]),
        tuple(data["institutions"]),
        plain | marked | joint,
        re.compile(
            rf"({either(joint)})(?![\u3400-\u9fffA-Za-z])"
            rf"|({either(plain)})(?:\s*{_MARK})?"
            rf"|(?<![\u4e00-\u9fff])({either(marked)})\s*{_MARK}"
        ),
        glued | roles_of("lone_trailing_roles"),
        re.compile(rf"(?<=[\u3400-\u9fff]{{2}})({either(glued)})$"),
    )
