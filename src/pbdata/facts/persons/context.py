"""What stands before a place where a name could be, in bits for or against, and where such places are."""

import re
from collections.abc import Mapping
from functools import cache

from pbdata.chinese.characters import HAN, is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.scanning import firsts, trie
from pbdata.chinese.sentences import ENDS
from pbdata.facts.persons.lexicon import characters, title_kinds, word_set, words
from pbdata.facts.persons.name_characters import (
    STRONG,
    given_classes,
    is_verb,
    is_word,
    likelihood,
    surname_bits,
    surname_classes,
)
from pbdata.facts.persons.strings import LONGEST_ITEM, is_item
from pbdata.facts.persons.titles import head_before, names_a_maker
from pbdata.patterns import compiled

# How much each kind of place speaks for a name: behind a post, a word for makers, an item of a list, behind what ends like
# a calling that no list has (记账员), the beginning of a paragraph or of a clause, a verb or preposition of two characters
# or of one, and none of these.
BEFORE = {
    "title": 8,
    "maker": 8,
    "list": 7,
    "calling": 5,
    "paragraph": 4,
    "clause": 2,
    "verb": 2,
    "word": 1,
    "inside": -3,
}
BEHIND_A_WORD = -1
_ACROSS_A_WORD = -8
_WHOLE_ITEM = 2
_LIKELY = 6  # 书记单春雨, and not 首长向传媒
_LEAST, _LEAST_CLAUSE, _LEAST_INSIDE = -10, -3, 6
_BEFORE_LISTED = frozenset("、 ：／/”（和与及")
_WITHIN_A_CLAUSE = frozenset({"title", "verb", "word", "inside"})
_TIMES = "年月日时"
_ASPECTS = frozenset("了过着到")  # 慰问了, 看望过
_JOINTS = frozenset({"、", " ", "  ", "，", "/", ""})


@cache
def places_for_names() -> re.Pattern[str]:
    """Return the pattern whose matches are the places where a Chinese name could begin: its surname."""
    single, strong, compound = surname_classes()
    lasts = {word[-1] for word in {*title_kinds(), *words("makers"), *words("left")}}
    ends = "".join(sorted(lasts | _ASPECTS))
    openings = "".join(sorted({surname[0] for surname in compound}))
    given, likely = given_classes()
    honorifics, known_names = words("honorifics"), [name[1:] for name in words("known")]
    # One set first, so that the search passes quickly over all else; what it needs before it is looked for behind it. Sets
    # come before words too: most places fail there.
    anywhere = rf"(?<=[{strong}{openings}])(?={given})"
    known = rf"(?=[{firsts(known_names)}])(?={trie(known_names)})"
    # Behind a character that is none of Han, as a class that is quick to look up.
    behind = rf"(?:(?<![\u3400-\u9fff].)|(?<=[{ends}].))(?={likely})"
    may_be_addressed = rf"(?=[{HAN}](?:[{firsts(honorifics)}]|[{HAN}][{firsts(honorifics)}]))"
    addressed = rf"{may_be_addressed}(?=[{HAN}]{{1,2}}{trie(honorifics)})"
    return compiled(f"{__name__}.place", rf"[{single}{openings}](?:{anywhere}|{behind}|{known}|{addressed})", re.DOTALL)


@cache
def spaced_names() -> re.Pattern[str]:
    """Return the pattern of a name whose two characters a space parts, and which other characters part from all else."""
    single, _, _ = surname_classes()
    behind = f"[{ENDS}、，；）\\n ]|等|出席|参加|主持|陪同|说|表示|同志|$"
    return compiled(f"{__name__}.spaced", rf"([{single}]) {{1,2}}([{HAN}])(?={behind})")


