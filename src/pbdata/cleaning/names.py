"""Names of the people who made an article, as bylines print them: （记者 张三 通讯员 李四）."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_SEPARATORS = r"\s、，,;；/／&＆|·"
_FULL_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
_TOKEN = re.compile(rf"[^{_SEPARATORS}]+(?:·[^{_SEPARATORS}]+)*")
_BRACKETS = "()（）[]【】〔〕《》<>□■◎●◆▲○◇“”\"'*：:丨|/／ \t"
# 记者王小明／台北报导, 记者王小明 陇山报道, 记者黎明慧云雾县6日电: place, date and verb are no name. Where nothing parts
# the name from the place, it is taken to have three characters, as most have.
_REPORTED_FROM = re.compile(
    r"(?:\s*[／/]\s*|\s+|(?<=记者[\u4e00-\u9fff]{3}))[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合)?(?:报导|报道|专电|专讯|电|讯|摄影报道)\s*$"
)


# 石佳/中国青年报: the paper behind the stroke.
_MEDIUM = re.compile(r"(?<=[\u4e00-\u9fff])\s*[/／]\s*[\u4e00-\u9fff]{2,8}(?:报|网|社|台|新闻)$")


class Maker(NamedTuple):
    """A name with the range where it stands; the role in plain words and the range of the role word, if one is printed."""

    start: int
    stop: int
    name: str
    role: str | None
    role_range: tuple[int, int] | None


class _Piece(NamedTuple):
    """A run of names in a byline, with the role that holds for them and the range of its word."""

    start: int
    stop: int
    role: str | None
    role_range: tuple[int, int] | None


class _Lexicon(NamedTuple):
    surnames: frozenset[str]
    compound: frozenset[str]
    never: frozenset[str]
    role_words: dict[str, str]
    role: re.Pattern[str]
    trailing_words: dict[str, str]
    trailing: re.Pattern[str]


def find_makers(text: str, start: int, stop: int) -> list[Maker]:
    """Return the makers named in ``text[start:stop]``, a byline without its surroundings; empty if it is none.

    A role word holds for the names after it up to the next role word, or, at the end, for those before it. All words
    must be roles or names: one that is neither makes the whole no byline. Without any role each name must begin with a
    surname. Two single characters side by side are one name (方 敏).
    """
    lexicon = _lexicon()
    inner_start, inner_stop = _strip(text, start, stop)
    reported = _REPORTED_FROM.search(text, inner_start, inner_stop) or _MEDIUM.search(text, inner_start, inner_stop)
    if reported:
        inner_stop = reported.start()
    pieces = _pieces(text, inner_start, inner_stop, lexicon)
    makers: list[Maker] = []
    has_role = any(role for _, _, role, _ in pieces)
    for first, last, role, role_range in pieces:
        found = _names(text, first, last, lexicon, trusted=role is not None or has_role)
        if found is None:
            return []
        makers += [Maker(a, b, re.sub(r"\s", "", text[a:b]), role, role_range) for a, b in found]
    return makers


def begins_with_surname(name: str) -> bool:
    """Whether a name begins with a known surname and leaves one or two characters for the given name."""
    lexicon = _lexicon()
    if name[:2] in lexicon.compound:
        return 3 <= len(name) <= 4
    return name[:1] in lexicon.surnames and 2 <= len(name) <= 3


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _BRACKETS:
        start += 1
    while stop > start and text[stop - 1] in _BRACKETS:
        stop -= 1
    return start, stop


def _pieces(text: str, start: int, stop: int, lexicon: _Lexicon) -> list[_Piece]:
    """Cut a byline at its role words."""
    marks = list(lexicon.role.finditer(text, start, stop))
    pieces = []
    first = marks[0].start() if marks else stop
    if text[start:first].strip(_BRACKETS) and not (marks and _is_affiliation(text[start:first])):
        pieces.append(_Piece(start, first, None, None))
    ends = [mark.start() for mark in marks[1:]] + [stop]
    for mark, last in zip(marks, ends[: len(marks)], strict=True):
        names = text[mark.end() : last].strip(_BRACKETS)
        is_affiliation = last < stop and not text[last - 1].isspace() and not begins_with_surname(names)
        if not is_affiliation or any(c in names for c in " 、，"):
            pieces.append(_Piece(mark.end(), last, lexicon.role_words[mark[0]], mark.span()))
    pieces = [_without_trailing_role(text, piece, lexicon) for piece in pieces]
    return [piece for piece in pieces if text[piece.start : piece.stop].strip(_BRACKETS + "、，,；;/&和")]


def _without_trailing_role(text: str, piece: _Piece, lexicon: _Lexicon) -> _Piece:
    ending = lexicon.trailing.search(text, piece.start, piece.stop)
    if ending is None:
        return piece
    if piece.role:
        return piece._replace(stop=ending.start())
    return _Piece(piece.start, ending.start(), lexicon.trailing_words[ending[1]], ending.span(1))


def _is_affiliation(words: str) -> bool:
    return bool(re.fullmatch(r"[\u3400-\u9fffA-Za-z·\-—“”《》]{2,16}\s*", words.strip(_BRACKETS)))


def _names(text: str, start: int, stop: int, lexicon: _Lexicon, *, trusted: bool) -> list[tuple[int, int]] | None:
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text, *_strip(text, start, stop))]
    found: list[tuple[int, int]] = []
    k = 0
    while k < len(tokens):
        a, b = tokens[k]
        if (
            b - a == 1
            and k + 1 < len(tokens)
            and tokens[k + 1][1] - tokens[k + 1][0] == 1
            and text[b : tokens[k + 1][0]].isspace()
        ):
            b = tokens[k + 1][1]
            k += 1
        name = re.sub(r"\s", "", text[a:b])
        if name in lexicon.never or not _FULL_NAME.fullmatch(name):
            return None
        if not (trusted or begins_with_surname(name)):
            return None
        found.append((a, b))
        k += 1
    return found


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load((files("pbdata.cleaning") / "rules" / "names.yaml").read_text("utf-8"))
    words = {printed: role for role, forms in data["roles"].items() for printed in forms}
    trailing = {printed: role for role, forms in data["trailing_roles"].items() for printed in forms}

    def any_of(forms: dict[str, str]) -> str:
        return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))

    return _Lexicon(
        frozenset(data["surnames"].replace(" ", "")),
        frozenset(data["compound_surnames"]),
        frozenset(data["never"]),
        words,
        re.compile(any_of(words)),
        trailing,
        re.compile(rf"(?:[\s/]|(?<=[\u3400-\u9fff]{{2}})(?!文|图))({any_of(trailing)})\s*$"),
    )
