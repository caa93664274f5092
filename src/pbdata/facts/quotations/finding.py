"""What an article reports that somebody said: the utterance, who spoke, and how it is reported.

Speech is a passage between quotation marks that closes like a sentence (……。”), or that a verb of speech introduces or
follows. Quoted names and slogans do neither. After a verb and a colon, a sentence without marks is indirect speech.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS, SENTENCE
from pbdata.facts.organisations.finding import kind_of_body
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
from pbdata.facts.quotations.passages import Passage, closes, goes_on_behind, is_half, read_passages, stands_apart
from pbdata.facts.reading import Field, Namer, Reading
from pbdata.model.facts import PersonMention, Quotation

_SHORTEST_UNATTRIBUTED = 8
_SHORTEST_APART = 4
_SHORTEST_ANSWER = 2
_SHORTEST_WITHOUT_END = 6
_SHORTEST_CLAUSE = 10
_NEAR = 30
_FIRST_WORDS = 12
_FAR = 400  # a speaker is looked for no further away
_NOBODY = Speaker(None, None, None, "sentence")


class _Said(NamedTuple):
    start: int
    stop: int
    speaker: Speaker
    is_indirect: bool


def find_quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Return the speech that an article reports, in the order of the words; titles report none."""
    field = reading.fields.get("text")
    if field is None or not any(mark in field.text for mark in "“‘："):
        return ()
    kinds = {person.person_id: person.person_kind for person in reading.table("persons")}
    mentions = reading.rows("person_mentions", "text")
    name_id = Namer("u", reading.article.article_id)
    found = []
    for said in sorted([*_direct(field, mentions), *_indirect(field, mentions)]):
        words, speaker = field.text[said.start : said.stop], said.speaker
        found.append(
            Quotation(
                quotation_id=name_id(field.name, words),
                field=field.name,
                start=said.start,
                stop=said.stop,
                surface=words,
                speaker_person_id=speaker.person_id,
                speaker_label=speaker.label,
                speaker_kind=kinds[speaker.person_id] if speaker.person_id else _kind_of_label(speaker.label),
                verb=speaker.verb,
                mode=mode_of(field.text, said.start, said.stop, speaker, is_indirect=said.is_indirect),
                detectors="rules",
                rule=speaker.rule,
            )
        )
    return tuple(found)


def mode_of(text: str, start: int, stop: int, speaker: Speaker, *, is_indirect: bool = False) -> str:
    """Return how an utterance is reported: ``direct``, ``indirect``, ``lyric``, ``maxim`` or ``document``."""
    if is_indirect:
        return "indirect"
    near = max(start - _NEAR, 0)
    opening = max(near, *(text.rfind(mark, near, start) + 1 for mark in ENDS + "\n”"))
    introduction = text[opening:start]
    lyric, maxim, document = (rule(__package__, "modes", mode).pattern for mode in ("lyric", "maxim", "document"))
    if lyric.search(introduction) or lyric.search(text, start, min(stop, start + _FIRST_WORDS)):
        return "lyric"
    if maxim.search(introduction):
        return "maxim"
    if speaker.person_id is None and document.search(introduction):
        return "document"
    nobody = speaker.person_id is None and speaker.label is None and speaker.verb is None
    spoken = rule(__package__, "utterances", "spoken").pattern
    return "maxim" if nobody and not spoken.search(text, start, stop) else "direct"


def _direct(field: Field, mentions: Sequence[PersonMention]) -> list[_Said]:
    found: list[_Said] = []
    starts = [one.start for one in mentions]
    for passage in read_passages(field):
        near = mentions[bisect_left(starts, passage.start - _FAR) : bisect_left(starts, passage.stop + _FAR)]
        said = _utterance(field, passage, near, found)
        if said is not None:
            found.append(said)
    return found


