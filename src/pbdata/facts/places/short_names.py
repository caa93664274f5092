"""Townships by their names without an ending, where the article names them in full elsewhere (寺耳 for 寺耳镇)."""

from collections.abc import Mapping, Sequence

from pbdata.chinese.occurrences import Occurrences
from pbdata.chinese.rules import rule
from pbdata.facts.persons.name_characters import is_word
from pbdata.facts.places.gazetteer import load_gazetteer
from pbdata.facts.places.lexicon import crosses_word, load_lexicon, opens
from pbdata.facts.places.spots import Found, Spot


def short_name(name: str) -> str | None:
    """Return the short name of a township; none where it has one character or is a word of everyday language."""
    bare = name.removesuffix("街道") if name.endswith("街道") else name[:-1]
    place = bare in load_gazetteer().short and bare not in load_lexicon().words
    return bare if 1 < len(bare) < 4 and (place or not is_word(bare)) else None


def find_short_names(words: str, found: Sequence[Found], towns: Mapping[str, Spot]) -> list[Found]:
    """Return the places where short names stand, apart from what was ``found``; ``towns`` has what each stands for."""
    if not towns:
        return []
    taken = {at for one in found for at in range(one.start, one.stop)}
    ends = {one.stop for one in found}
    occurrences = Occurrences(words)
    short = []
    for name, spot in towns.items():
        for start in occurrences.of(name):
            stop = start + len(name)
            if taken.isdisjoint(range(start, stop)) and _stands_alone(words, start, stop, behind=start in ends):
                meant = spot._replace(method="same-name-elsewhere")
                short.append(Found(start, stop, "township", "township-short", meant))
    return sorted(short)


def _stands_alone(words: str, start: int, stop: int, *, behind: bool) -> bool:
    """Whether a short name is no part of a longer name or word, and no given name; ``behind``: another place ends there."""
    if rule(__package__, "endings", "goes-on").pattern.match(words, stop) or crosses_word(words, stop):
        return False
    if not behind and crosses_word(words, start) and not opens(words, start):
        return False
    surname = start > 0 and words[start - 1] in load_lexicon().surnames and opens(words, start - 1)
    return behind or not surname
