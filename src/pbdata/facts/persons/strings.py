"""What a string that could be a name is by itself, or with the word beside it: a place, an address, a post with its surname."""

from pbdata.facts.persons.lexicon import by_first, characters, word_set, words
from pbdata.facts.persons.name_characters import (
    STRONG,
    is_verb,
    is_word,
    likelihood,
    surname_bits,
)
from pbdata.facts.persons.titles import head_before, honorific_after

SURE = 8
CONJUNCTIONS = "和与同跟"
_TIME = "时"
_JOINS_OR_TIME = frozenset(CONJUNCTIONS + _TIME)
LONGEST_ITEM = 3


def ends_otherwise(name: str) -> bool:
    """Whether the end of a string makes it a place, a form of address or a sentence: 徐家镇, 李家湾, 王叔, 李直言."""
    last = name[-1]
    if last in characters("place_ends"):
        return True
    if len(name) == 2:
        return last in characters("address_ends")
    if len(name) != 3:
        return False
    if name[1] == "家" and (last in characters("place_after") or last in characters("short_place_ends")):
        return True
    return name[1] == "氏" or name[1:] in word_set("speech")


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
    if word is None or text.startswith("毕业", stop + len(word)):
        return False  # 焦建鹏大学毕业后
    # 王明号召: one character is none where it begins another word.
    return len(word) > 1 or not is_word(text[stop : stop + 2])


def joins_or_tells_time(text: str, start: int, stop: int) -> bool:
    """Whether the last character of a string joins the name before it to a post, or may be 时 behind it.

    王明和副县长李军; 见到李娜时，他正在, but not 庄良时说.
    """
    last = text[stop - 1]
    if stop - start < 3 or last not in _JOINS_OR_TIME:
        return False
    if last == _TIME:
        return text[stop : stop + 1] in ("，", "他", "她")
    return not text.startswith(words("mere_addresses"), stop) and (
        text.startswith("副", stop) or honorific_after(text, stop) is not None
    )


def is_surname_alone(text: str, start: int) -> bool:
    """Whether the surname at ``start`` stands before a post (陈书记, 陈前总召), or is the end of one (主任)."""
    given = start + 1
    former = text[given : given + 1] in ("前", "副", "原", "老")
    return honorific_after(text, given + former) is not None or head_before(text, given) is not None


def is_item(text: str, start: int, stop: int) -> bool:
    """Whether a whole item of a list looks like a name."""
    name = text[start:stop]
    if not 2 <= len(name) <= LONGEST_ITEM or surname_bits(text[start]) < STRONG:
        return False
    return likelihood(name) > 0 and not ends_otherwise(name)
