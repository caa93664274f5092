"""Who speaks: the person or the label to which a verb of speech beside an utterance belongs."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import either, rule
from pbdata.chinese.scanning import Scanner, trie
from pbdata.chinese.sentences import ENDS
from pbdata.datafiles import read_data
from pbdata.facts.organisations.finding import body_before
from pbdata.facts.persons.name_characters import surname_bits
from pbdata.facts.persons.titles import before, head_before, honorific_after, qualifier_start
from pbdata.facts.reading import Field
from pbdata.model.facts import PersonMention

_FAR = 100
_NEAR = 24
_NEAR_SUBJECT = 40
_LONGEST_VERB = 6
_LONGEST_LABEL = 30


class Speaker(NamedTuple):
    """Who speaks: a person of the article, or the words that the article has for the speaker, or neither; and the verb."""

    person_id: str | None
    label: str | None
    verb: str | None
    rule: str


class _Verbs(NamedTuple):
    """Verbs of speech wherever they stand, right before an utterance, and before a comma or colon; and what may precede a mark."""

    anywhere: Scanner
    introducing: Scanner
    earlier: Scanner
    before_mark: frozenset[str]


def introducing_verb(text: str, opening: int) -> re.Match[str] | None:
    """Return the verb that directly introduces what opens at ``opening``: 亲切地说：, 告诉记者：, 介绍，"""
    if text[opening - 1 : opening] not in _verbs().before_mark:
        return None
    found = None
    for match in _verbs().introducing.finditer(text, max(0, opening - _NEAR), opening):
        found = match if match["verb"] else None
    if found and "的" in text[found.end("verb") : opening]:
        # 一位不愿透露姓名的村民说：the verb before 的 tells of the speaker.
        later = [verb for verb in _verbs().anywhere.finditer(text, found.end("verb"), opening) if verb["verb"]]
        return later[-1] if later else found
    return found


def speaker_before(
    field: Field, verb: re.Match[str], least: int, mentions: Sequence[PersonMention], rule_name: str
) -> Speaker:
    """Return the subject of a verb: in the nearest clause of its sentence that names one, else of the sentence before."""
    stop = verb.start("verb")
    sentence = _narration_start(field, stop, least)
    for begin, end in _clauses_before(field, sentence, stop):
        named = _named(field.text, begin, end, mentions)
        if named is not None:
            return Speaker(named, None, verb["verb"], rule_name)
        label = _label(field.text, begin, end)
        if label is not None:
            return Speaker(None, label, verb["verb"], rule_name)
    last = field.text[max(sentence, field.sentences.clause(stop)[0]) : stop]
    if _pronoun().search(last) or _pattern("without-subject").match(last):
        begin = _narration_start(field, sentence - 1, least) if sentence > least else least
        earlier = [one for one in mentions if least <= one.start < sentence]
        subject = next((one for one in earlier if one.start >= begin), earlier[-1] if earlier else None)
        return Speaker(subject.person_id if subject else None, None, verb["verb"], f"{rule_name}-elided")
    return Speaker(None, None, verb["verb"], rule_name)


def speaker_after(field: Field, closing: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return who spoke what closes at ``closing``, by the sentence that follows: ”陈兴权说。, ”宣传部干部告诉记者，"""
    text = field.text
    begin = closing + (text[closing : closing + 1] in ("，", "。", "、"))
    if text[begin : begin + 1] in ("\n", "“", ""):
        return None
    stop = _narration_stop(field, begin)
    for verb in _verbs().anywhere.finditer(text, begin, stop):
        if verb["verb"] and verb.start() > begin:
            named = _named(text, begin, verb.start(), mentions)
            if named is not None:
                return Speaker(named, None, verb["verb"], "after")
            clause = max(begin, field.sentences.clause(verb.start())[0])
            label = _label(text, clause, verb.start())
            if label is not None:
                return Speaker(None, label, verb["verb"], "after")
            if _pronoun().match(text, begin):
                paragraph = text.rfind("\n", 0, closing) + 1
                persons = {one.person_id for one in mentions if paragraph <= one.start < closing}
                return Speaker(persons.pop() if len(persons) == 1 else None, None, verb["verb"], "after-pronoun")
    return None


