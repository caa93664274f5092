"""The rank of a post, as 公务员法 orders posts, and the time at which it was held, from the printed words."""

from functools import lru_cache

from pbdata.chinese.rules import read_rules, rule
from pbdata.facts.persons.titles import without_marks
from pbdata.facts.reading import Appellation
from pbdata.model.facts import PlaceMention

_BELOW = {"prefecture": ("prefectural", "county"), "county": ("county", "township")}
_HELD_BEFORE = ("曾任", "曾担任", "原任", "曾是")


def rank_of(printed: str, place: PlaceMention | None = None) -> tuple[str | None, str | None]:
    """Return the rank of a post and how it was found: ``printed`` in its words, or by the level of its ``place``."""
    words = without_time(printed[: without_marks(printed, len(printed))])
    rank = _first_rule("ranks", words)
    if rank is not None:
        return rank, "printed"
    level = _BELOW.get(place.level or "") if place is not None else None
    if level and rule(__package__, "by_place", "in-a-city").pattern.search(words):
        deputy = "副" in words or words.endswith("常委")
        step = 1 if rule(__package__, "by_place", "of-a-department").pattern.search(words) else 0
        return f"{level[step]}_{'deputy' if deputy else 'chief'}", "place"
    return None, None


def tense_of(text: str, one: Appellation) -> str:
    """Return ``former``, ``then`` (时任: at the time told) or ``current`` (no mark of the past)."""
    printed = text[one.start : one.stop]
    tense = _first_rule("tenses", printed)
    if tense == "then" or text.endswith("时任", 0, one.start) or text.startswith("期间", one.stop):
        return "then"
    return tense or ("former" if text.endswith(_HELD_BEFORE, 0, one.start) else "current")


@lru_cache(maxsize=8192)
def _first_rule(group: str, words: str) -> str | None:
    """The name of the first rule of a group that words hold; the same posts come again and again."""
    return next((one.name for one in read_rules(__package__, group) if one.pattern.search(words)), None)


@lru_cache(maxsize=4096)
def without_time(printed: str) -> str:
    """Return a printed post without what says when it was held: 时任县委书记 without 时任."""
    return rule(__package__, "printed", "time-mark").pattern.sub("", printed)