def _utterance(
    field: Field, passage: Passage, mentions: Sequence[PersonMention], found: Sequence[_Said]
) -> _Said | None:
    """What a passage says, if it is no quoted name or slogan."""
    text, length = field.text, passage.stop - passage.start
    if closes(text, passage):
        speaker = _speaker_of(field, passage, introducing_verb(text, passage.opening), mentions, found)
        apart = stands_apart(text, passage)
        if speaker is None and (length < _shortest(text, passage, found) or not (apart or _ends_apart(text, passage))):
            return None
        return _Said(passage.start, passage.stop - is_half(text, passage), speaker or _NOBODY, False)
    if length < _SHORTEST_WITHOUT_END:
        return None
    speaker = _speaker_without_end(field, passage, mentions, found)
    return _Said(passage.start, passage.stop, speaker, False) if speaker else None


def _shortest(text: str, passage: Passage, found: Sequence[_Said]) -> int:
    """How many characters nobody's utterance has at least: few where it answers one, or where nothing takes it in."""
    if found and found[-1].stop == passage.opening - 1 and text[passage.opening - 1] in "”’":
        return _SHORTEST_ANSWER
    return _SHORTEST_APART if stands_apart(text, passage) and not is_half(text, passage) else _SHORTEST_UNATTRIBUTED


def _ends_apart(text: str, passage: Passage) -> bool:
    """Whether no word behind a passage takes it in: not 挂着“欢迎回家！”的横幅."""
    return text[passage.closing : passage.closing + 1] != "的"


def _speaker_without_end(
    field: Field, passage: Passage, mentions: Sequence[PersonMention], found: Sequence[_Said]
) -> Speaker | None:
    """The speaker by whom a passage that does not close like a sentence is an utterance all the same."""
    text = field.text
    verb = introducing_verb(text, passage.opening)
    before, behind = text[passage.opening - 1 : passage.opening], text[passage.closing : passage.closing + 1]
    ends_sentence = behind == "" or behind in SENTENCE
    if verb is None and ends_sentence and before == "，" and passage.stop - passage.start >= _SHORTEST_CLAUSE:
        return speaker_of_sentence(field, passage.opening, mentions)
    if verb is None and behind != "，":
        return None
    speaker = _speaker_of(field, passage, verb, mentions, found)
    if speaker is not None and (
        (speaker.rule.startswith("before") and before == "：" and ends_sentence)
        or speaker.rule == "clause"
        or (speaker.rule == "after" and behind == "，")
    ):
        return speaker
    return None


def _speaker_of(
    field: Field,
    passage: Passage,
    verb: re.Match[str] | None,
    mentions: Sequence[PersonMention],
    found: Sequence[_Said],
) -> Speaker | None:
    text, opening = field.text, passage.opening
    paragraph = _paragraph(text, opening)
    if verb is not None:
        return speaker_before(field, verb, paragraph, mentions, "before")
    if text[opening - 1 : opening] == "：":
        return speaker_before_colon(field, opening, mentions)
    after = speaker_after(field, passage.closing, mentions)
    if after is not None:
        return after
    goes_on = goes_on_behind(text, passage)
    if goes_on or not is_half(text, passage):
        beside = speaker_beside(text, passage.closing, mentions, anywhere=goes_on)
        if beside is not None:
            return beside
    earlier = speaker_earlier(field, paragraph, opening, mentions)
    if earlier is not None:
        return earlier
    last = found[-1] if found and found[-1].start > paragraph else None
    return last.speaker._replace(verb=None, rule="continued") if last and last.speaker != _NOBODY else None


def _paragraph(text: str, at: int) -> int:
    """Where the paragraph of an offset begins, if not too far away."""
    return max(text.rfind("\n", max(0, at - _FAR), at) + 1, at - _FAR)


def _indirect(field: Field, mentions: Sequence[PersonMention]) -> list[_Said]:
    found = []
    starts = [one.start for one in mentions]
    for verb, said in indirect_speech(field.text):
        paragraph = _paragraph(field.text, verb.start())
        near = mentions[bisect_left(starts, paragraph) : bisect_left(starts, verb.start())]
        speaker = speaker_before(field, verb, max(0, paragraph), near, "colon")
        if speaker.person_id or speaker.label:
            found.append(_Said(*said, speaker, True))
    return found


def _kind_of_label(label: str | None) -> str | None:
    if label is None:
        return None
    return kind_of(label) or ("organisation" if kind_of_body(label) else None)
