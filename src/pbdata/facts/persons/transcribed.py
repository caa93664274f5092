"""Names in transcription, of other peoples of China and of foreigners: 阿依古丽·买买提, 贾巴伍各, 康巴罗桑.

Between the parts of one stands a dot, whatever the code point that the page prints for it. One without a dot is told behind
a post, in a list or in a notice alone, by its characters, if it ends where a name may end.
"""

import re
from collections.abc import Iterator
from functools import cache

from pbdata.chinese.characters import HAN, is_han
from pbdata.chinese.rules import rule
from pbdata.facts.persons.behind import GRAMMAR, SPOKEN, after
from pbdata.facts.persons.context import before
from pbdata.facts.persons.lexicon import characters, title_kinds, word_set
from pbdata.facts.persons.name_characters import is_word, surname_bits, transcribed_bits, transcribed_class
from pbdata.facts.persons.spotted import THRESHOLD, Spotted
from pbdata.facts.persons.titles import head_before
from pbdata.patterns import compiled

_DOTS = frozenset("·•‧・．∙⋅᛫\u0387\u2e31\ua78f\uff65")
_LONGEST_PART = 8
_SHORTEST_DOTTED = 5
_SHORTEST = 3
_SHORTEST_OF_A_NAME_CUT = 4
_NO_SURNAME = -3
_LONGEST_CHINESE = 3
_LONGEST_BEGINNING = 2
_LONGEST_PRESENTED = 5
_BITS_PER_CHARACTER = 2.5
_BITS_SPOKEN = 2


def transcribed_names(text: str) -> list[Spotted]:
    """Return the names in transcription, in order and apart from each other."""
    found = [*_dotted_names(text), *_presented_names(text)]
    taken = {at for one in found for at in range(one.start, one.stop)}
    for match in _behind_title().finditer(text):
        name = _behind(text, match.start())
        if name is not None and name.start not in taken:
            found.append(name)
            taken.update(range(name.start, name.stop))
    found += (name for name in _speaking(text) if name.start not in taken)
    return found


def _dotted_names(text: str) -> Iterator[Spotted]:
    if not _has_dot(text):
        return
    for match in _dotted().finditer(text):
        start = _with_beginning(text, match.start())
        last = match.end() - len(match["last"])
        stop = _without_words(text, start, match.end())
        if stop == last:
            stop = match.end() + 1  # 普京: the whole last part is a word
        # 巴特尔·苏和骑着马: one character alone is rarely the last part.
        stop += stop - last == 1 and text[stop : stop + 1] in characters("in_dotted")
        if stop - start >= _SHORTEST_DOTTED:
            yield Spotted(start, stop, THRESHOLD, "middle-dot")


def _with_beginning(text: str, start: int) -> int:
    """Where a name with dots begins whose first characters stand in no other name: 护边员托乎|提·阿不都拉."""
    if head_before(text, start) is not None:
        return start
    for at in range(start - 1, max(0, start - _LONGEST_BEGINNING) - 1, -1):
        if text[at] not in _openings() or text[at:start] in word_set("left"):
            break
        if (
            not is_han(text[at - 1 : at])
            or text[at - 1] in characters("calling_ends")
            or head_before(text, at) is not None
        ):
            return at
    return start


def _has_dot(text: str) -> bool:
    """Whether there is a dot between Han characters; quicker than to search for the rule where there is none."""
    if any(dot in text for dot in _DOTS):
        return True
    return "." in text and _dot().search(text) is not None


def _presented_names(text: str) -> Iterator[Spotted]:
    """Names that a notice presents, behind no post: 蒙根图雅，女，蒙古族; 黄左梦琪，女，汉族."""
    if "男" not in text and "女" not in text:
        return
    for match in rule(__package__, "names", "presented").pattern.finditer(text):
        start, stop = match.span("name")
        if _has_bits(match["name"]) or _may_be_presented(text, start, stop):
            yield Spotted(start, stop, THRESHOLD, "presented")


def _may_be_presented(text: str, start: int, stop: int) -> bool:
    """Whether a few characters may be a name where hardly anything else can stand: 钟表，男，汉族; 次仁央宗（藏族）."""
    length, has_surname = stop - start, surname_bits(text[start]) > _NO_SURNAME
    if "某" in text[start:stop] or head_before(text, stop) is not None:
        return False
    if length <= _LONGEST_CHINESE and has_surname:
        return True
    return length <= _LONGEST_PRESENTED and not any(is_word(text[at : at + 2]) for at in range(start, stop - 1))


