"""What stands before and after a place where a name could be, in bits for or against."""

import re
from collections.abc import Mapping
from functools import cache

from pbdata.chinese.characters import HAN, is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.scanning import trie
from pbdata.chinese.sentences import ENDS
from pbdata.facts.persons.lexicon import by_first, characters, title_kinds, word_set, words
from pbdata.facts.persons.name_characters import (
    STRONG,
    given_classes,
    is_verb,
    is_word,
    likelihood,
    surname_bits,
    surname_classes,
)
from pbdata.facts.persons.titles import head_before, honorific_after, names_a_maker

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
SURE = 8
LISTED = 6
SPOKEN, VERB, GRAMMAR = 5, 3, 2
_SAID = 7  # 于友先表示，: and no more of the clause
_PRESENTED, _OWN, _COLON, _MARK, _WORD = 9, 4, 3, 2, 1
_PLACE, _SIGNED, _ACROSS_A_WORD = -8, -8, -8
_NO_GRAMMAR = -3  # 蓝进和，: a conjunction needs a word behind it
_LEAST, _LEAST_CLAUSE, _LEAST_INSIDE = -10, -3, 6
_BEFORE_LISTED = frozenset("、 ：／/”（和与及")
_CLOSES_A_LIST = frozenset("等一各两三四五六七八九十")
_PLACE_SOON = frozenset("社街小村镇乡县")
_TIMES = "年月日时"
_CONJUNCTIONS = "和与同跟"
_OPENS = "“‘《"
_LONGEST_ITEM = 3
_LONGEST_BRACKET = 20
_JOINTS = frozenset({"、", " ", "  ", "，", "/", ""})


@cache
def places_for_names() -> re.Pattern[str]:
    """Return the pattern whose matches are the places where a Chinese name could begin: its surname."""
    single, strong, compound = surname_classes()
    ends = "".join(sorted(word[-1] for word in {*title_kinds(), *words("makers"), *words("left")}))
    openings = "".join(sorted({surname[0] for surname in compound}))
    given, likely = given_classes()
    # One set first, so that the search passes quickly over all else; what it needs before it is looked for behind it.
    anywhere = rf"(?<=[{strong}{openings}])(?={given})"
    known = rf"(?={trie(name[1:] for name in words('known'))})"
    # Behind a character that is none of Han, as a class that is quick to look up.
    behind = rf"(?:(?<![\u3400-\u9fff].)|(?<=[{ends}].))(?={likely})"
    return re.compile(rf"[{single}{openings}](?:{anywhere}|{known}|{behind})", re.DOTALL)


def least_bits(text: str, start: int) -> int:
    """Return the bits below which the characters of a name are hopeless here, whatever follows and how often it comes."""
    character = text[start - 1 : start]
    least = _least().get(character)
    if least is not None:
        return least
    return _LEAST_INSIDE if is_han(character) else _LEAST_CLAUSE