def before(text: str, start: int, last: tuple[int, str]) -> tuple[str, int]:
    """Return the kind of place before ``start`` and its bits. ``last`` is the end and the kind of the name before."""
    last_stop, last_kind = last
    kind = (
        "maker" if last_kind == "maker" and text[last_stop:start] in _JOINTS else _kind_before(text, start, last_stop)
    )
    if (
        kind == "title"
        and text[start] in characters("grammar_surnames")
        and is_han(text[start + 2 : start + 3])
        and is_han(text[start + 3 : start + 4])
        and likelihood(text[start : start + 3]) < _LIKELY
    ):
        kind = "verb"
    crossed = kind in _WITHIN_A_CLAUSE and is_word(text[start - 1 : start + 1])
    if kind == "title":
        # 同学习贯彻: 学习 takes the surname, unless that is hardly ever anything else (队长江大海, 主任何方).
        weak = crossed and surname_bits(text[start]) < STRONG
        return kind, BEFORE[kind] + (_ACROSS_A_WORD // 2 if weak else 0)
    if kind == "inside" and not crossed and (is_word(text[start - 2 : start]) or text[start - 1] in "处室科"):
        return kind, BEHIND_A_WORD
    if kind == "list" and last_stop == start - 1 and _pattern("item-of-three").match(text, start):
        return kind, BEFORE[kind] + _WHOLE_ITEM
    return kind, BEFORE[kind] + (_ACROSS_A_WORD if crossed else 0)


def _kind_before(text: str, start: int, last_stop: int) -> str:
    return (_kind_behind_word if is_han(text[start - 1 : start]) else _kind_behind_mark)(text, start, last_stop)


def _kind_behind_mark(text: str, start: int, last_stop: int) -> str:
    mark = text[start - 1 : start]
    if mark == "（" and _opens_signature(text, start):
        return "maker"
    if mark in (" ", "：", "／", "/") and names_a_maker(text, start - 1):
        return "maker"
    if mark == "”" and head_before(text, start - 1) is not None and not _quotes_a_deed(text, start - 1):
        return "title"
    if mark in ("", "\n"):
        return "paragraph"
    if mark in ("、", " ") and (last_stop == start - 1 or _closes_with_name(text, start - 1)):
        return "list"
    return "clause"


def _kind_behind_word(text: str, start: int, last_stop: int) -> str:
    character, pair = text[start - 1], text[start - 2 : start]
    if names_a_maker(text, start):
        return "maker"
    if character in _TIMES and text[start - 2 : start - 1].isdigit():
        return "clause"
    if head_before(text, start) is not None:
        return "title"
    if character in characters("calling_ends") and not is_word(pair):
        return "calling"
    if character == "叫" and rule("pbdata.facts.persons", "titles", "called").pattern.search(text, start - 6, start):
        return "title"
    if character == "的" or pair in word_set("left"):
        return "verb"
    if character in _ASPECTS and text[start - 3 : start - 1] in word_set("left"):
        return "verb"
    if character in ("和", "与", "及") and 0 < last_stop == start - 1:
        return "list"
    return "word" if character in word_set("left") else "inside"


def _quotes_a_deed(text: str, stop: int) -> bool:
    """Whether the quoted words that end at ``stop`` say what is done for somebody, and call nobody so: “造福里民”."""
    opens = text.rfind("“", 0, stop) + 1
    return opens > 0 and is_verb(text[opens : opens + 2])


def _opens_signature(text: str, start: int) -> bool:
    """。（李大山）: whether the bracket before a place stands behind a sentence and holds no more than a name."""
    return text[start - 2 : start - 1] in ENDS + "”\n" and _pattern("signature").match(text, start) is not None


def _closes_with_name(text: str, stop: int) -> bool:
    start = stop
    while start > max(0, stop - LONGEST_ITEM - 1) and is_han(text[start - 1]):
        start -= 1
    return is_item(text, start, stop)


class _Least(dict[str, int]):
    """The least bits by the character before a name; those that no list has are asked once whether they are of Han."""

    def __missing__(self, character: str) -> int:
        self[character] = _LEAST_INSIDE if is_han(character) else _LEAST_CLAUSE
        return self[character]


@cache
def least_bits() -> Mapping[str, int]:
    """Return by the character before a name the bits below which its own are hopeless, whatever follows and how often it comes."""
    titled = {word[-1] for word in (*title_kinds(), *words("makers"))}
    return _Least(
        dict.fromkeys((*(word[-1] for word in word_set("left")), *_ASPECTS), _LEAST_CLAUSE)
        | dict.fromkeys([*_BEFORE_LISTED, *titled], _LEAST)
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "context", name).pattern
