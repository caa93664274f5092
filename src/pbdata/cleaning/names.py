"""What can be a name of a person who made an article; words in words.yaml."""

from functools import cache
from typing import Any, NamedTuple

from pbdata.chinese.characters import HAN
from pbdata.datafiles import read_data
from pbdata.patterns import compiled

FULL_NAME = compiled(
    f"{__name__}.full-name",
    rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:[·•・‧][{HAN}]{{1,8}})+|[A-Z][a-z]+(?: [A-Z][a-z]+){{1,2}}",
)
_INSTITUTION_FROM = 3
_DOTS = frozenset("·•・‧")


class _Lexicon(NamedTuple):
    surnames: frozenset[str]
    compound: frozenset[str]
    uncommon: frozenset[str]
    never: frozenset[str]
    accounts: frozenset[str]
    institutions: tuple[str, ...]
    media: frozenset[str]
    positions: tuple[str, ...]


def begins_with_surname(name: str) -> bool:
    """Whether a name begins with a known surname and leaves one or two characters for the given name."""
    lexicon = _lexicon()
    if name[:2] in lexicon.compound:
        return 3 <= len(name) <= 4
    return name[:1] in lexicon.surnames and 2 <= len(name) <= 3


def is_known_name(name: str) -> bool:
    """Whether a name tells by its form that it is one: by its surname, even one of the uncommon double ones that are words
    elsewhere (第五), or by the dots of a name that was written in another script."""
    uncommon = name[:2] in _lexicon().uncommon and 3 <= len(name) <= 4
    return begins_with_surname(name) or uncommon or not _DOTS.isdisjoint(name)


def could_be_name(words: str) -> bool:
    """Whether words have the form of a name, with a known surname or without (a pen name), and name no institution."""
    return bool(FULL_NAME.fullmatch(words)) and not is_nobody(words)


def name_of(words: str) -> str:
    """The name that words print: blanks in one of Chinese characters are there for the eye only."""
    return words if words.isascii() else "".join(words.split())


def is_nobody(words: str) -> bool:
    """Whether words that look like a name name an institution, a post or nothing."""
    return words in _lexicon().never or is_institution(words) or is_post(words)


def is_account(words: str) -> bool:
    """Whether words name the account that put a page up, and nobody."""
    return words.lower() in _lexicon().accounts


def is_institution(words: str) -> bool:
    """Whether words end like the name of an institution or a place, or are the short name of a medium."""
    lexicon = _lexicon()
    return len(words) >= _INSTITUTION_FROM and words.endswith(lexicon.institutions) or words in lexicon.media


def is_post(words: str) -> bool:
    """Whether words say what somebody is (石桥镇党委委员), too long for a name with its title."""
    return len(words) > len("张三书记") and words.endswith(_lexicon().positions)


def name_behind_post(words: str) -> str | None:
    """Return the name that stands behind a post without a blank (研究中心研究员张三)."""
    for size in (3, 2):
        name, post = words[-size:], words[:-size]
        if begins_with_surname(name) and post.endswith(_lexicon().positions):
            return name
    return None


def cut_names(words: str) -> list[str]:
    """Cut names without blanks between them (许立群马文博) where each has a surname; else the words as they are."""
    if words[:2] in _lexicon().compound or not 4 <= len(words) <= 9:
        return [words]
    ways = [way for way in _ways(words) if all(map(begins_with_surname, way))]
    return min(ways, key=lambda way: (len(way), [-len(name) for name in way]), default=[words])


def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the known surnames of one character, and those of two."""
    lexicon = _lexicon()
    return lexicon.surnames, lexicon.compound


def _ways(words: str) -> list[list[str]]:
    if not words:
        return [[]]
    return [[words[:size], *rest] for size in (3, 2) if len(words) >= size for rest in _ways(words[size:])]


@cache
def _lexicon() -> _Lexicon:
    data: dict[str, Any] = read_data(__package__, "words.yaml")
    return _Lexicon(
        surnames=frozenset("".join(data["surnames"].split())),
        compound=frozenset(data["compound_surnames"]),
        uncommon=frozenset(data["uncommon_surnames"]),
        never=frozenset(data["never"] + data["accounts"]),
        accounts=frozenset(data["accounts"]),
        institutions=tuple(data["institutions"]),
        media=frozenset(data["media"]),
        positions=tuple(data["positions"]),
    )