@cache
def spaced_names() -> re.Pattern[str]:
    """Return the pattern of a name whose two characters a space parts, and which other characters part from all else."""
    single, _, _ = surname_classes()
    behind = f"[{ENDS}、，；）\\n ]|等|出席|参加|主持|陪同|说|表示|同志|$"
    return re.compile(rf"([{single}]) {{1,2}}([{HAN}])(?={behind})")


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
    ):
        kind = "verb"
    crossed = is_word(text[start - 1 : start + 1]) and kind in ("title", "verb", "word", "inside")
    if kind == "title":
        # 同学习贯彻: 学习 takes the surname, unless that is hardly ever anything else (队长江大海, 主任何方).
        weak = crossed and surname_bits(text[start]) < STRONG
        return kind, BEFORE[kind] + (_ACROSS_A_WORD // 2 if weak else 0)
    if kind == "inside" and not crossed and is_word(text[start - 2 : start]):
        return kind, BEHIND_A_WORD
    return kind, BEFORE[kind] + (_ACROSS_A_WORD if crossed else 0)


def after(text: str, stop: int) -> int:
    """Return the bits of what follows a name that would end at ``stop``."""
    follows = text[stop : stop + 1]
    if text.startswith(by_first("credits").get(follows, ()), stop):
        return _SIGNED
    return _after_word(text, stop, follows) if is_han(follows) else _after_mark(text, stop, follows)


def _after_mark(text: str, stop: int, follows: str) -> int:
    if follows in ("，", "（") and _pattern("presented").match(text, stop):
        return _PRESENTED
    if follows == "、":
        if _pattern("no-persons-listed").match(text, stop):
            return _PLACE
        if _opens_with_name(text, stop + 1) or honorific_after(text, stop + 1) is not None:
            return LISTED
    if follows == "（" and head_before(text, text.find("）", stop, stop + _LONGEST_BRACKET)) is not None:
        return SPOKEN
    return _COLON if follows == "：" else _MARK


def _after_word(text: str, stop: int, follows: str) -> int:
    if text.startswith(by_first("bodies_behind").get(follows, ()), stop) or _names_a_firm(text, stop):
        return _PLACE
    if text.startswith(by_first("speech").get(follows, ()), stop):
        return _SAID if _pattern("says").match(text, stop) else SPOKEN
    if text.startswith(by_first("acting").get(follows, ()), stop) and _pattern("acts-and-speaks").match(text, stop):
        return SPOKEN
    if text.startswith(by_first("belongings").get(follows, ()), stop):
        return _OWN
    if follows != "副" and (addressed := honorific_after(text, stop)) is not None:
        # 安寮里里长, 永安镇长吕文雄: the post of a place and no form of address.
        if text[stop - 1] == follows or (follows in characters("divisions") and _begins_like_a_name(text, addressed)):
            return _PLACE
        return GRAMMAR if follows in characters("place_after") else SPOKEN
    if follows in _CLOSES_A_LIST and _pattern("no-persons-listed").match(text, stop):
        return _PLACE
    if follows in characters("grammar_after"):
        return GRAMMAR if _is_grammar(text, stop, follows) else _NO_GRAMMAR
    if follows in characters("place_after") or (
        text[stop + 1 : stop + 2] in _PLACE_SOON and _pattern("place-soon").match(text, stop)
    ):
        return _PLACE
    return _before_no_sign(text, stop)


def _names_a_firm(text: str, stop: int) -> bool:
    """Whether what stands behind makes the name of a firm: 康恩贝制药股份有限公司."""
    return _pattern("firm").match(text, stop) is not None and not is_verb(text[stop : stop + 2])


def _before_no_sign(text: str, stop: int) -> int:
    """The bits of characters that say nothing of a name: whether a word begins behind it, or it would cut one."""
    if is_word(text[stop - 1 : stop + 2]):
        return _ACROSS_A_WORD
    word_begins = is_word(text[stop : stop + 2])
    if not is_word(text[stop - 1 : stop + 1]):
        return VERB if is_verb(text[stop : stop + 2]) else _WORD if word_begins else 0
    if not word_begins:
        return _ACROSS_A_WORD
    # 许权中指挥作战: 中指 leaves 挥 alone, so that the word that begins behind the name is likelier.
    return _ACROSS_A_WORD // 2 if is_word(text[stop + 1 : stop + 3]) else _ACROSS_A_WORD // 8


def _is_grammar(text: str, stop: int, follows: str) -> bool:
    """Whether a character that may be a word of grammar has behind it what such a word needs: 蓝进和， has not."""
    if follows == "家":
        return not is_han(text[stop + 1 : stop + 2]) or text[stop + 1] in characters("house_behind")
    if follows not in characters("needs_more"):
        return True
    behind = text[stop + 1 : stop + 2]
    if follows in _CONJUNCTIONS and text.startswith(by_first("no_noun").get(behind, ()), stop + 1):
        return False
    return is_han(behind) or (behind != "" and behind in _OPENS) or behind.isdigit()


def ends_otherwise(name: str) -> bool:
    """Whether the end of a string makes it a place, a form of address or a sentence: 徐家镇, 李家湾, 王叔, 李直言."""
    last = name[-1]
    if len(name) == 3 and name[1:] in word_set("speech"):
        return True
    if (
        len(name) == 3
        and name[1] == "家"
        and (last in characters("place_after") or last in characters("short_place_ends"))
    ):
        return True
    return last in characters("place_ends") or (last in characters("address_ends") and len(name) == 2)


def tears_a_verb(text: str, start: int, stop: int) -> bool:
    """Whether a name of three ends in the first half of a verb: 申思利 of 申思利用."""
    return stop - start == 3 and is_verb(text[stop - 1 : stop + 1])


def has_title_inside(text: str, start: int, stop: int) -> bool:
    """Whether a string holds a surname with a post or form of address, or the beginning of one: 向徐阿婆, 青年商吴会长."""
    ends = range(start + 1, stop + _ends_in_surname(text, start, stop))
    return any(honorific_after(text, at) is not None and surname_bits(text[at - 1]) > 0 for at in ends)


def _ends_in_surname(text: str, start: int, stop: int) -> bool:
    """Whether a string of two characters rather holds another word and a surname: 青年商吴会长."""
    return stop - start == 2 and surname_bits(text[start]) < STRONG <= surname_bits(text[stop - 1])


def is_eponym(text: str, stop: int) -> bool:
    """Whether what follows a name makes it the name of something else: 焦裕禄精神, 雷锋班."""
    ends = by_first("eponyms").get(text[stop : stop + 1], ())
    word = next((end for end in ends if text.startswith(end, stop)), None)
    # 王明号召: one character is none where it begins another word.
    return word is not None and (len(word) > 1 or not is_word(text[stop : stop + 2]))


def joins(text: str, start: int, stop: int) -> bool:
    """Whether the last character of a string joins the name before it to a post: 王明和副县长李军."""
    return (
        stop - start > 2
        and text[stop - 1] in _CONJUNCTIONS
        and not text.startswith(words("mere_addresses"), stop)
        and (text.startswith("副", stop) or honorific_after(text, stop) is not None)
    )


def is_surname_alone(text: str, start: int) -> bool:
    """Whether the surname at ``start`` stands before a post (陈书记, 陈前总召), or is the end of one (主任)."""
    given = start + 1
    former = text[given : given + 1] in ("前", "副", "原", "老")
    return honorific_after(text, given + former) is not None or head_before(text, given) is not None


def is_item(text: str, start: int, stop: int) -> bool:
    """Whether a whole item of a list looks like a name."""
    name = text[start:stop]
    if not 2 <= len(name) <= _LONGEST_ITEM or surname_bits(text[start]) < STRONG:
        return False
    return likelihood(name) > 0 and not ends_otherwise(name)


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
    if character == "的" or pair in word_set("left"):
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


def _begins_like_a_name(text: str, start: int) -> bool:
    return surname_bits(text[start : start + 1]) >= STRONG and any(
        likelihood(text[start : start + length]) >= SURE for length in (2, 3) if start + length <= len(text)
    )


def _closes_with_name(text: str, stop: int) -> bool:
    start = stop
    while start > max(0, stop - _LONGEST_ITEM - 1) and is_han(text[start - 1]):
        start -= 1
    return is_item(text, start, stop)


def _opens_with_name(text: str, start: int) -> bool:
    """Whether the next item of a list is a name, or at least begins like one."""
    stop = start
    while stop < min(len(text), start + _LONGEST_ITEM + 1) and is_han(text[stop]):
        stop += 1
    if stop - start > _LONGEST_ITEM:
        return surname_bits(text[start]) >= SURE and likelihood(text[start : start + _LONGEST_ITEM]) >= SURE
    return is_item(text, start, stop)


@cache
def _least() -> Mapping[str, int]:
    """The least bits by the character before a name."""
    titled = {word[-1] for word in (*title_kinds(), *words("makers"))}
    return dict.fromkeys((word[-1] for word in word_set("left")), _LEAST_CLAUSE) | dict.fromkeys(
        [*_BEFORE_LISTED, *titled], _LEAST
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "context", name).pattern
