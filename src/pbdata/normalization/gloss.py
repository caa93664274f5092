"""Pinyin glosses that mirrors print inside words, 發(fā)現(xiàn): recognised where the evidence is clear, and removed."""

import re
import unicodedata
from functools import cache

from pbdata.chinese.characters import HAN
from pbdata.chinese.sentences import PHRASE
from pbdata.datafiles import read_data
from pbdata.model.page import Edit
from pbdata.patterns import compiled

_MIN_GLOSSES = 3
_MARKS = PHRASE.replace("\n", "") + ",.;:!?()"
# Small letters, the ɡ and ɑ of phonetic fonts, vowels with a tone mark or ü's dots, and combining marks.
_LETTERS = "a-z\u0251\u0261\u0300\u0301\u0304\u0306\u0308\u030càáèéêìíòóùúüāēěĕīĭŏōūŭăǎǐǒǔǖǘǚǜńňǹ"
_FIRST_LETTERS = frozenset([*map(chr, range(ord("a"), ord("z") + 1)), *_LETTERS.removeprefix("a-z")])
_GLOSS = compiled(
    f"{__name__}.gloss",
    rf"[(（](?<=[{HAN}].)[{_LETTERS}]{{1,9}}[)）](?:[(（][{_LETTERS}]{{1,9}}[)）])*"
    rf"(?:(?P<inside>(?=[{HAN}]))|[^\S\r\n](?=[{HAN}{_MARKS}]))?",
)
_BRACKETS = re.compile("[()（）\\s]+")
# Macron, acute, caron (or the breve that stands for it) and grave; the dots of ü are no tone.
_TONE = re.compile("[\u0304\u0301\u030c\u0306\u0300]")


def gloss_edits(text: str) -> list[Edit]:
    """Return the edits, rule ``gloss``, that remove pinyin glosses with their brackets.

    A gloss is one syllable in brackets directly after a Han character; white space after it goes with it where a Han
    character or a mark follows. It is removed when it bears a tone mark and stands inside a word, Han on both sides, or
    when the page has at least three and either a tone mark or three different syllables among them. Single letters
    without a tone, as in lists (a), are not counted.
    """
    # Most brackets open before something else, which is told without a pattern.
    if _FIRST_LETTERS.isdisjoint([behind[:1] for behind in text.replace("（", "(").split("(")[1:]]):
        return []
    found = []
    counted: list[str] = []
    for match in _GLOSS.finditer(text):
        readings = [_syllable(letters) for letters in _BRACKETS.split(match[0]) if letters]
        syllables = [reading for reading in readings if reading]
        if len(syllables) == len(readings):
            toned = all(tone for _, tone in syllables)
            found.append((match, toned and match["inside"] is not None))
            counted += [bare + tone for bare, tone in syllables if tone or len(bare) > 1]
    clear = len(counted) >= _MIN_GLOSSES and (
        len(set(counted)) >= _MIN_GLOSSES or any(_TONE.search(syllable) for syllable in counted)
    )
    return [Edit(match.start(), match.end(), None, "gloss") for match, alone in found if clear or alone]


def _syllable(letters: str) -> tuple[str, str] | None:
    """Return a syllable without its tone, and the tone mark or nothing; ``None`` if the letters are no syllable."""
    plain = unicodedata.normalize("NFD", letters.replace("\u0251", "a").replace("\u0261", "g"))
    tones = _TONE.findall(plain)
    bare = _TONE.sub("", plain).replace("u\u0308", "v")
    return (bare, "".join(tones)) if bare in _syllables() and len(tones) < 2 else None


@cache
def _syllables() -> frozenset[str]:
    table = read_data(__package__, "pinyin.yaml")
    return frozenset(initial + final for initial, finals in table.items() for final in finals)
