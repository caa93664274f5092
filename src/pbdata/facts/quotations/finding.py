"""What an article reports that somebody said: the utterance, who spoke, and how it is reported; words in speech.yaml.

Speech is a passage between quotation marks that closes like a sentence (……。”), or that a verb of speech introduces or
follows. Quoted names and slogans do neither. After a verb and a colon, a sentence without marks is indirect speech.
"""

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from pbdata.datafiles import read_data
from pbdata.facts.organisations.finding import kind_of_body
from pbdata.facts.persons.finding import People
from pbdata.facts.persons.titles import kind_of
from pbdata.facts.quotations.attribution import (
    Speaker,
    indirect_speech,
    introducing_verb,
    speaker_after,
    speaker_before,
    speaker_before_colon,
    speaker_beside,
    speaker_earlier,
    speaker_of_sentence,
)
from pbdata.facts.reading import Namer, fields_of
from pbdata.model.article import Article
from pbdata.model.facts import PersonMention, Quotation

_QUOTED = re.compile(r"“([^“”\n]{2,})(?:”|(?=\n|$))")
_CLOSES = "。！？…；!?"
_SHORTEST_UNATTRIBUTED = 8
_SHORTEST_WITHOUT_END = 6
_SHORTEST_CLAUSE = 10
_SENTENCE_ENDS = ("。", "！", "？", "\n", "")
_NEAR = 30
_FAR = 400  # a speaker is looked for no further away
_NOBODY = Speaker(None, None, None, "sentence")


class _Said(NamedTuple):
    start: int
    stop: int
    speaker: Speaker
    is_indirect: bool


class _Words(NamedTuple):
    lyric: re.Pattern[str]
    maxim: re.Pattern[str]
    document: re.Pattern[str]
    spoken: re.Pattern[str]


def find_quotations(article: Article, people: People) -> tuple[Quotation, ...]:
    """Return the speech that an article reports, in the order of the words; titles report none."""
    kinds = {person.person_id: person.person_kind for person in people.persons}
    name_id = Namer("u", article.article_id)
    found = []
    for field, text in fields_of(article):
        if field != "text" or ("“" not in text and "：" not in text):
            continue
        mentions = [one for one in people.mentions if one.field == field]
        for said in sorted([*_direct(text, mentions), *_indirect(text, mentions)]):
            words, speaker = text[said.start : said.stop], said.speaker
            kind = kinds[speaker.person_id] if speaker.person_id else _kind_of_label(speaker.label)
            found.append(
                Quotation(
                    name_id(field, words), field, said.start, said.stop, words, speaker.person_id, speaker.label, kind,
                    speaker.verb, mode_of(text, said.start, said.stop, speaker, is_indirect=said.is_indirect), "rules",
                    speaker.rule,
                )
            )  # fmt: skip
    return tuple(found)


def mode_of(text: str, start: int, stop: int, speaker: Speaker, *, is_indirect: bool = False) -> str:
    """Return how an utterance is reported: ``direct``, ``indirect``, ``lyric``, ``maxim`` or ``document``."""
    words = _words()
    if is_indirect:
        return "indirect"
    opening = max([start - _NEAR, *(text.rfind(mark, 0, start) + 1 for mark in "\n。！？”")])
    introduction = text[max(0, opening) : start]
    if words.lyric.search(introduction) or words.lyric.search(text, start, min(stop, start + 12)):
        return "lyric"
    if words.maxim.search(introduction):
        return "maxim"
    if speaker.person_id is None and words.document.search(introduction):
        return "document"
    nobody = speaker.person_id is None and speaker.label is None
    return "maxim" if nobody and not words.spoken.search(text, start, stop) else "direct"


def _direct(text: str, mentions: list[PersonMention]) -> list[_Said]:
    found: list[_Said] = []
    starts = [one.start for one in mentions]
    for passage in _QUOTED.finditer(text):
        start, stop = passage.span(1)
        closes = text[stop - 1] in _CLOSES or text[stop - 1] in "，,"
        if not closes and stop - start < _SHORTEST_WITHOUT_END:
            continue
        verb = introducing_verb(text, passage.start())
        ends_sentence = text[passage.end() : passage.end() + 1] in _SENTENCE_ENDS
        clause = (
            ends_sentence and text[passage.start() - 1 : passage.start()] == "，" and stop - start >= _SHORTEST_CLAUSE
        )
        if not closes and verb is None and not clause and text[passage.end() : passage.end() + 1] != "，":
            continue
        near = mentions[bisect_left(starts, start - _FAR) : bisect_left(starts, stop + _FAR)]
        if clause and verb is None and not closes:
            speaker = speaker_of_sentence(text, passage.start(), near)
        else:
            speaker = _speaker_of(text, passage, verb, near, found)
        if speaker is None and (not closes or stop - start < _SHORTEST_UNATTRIBUTED):
            continue
        if not closes and not _stands_alone(text, passage, speaker):
            continue
        stop -= text[stop - 1] in "，,"
        found.append(_Said(start, stop, speaker or _NOBODY, False))
    return found


def _speaker_of(
    text: str, passage: re.Match[str], verb: re.Match[str] | None, mentions: list[PersonMention], found: list[_Said]
) -> Speaker | None:
    opening = passage.start()
    paragraph = max(text.rfind("\n", max(0, opening - _FAR), opening) + 1, opening - _FAR)
    if verb is not None:
        return speaker_before(text, verb, paragraph, mentions, "before")
    if text[opening - 1 : opening] == "：":
        return speaker_before_colon(text, opening, mentions)
    after = speaker_after(text, passage.end(), mentions)
    if after is not None:
        return after
    beside = speaker_beside(text, passage.end(), mentions) if text[passage.end(1) - 1] in _CLOSES else None
    if beside is not None:
        return beside
    earlier = speaker_earlier(text, paragraph, opening, mentions)
    if earlier is not None:
        return earlier
    last = found[-1] if found and found[-1].start > paragraph else None
    return last.speaker._replace(verb=None, rule="continued") if last and last.speaker != _NOBODY else None


def _stands_alone(text: str, passage: re.Match[str], speaker: Speaker | None) -> bool:
    """Whether a passage that does not close like a sentence is an utterance all the same, and no quoted name or slogan."""
    if speaker is None:
        return False
    if speaker.rule.startswith("before"):
        return text[passage.start() - 1] == "：" and text[passage.end() : passage.end() + 1] in _SENTENCE_ENDS
    if speaker.rule == "clause":
        return True
    return speaker.rule == "after" and text[passage.end() : passage.end() + 1] == "，"


def _indirect(text: str, mentions: list[PersonMention]) -> list[_Said]:
    found = []
    starts = [one.start for one in mentions]
    for verb, said in indirect_speech(text):
        paragraph = max(text.rfind("\n", max(0, verb.start() - _FAR), verb.start()) + 1, verb.start() - _FAR)
        near = mentions[bisect_left(starts, paragraph) : bisect_left(starts, verb.start())]
        speaker = speaker_before(text, verb, paragraph, near, "colon")
        if speaker.person_id or speaker.label:
            found.append(_Said(*said, speaker, True))
    return found


def _kind_of_label(label: str | None) -> str | None:
    if label is None:
        return None
    return kind_of(label) or ("organisation" if kind_of_body(label) else None)


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    return _Words(*(re.compile(lexicon[name]) for name in _Words._fields))