def speaker_of_sentence(field: Field, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return whose words close a sentence as a clause of their own: 刘国印太了解老百姓了，“赚起赔不起，一点都不能有”。"""
    start = _narration_start(field, opening)
    speaker = speaker_earlier(field, start, opening, mentions)
    if speaker is not None:
        return speaker._replace(rule="clause")
    named = _named(field.text, start, opening, mentions)
    return Speaker(named, None, None, "clause") if named is not None else None


def speaker_before_colon(field: Field, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return whom the words before a colon name where they hold no verb of speech: 总经理彭学舟信心满满：; not 她被姐姐吐槽："""
    start = _narration_start(field, opening)
    clauses = list(_clauses_before(field, start, opening - 1))
    if not clauses or field.text.find("被", clauses[0][0], opening) >= 0:
        return None
    named = (_named(field.text, begin, opening, mentions) for begin, _ in clauses)
    person_id = next((one for one in named if one is not None), None)
    return Speaker(person_id, None, None, "before-colon") if person_id else None


def speaker_earlier(field: Field, least: int, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return the last who was said to speak between ``least`` and ``opening``: 周培荣说，……。“……”"""
    verbs = [verb for verb in _verbs().earlier.finditer(field.text, least, opening) if verb["verb"]]
    for verb in reversed(verbs):
        speaker = speaker_before(field, verb, least, mentions, "earlier")
        if speaker.person_id or speaker.label:
            goes_on = _narration_start(field, opening) > verb.end()
            return speaker._replace(verb=None) if goes_on else speaker
    return None


def speaker_beside(text: str, closing: int, mentions: Sequence[PersonMention], *, anywhere: bool) -> Speaker | None:
    """Return the person with whom the next sentence begins and who does something else than speak: ”胡家宝一进门就作检讨。

    ``anywhere``: the other half of the words follows, and whoever is named before it speaks: “账本，”说到账，罗秋生笑了，“…”
    """
    if anywhere:
        opening = min(found for mark in "“‘" if (found := text.find(mark, closing)) >= 0)
        named = _named(text, closing, opening, mentions)
        return Speaker(named, None, None, "beside") if named is not None else None
    first = next((one for one in mentions if closing <= one.start <= closing + _NEAR_SUBJECT), None)
    if first is None:
        return None
    posts = before(text, first.start)
    begins = first.start == closing or (posts and posts[0].start <= closing)
    return Speaker(first.person_id, None, None, "beside") if begins else None


def indirect_speech(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Yield the verbs that a colon and a sentence without quotation marks follow, with the range of the sentence."""
    colon = text.find("：")
    while colon >= 0:
        if text[colon - 1 : colon] in _verbs().before_mark:
            said = rule(__package__, "utterances", "said-without-marks").pattern.match(text, colon + 1)
            verbs = _verbs().anywhere.finditer(text, max(0, colon - _LONGEST_VERB), colon) if said else ()
            yield from ((verb, said.span()) for verb in verbs if said and verb.end("verb") == colon)
        colon = text.find("：", colon + 1)


def _narration_start(field: Field, at: int, least: int = 0) -> int:
    """Where the sentence before an offset begins in which the article itself speaks: speech within marks is none of it."""
    start = max(least, at - _FAR, field.sentences.sentence(at)[0])
    return max(start, *(field.text.rfind(mark, start, at) + 1 for mark in "“”"))


def _narration_stop(field: Field, at: int) -> int:
    """Where the sentence that begins at an offset ends, or the first speech in it begins."""
    stop = min(at + _FAR, field.sentences.sentence(at)[1])
    return min(found if found >= 0 else stop for found in (field.text.find(mark, at, stop) for mark in "“”"))


def _clauses_before(field: Field, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The clauses between two offsets, the last one first."""
    while stop > start:
        begin = max(start, field.sentences.clause(stop - 1)[0])
        yield begin, stop
        stop = begin - 1


def _named(text: str, begin: int, end: int, mentions: Sequence[PersonMention]) -> str | None:
    """The first person named in a stretch who is not the object of it."""
    objects, sayings = _words("objects"), _words("sayings")
    return next(
        (
            one.person_id
            for one in mentions
            if begin <= one.start
            and one.stop <= end
            and not text.endswith(objects, begin, one.start)
            and (not text.startswith("的", one.stop) or text.startswith(sayings, one.stop + 1))
        ),
        None,
    )


def _label(text: str, begin: int, end: int) -> str | None:
    """The words for a speaker without a name that open a stretch: 险峰机床异地技改项目负责人说, 村干部一路走一路介绍."""
    begin = opening.end() if (opening := _pattern("opening").match(text, begin, end)) else begin
    addressed = _pattern("addressed").search(text, begin + 2, end)
    end = min(addressed.start() if addressed else end, begin + _LONGEST_LABEL)
    for stop in range(end, begin + 1, -1):
        if _is_label(text, begin, stop):
            return text[begin:stop] if text[stop : stop + 1] != "的" else None
    return text[begin:end] if _pattern("somebody").fullmatch(text, begin, end) else None


def _is_label(text: str, begin: int, stop: int) -> bool:
    """Whether a stretch is a post, calling or body from its beginning on, or several joined by 、."""
    head = head_before(text, stop)
    body = body_before(text, stop) if head is None else None
    if head is not None and head >= begin:
        start = qualifier_start(text, head)
    elif body is not None:
        start = body.start
    else:
        by_surname = surname_bits(text[begin]) > 0 and honorific_after(text, begin + 1) == stop
        return by_surname or text.endswith(_words("speakers"), begin, stop)
    if _pattern("counted").fullmatch(text, begin, start):
        return True
    return start <= begin or (text[start - 1] == "、" and start - 1 > begin and _is_label(text, begin, start - 1))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(read_data(__package__, "words.yaml")[name])


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(either(_words("pronouns")))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return rule(__package__, "speakers", name).pattern


@cache
def _verbs() -> _Verbs:
    verb = rf"(?:{trie(_words('not_speech'))})|(?P<verb>{trie(_words('verbs'))})"
    firsts = {word[0] for word in (*_words("not_speech"), *_words("verbs"))}
    return _Verbs(
        anywhere=Scanner(f"{__name__}.anywhere", firsts, verb),
        introducing=Scanner(f"{__name__}.introducing", firsts, rf"{verb}(?:[^{ENDS}，：“”\n]{{0,8}}[：，]?|$)$"),
        earlier=Scanner(f"{__name__}.earlier", firsts, rf"{verb}(?:[^{ENDS}，：“”\n]{{0,4}}记者)?[：，,]"),
        before_mark=frozenset(word[-1] for word in _words("verbs")) | {"：", "，"},
    )
