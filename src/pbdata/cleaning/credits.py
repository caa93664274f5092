"""The grammar of lines that name makers: （记者 张三 通讯员 李四）, 文/王五 编辑：赵六; roles and forms in words.yaml, rules.yaml.

It is the one reader of such lines: the labeller, the parts of lines, the choice of the title and the metadata all ask it.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from pbdata.chinese.characters import HAN
from pbdata.chinese.rules import rule
from pbdata.cleaning.names import (
    begins_with_surname,
    could_be_name,
    cut_names,
    is_institution,
    is_known_name,
    is_nobody,
    is_post,
    name_behind_post,
    name_of,
)
from pbdata.cleaning.roles import MAKERS, roles
from pbdata.cleaning.stretch import cut_out, remembered
from pbdata.patterns import compiled

_TOKEN = re.compile(r"[^\s、，,;；/／&＆|｜●◎■□◆○]+")
_BRACKETS = "()（）[]【】〖〗〔〕《》<>□■◎●◆▲○◇“”\"'*：:丨|｜/／ \t\u3000。🖊✎✍️"
_JOINS = _BRACKETS + "、，,；;/&和"
_AFFILIATION = compiled(f"{__name__}.affiliation", rf"[{HAN}A-Za-z·\-—“”《》]{{2,16}}\s*")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
# A name without a surname and a role is believed from this size where another name of the line has one; a shorter one where
# it stands beside no fewer that have one.
VOUCHED = 3
# The roles whose names are run together, whatever their size; the longest pen name.
_IN_LISTS, PEN_NAME = ("记者", "通讯员"), 4


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
    """Names side by side, with the role that holds for them; whether a mark or a blank parts them from its word."""

    names: list[tuple[int, int]]
    role: _Role | None
    is_marked: bool


def find_makers(text: str, start: int, stop: int, *, leading: bool = False) -> list[Maker]:
    """Return the makers named in ``text[start:stop]``, a byline without its surroundings; empty if it is none.

    A role word holds for the names after it up to the next role word, or, behind them, for the names before it. All
    words must be roles, names, institutions or posts: one that is none of them makes the whole no byline, or, with
    ``leading``, ends it. A name without a role must begin with a surname, or stand beside one that does. Two single
    characters side by side are one name (方 敏).
    """
    words, first = cut_out(text, start, stop)
    makers, shift = _makers(words, first, leading=leading), start - first
    return [_moved(maker, shift) for maker in makers] if shift else [*makers]


def _moved(maker: Maker, shift: int) -> Maker:
    start, stop, name, role, place = maker
    return Maker(start + shift, stop + shift, name, role, (place[0] + shift, place[1] + shift) if place else None)


@remembered
def _makers(text: str, first: int, *, leading: bool) -> tuple[Maker, ...]:
    start, stop = _core(text, first, len(text))
    groups = _groups(text, start, stop, leading=leading) or []
    named = [(group, a, b, name_of(text[a:b])) for group in groups for a, b in group.names]
    known = sum(is_known_name(name) for *_, name in named)
    for group, _, _, name in named:
        is_vouched = known and (group.role or len(name) >= VOUCHED or 2 * known >= len(named))
        if not (is_known_name(name) or group.is_marked or is_vouched):
            return ()
    return tuple(
        Maker(a, b, name, *(group.role or (None, None)))
        for group, a, b, name in named
        if group.role is None or group.role.name in MAKERS
    )


def _core(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out the brackets around a byline, the unit before a colon, and what its end says of the place, the paper or the post."""
    start, stop = _strip(text, start, stop)
    unit = rule(__package__, "bylines", "unit-in-front").pattern.match(text[start:stop])
    if unit and is_institution(unit["unit"]):
        start += unit.end()
    for name in ("reported-from", "medium", "post-behind"):
        end = rule(__package__, "bylines", name).pattern.search(text[start:stop])
        if end:
            stop = start + end.start()
            front = rule(__package__, "bylines", "medium-in-front").pattern.match(text[start:stop])
            return (start + front.end() if front else start), stop
    return start, stop


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _BRACKETS:
        start += 1
    while stop > start and text[stop - 1] in _BRACKETS:
        stop -= 1
    return start, stop


def _groups(text: str, start: int, stop: int, *, leading: bool) -> list[_Group] | None:
    """Cut a byline at its role words; ``None`` where a word is neither a role nor a name."""
    marks = list(roles().pattern.finditer(text, start, stop))
    first = marks[0].start() if marks else stop
    groups = _before_roles(text, start, first, has_roles=bool(marks), leading=leading)
    if groups is None:
        return None
    for mark, next_mark in zip_longest(marks, marks[1:]):
        last, behind = next_mark.span() if next_mark else (stop, stop)
        place = mark.span(mark.lastindex or 0)
        role = _Role(roles().role_of(text[slice(*place)]), place)
        words = text[mark.end() : last].strip(_JOINS)
        if not words:
            _sign(groups, role)
        elif role.name in MAKERS and not _is_affiliation(text, words, last, behind, stop):
            is_marked = not _are_letters(text[mark.end() - 1 : mark.end() + 1])
            names = _names(text, mark.end(), last, role, is_marked=is_marked, leading=leading)
            if names is None:
                return None
            groups += names
    return groups


