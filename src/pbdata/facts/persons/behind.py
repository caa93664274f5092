"""What stands behind a place where a name could end, in bits for or against."""

import re
from functools import cache

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.facts.persons.lexicon import by_first, characters, word_set
from pbdata.facts.persons.name_characters import (
    STRONG,
    is_verb,
    is_word,
    likelihood,
    surname_bits,
)
from pbdata.facts.persons.strings import CONJUNCTIONS, LONGEST_ITEM, SURE, is_item
from pbdata.facts.persons.titles import after as post_after
from pbdata.facts.persons.titles import head_before, honorific_after

LISTED = 6
COUNTED = 10  # 何大同、林小英等3位
SPOKEN, VERB, GRAMMAR, WORD = 5, 3, 2, 1
_SAID = 7  # 于友先表示，: and no more of the clause
_PRESENTED, _OWN, _COLON, _MARK = 9, 4, 3, 2
_PLACE, _SIGNED, _ACROSS_A_WORD = -8, -8, -8
_NO_GRAMMAR = -3  # 蓝进和，: a conjunction needs a word behind it
_CLOSES_A_LIST = frozenset("等一各两三四五六七八九十")
_PLACE_SOON = frozenset("社街小村镇乡县")
_OPENS = "“‘《"
_BEHIND_A_TIME = frozenset("，他她")  # 见到李娜时，
_LONGEST_BRACKET = 20
_LONGEST_POST = 20


def after(text: str, stop: int) -> int:
    """Return the bits of what follows a name that would end at ``stop``."""
    follows = text[stop : stop + 1]
    if _pattern("persons-counted").match(text, stop):
        return COUNTED
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
        if _is_a_post_with_a_name(text, stop + 1):
            return SPOKEN
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
    addressed = honorific_after(text, stop)
    if addressed is not None and not (follows == "副" and _begins_like_a_name(text, addressed)):
        # 安寮里里长, 永安镇长吕文雄: the post of a place and no form of address.
        if text[stop - 1] == follows or (follows in characters("divisions") and _begins_like_a_name(text, addressed)):
            return _PLACE
        return GRAMMAR if follows in characters("place_after") else SPOKEN
    if text.startswith(by_first("holds").get(follows, ()), stop) and post_after(text, stop):
        return SPOKEN
    if follows in _CLOSES_A_LIST and _pattern("no-persons-listed").match(text, stop):
        return _PLACE
    if follows in characters("grammar_after"):
        return GRAMMAR if _is_grammar(text, stop, follows) else _NO_GRAMMAR
    is_place = follows in characters("place_after") and text[stop : stop + 2] not in word_set("no_place")
    if is_place or (text[stop + 1 : stop + 2] in _PLACE_SOON and _pattern("place-soon").match(text, stop)):
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
        return VERB if is_verb(text[stop : stop + 2]) else WORD if word_begins else 0
    if not word_begins:
        return _ACROSS_A_WORD
    # 许权中指挥作战: 中指 leaves 挥 alone, so that the word that begins behind the name is likelier.
    return _ACROSS_A_WORD // 2 if is_word(text[stop + 1 : stop + 3]) else _ACROSS_A_WORD // 8


def _is_grammar(text: str, stop: int, follows: str) -> bool:
    """Whether a character that may be a word of grammar has behind it what such a word needs: 蓝进和， has not."""
    if follows == "家":
        return not is_han(text[stop + 1 : stop + 2]) or text[stop + 1] in characters("house_behind")
    if follows == "时":
        return text[stop + 1 : stop + 2] in _BEHIND_A_TIME
    if follows not in characters("needs_more"):
        return True
    behind = text[stop + 1 : stop + 2]
    if follows in CONJUNCTIONS and text.startswith(by_first("no_noun").get(behind, ()), stop + 1):
        return False
    return is_han(behind) or (behind != "" and behind in _OPENS) or behind.isdigit()


def _begins_like_a_name(text: str, start: int) -> bool:
    return surname_bits(text[start : start + 1]) >= STRONG and any(
        likelihood(text[start : start + length]) >= SURE for length in (2, 3) if start + length <= len(text)
    )


def _opens_with_name(text: str, start: int) -> bool:
    """Whether the next item of a list is a name, or at least begins like one."""
    stop = start
    while stop < min(len(text), start + LONGEST_ITEM + 1) and is_han(text[stop]):
        stop += 1
    if stop - start > LONGEST_ITEM:
        return surname_bits(text[start]) >= SURE and likelihood(text[start : start + LONGEST_ITEM]) >= SURE
    return is_item(text, start, stop)


def _is_a_post_with_a_name(text: str, start: int) -> bool:
    """Whether the next item of a list is a post and what looks like a name: 连队指导员郝亮."""
    stop = start
    while stop < min(len(text), start + _LONGEST_POST) and is_han(text[stop]):
        stop += 1
    return any(
        is_item(text, at, stop) and head_before(text, at) is not None for at in (stop - 2, stop - 3) if at > start
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "context", name).pattern