def goes_on(text: str, start: int, stop: int) -> bool:
    """Whether a name of Chinese shape is the beginning of a longer one in transcription: 贾巴伍 of 贾巴伍各."""
    follows = text[stop : stop + 1]
    if follows not in _characters() and follows not in characters("may_go_on"):
        return False
    whole = _stop(text, start)
    if whole == stop and follows in characters("may_go_on") and stop - start >= _SHORTEST:
        return _has_bits(text[start:stop])
    return whole > stop and whole - start >= _SHORTEST_OF_A_NAME_CUT and _is_likely(text[start:whole], spoken=True)


def stands_at_a_dot(text: str, start: int, stop: int) -> bool:
    """Whether a name of Chinese shape is a part of one with dots: 皮尔 of 冯·皮尔."""
    return text[start - 1 : start] in _DOTS or text[stop : stop + 1] in _DOTS


def _behind(text: str, start: int) -> Spotted | None:
    stop = _stop(text, start)
    kind, _ = before(text, start, (0, ""))
    if (
        kind not in ("title", "list", "verb")
        or stop - start < _SHORTEST
        or text[stop : stop + 1] in characters("may_go_on")
    ):
        return None
    follows = after(text, stop)
    least = SPOKEN if kind == "verb" else GRAMMAR if stop - start == _SHORTEST else 0
    likely = follows >= least and _is_likely(text[start:stop], spoken=follows >= SPOKEN)
    return Spotted(start, stop, THRESHOLD, kind) if likely else None


def _speaking(text: str) -> Iterator[Spotted]:
    """Names behind no post, of four characters and more, of whom the clause tells that they speak."""
    for match in _opening().finditer(text):
        start = match.start()
        stop = _stop(text, start)
        if stop - start >= _SHORTEST_OF_A_NAME_CUT and _is_likely(text[start:stop]) and after(text, stop) >= SPOKEN:
            yield Spotted(start, stop, THRESHOLD, "clause")


def _stop(text: str, start: int) -> int:
    run = _run().match(text, start)
    return _without_words(text, start, run.end()) if run else start


def _without_words(text: str, start: int, stop: int) -> int:
    """Where a name ends whose last characters could open a word: 买买提|力争."""
    while stop > start and is_word(text[stop - 1 : stop + 1]):
        stop -= 1
    return stop


def _is_likely(name: str, *, spoken: bool = False) -> bool:
    """Whether characters make a name in transcription; fewer bits are enough before what speaks for a person."""
    if name in word_set("known") or any(is_word(name[at : at + 2]) for at in range(len(name) - 1)):
        return False
    return _has_bits(name, _BITS_SPOKEN if spoken else _BITS_PER_CHARACTER)


def _has_bits(name: str, least: float = _BITS_PER_CHARACTER) -> bool:
    return transcribed_bits(name) >= least * len(name)


@cache
def _openings() -> frozenset[str]:
    return _characters() | characters("in_dotted") | characters("opens_a_part")


@cache
def _characters() -> frozenset[str]:
    return frozenset(transcribed_class())


@cache
def _dot() -> re.Pattern[str]:
    return rule(__package__, "names", "dot").pattern


@cache
def _run() -> re.Pattern[str]:
    return compiled(f"{__name__}.run", f"[{transcribed_class()}]{{1,{_LONGEST_PART}}}")


@cache
def _opening() -> re.Pattern[str]:
    letters = f"[{transcribed_class()}]"
    return compiled(
        f"{__name__}.opening",
        f"{letters}(?<![{HAN}].){letters}{{{_SHORTEST_OF_A_NAME_CUT - 1},{_LONGEST_PART}}}",
        re.DOTALL,
    )


@cache
def _dotted() -> re.Pattern[str]:
    one, inside = f"[{transcribed_class()}]", "".join(characters("in_dotted"))
    dot, rest = _dot().pattern, f"(?:{one}|[{inside}]{{1,3}}(?={one}|{_dot().pattern})){{0,{_LONGEST_PART - 1}}}"
    opening = f"[{''.join(sorted(_openings()))}]"
    return compiled(f"{__name__}.dotted", f"{one}{rest}(?:{dot}{opening}{rest})*{dot}(?P<last>{opening}{rest})")


@cache
def _behind_title() -> re.Pattern[str]:
    ends = "".join(sorted({word[-1] for word in (*title_kinds(), *word_set("left"))} | {"、"}))
    return compiled(
        f"{__name__}.behind-title",
        f"[{transcribed_class()}](?<=[{ends}].)[{transcribed_class()}]{{{_SHORTEST - 1},}}",
        re.DOTALL,
    )