def _before_roles(text: str, start: int, stop: int, *, has_roles: bool, leading: bool) -> list[_Group] | None:
    """Read what stands before the first role word: names, or where those behind it work; ``None`` if it is neither."""
    if not text[start:stop].strip(_JOINS):
        return []
    names = _names(text, start, stop, None, is_marked=False, leading=leading and not has_roles)
    if names and (not has_roles or _any_known(text, names)):
        return names
    is_affiliation = has_roles and _AFFILIATION.fullmatch(text[start:stop].strip(_BRACKETS))
    return [] if names == [] or is_affiliation else None


def _sign(groups: list[_Group], role: _Role) -> None:
    """Let a role word without names behind it hold for the names before it."""
    if groups and (groups[-1].role is None or role.name in MAKERS):
        groups[-1] = groups[-1]._replace(role=groups[-1].role or role, is_marked=True)


def _any_known(text: str, groups: list[_Group]) -> bool:
    return any(is_known_name(name_of(text[a:b])) for group in groups for a, b in group.names)


def _are_letters(pair: str) -> bool:
    """Whether two characters side by side are both letters, so that nothing parts them."""
    return len(pair) > 1 and pair.isalpha()


def _is_affiliation(text: str, words: str, last: int, behind: int, stop: int) -> bool:
    """Whether words between two role words say where the second works (作者：青山日报记者张三); nobody does where nothing is
    ``behind`` it."""
    if not text[behind:stop].strip(_JOINS) or text[last - 1].isspace() or begins_with_surname(words):
        return False
    if len(cut_names(words)) > 1:
        return False
    return not any(c in words for c in " 、，")


def _names(
    text: str, start: int, stop: int, role: _Role | None, *, is_marked: bool, leading: bool
) -> list[_Group] | None:
    """Read names side by side; a role word behind some of them (张三 文 李四 图) holds for these where no other does."""
    groups: list[_Group] = []
    found: list[tuple[int, int]] = []
    for a, b in _tokens(text, *_strip(text, start, stop)):
        words = name_of(text[a:b])
        trailing = (a, b) if words in roles().trailing else None
        glued = None if trailing else roles().glued.search(text, a, b)
        if glued:
            trailing, words, b = glued.span(1), words[: -len(glued[1])], glued.start(1)
        if not trailing or glued:
            names = list(_names_in(a, b, words, role))
            if not names and not _may_pass(words, role, is_first=not found and not groups):
                if leading and found:
                    break
                return None
            found += names
        if trailing and found:
            role = role or _Role(roles().trailing[text[slice(*trailing)]], trailing)
            groups.append(_Group(found, role, is_marked=True))
            found, role = [], None
    return [*groups, _Group(found, role, is_marked)] if found else groups


def _names_in(a: int, b: int, words: str, role: _Role | None) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the names in one word: it is one, several are run together, or one stands behind a post."""
    behind = name_behind_post(words) if role else None
    if behind:
        yield b - len(behind), b
        return
    # Four characters behind 作者, or behind no role, may as well be a pen name.
    is_list = role is not None and role.name in _IN_LISTS or len(words) > PEN_NAME
    names = cut_names(words) if is_list else [words]
    if len(names) > 1 and b - a == len(words):
        at = a
        for name in names:
            yield at, at + len(name)
            at += len(name)
    elif could_be_name(words):
        yield a, b


def _may_pass(words: str, role: _Role | None, *, is_first: bool) -> bool:
    """Whether a word that is no name may stand in a byline: marks, institutions and posts beside a role; beside names without
    one, where they work, and before them, as what."""
    if not any(map(str.isalnum, words)):
        return True
    return is_nobody(words) if role else is_institution(words) or is_first and is_post(words)


def _tokens(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the words between separators; two single characters with a space between are one, and so are the parts of a
    name in Latin letters."""
    tokens: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, stop):
        a, b = match.span()
        if tokens and text[tokens[-1][1] : a].isspace():
            are_single = b - a == 1 == tokens[-1][1] - tokens[-1][0]
            if are_single or _LATIN.fullmatch(text, a, b) and _LATIN.fullmatch(text, *tokens[-1]):
                a = tokens.pop()[0]
        tokens.append((a, b))
    return tokens
