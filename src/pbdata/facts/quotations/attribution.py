"""Who speaks: the person or the label to which a verb of speech beside an utterance belongs; words in speech.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.scanning import Scanner
from pbdata.datafiles import read_data
from pbdata.facts.organisations.finding import body_before
from pbdata.facts.persons.titles import before, either, head_before, qualifier_start
from pbdata.model.facts import PersonMention

_FAR = 100
_NEAR = 24
_NEAR_SUBJECT = 40
_LONGEST_VERB = 6
_LONGEST_LABEL = 30
_CLAUSE = re.compile(r"[，；：\n]")
_OPENING = re.compile(r"这就?是|据|正如|正像|而|但|只有|连")
_ADDRESSED = re.compile(r"[对向给把在]|[与和](?=记者)")
_COUNTED = re.compile(r"[\u3400-\u9fff]{0,8}?(?:[一几两三多数]+(?:位|名|个)|[这那]位)[\u3400-\u9fff]{0,2}")
_SAID = re.compile(r"[^“”\n：]{3,}?[。！？]")
_SENTENCE = re.compile(r"[。！？\n”“]")
_NO_OWN_SUBJECT = re.compile(r"(?:并且?|还|也|接着|随后|最后|又)?(?:[\u3400-\u9fff]{0,4}(?:对|向|告诉)|$)")


class Speaker(NamedTuple):
    """Who speaks: a person of the article, or the words that the article has for the speaker, or neither; and the verb."""

    person_id: str | None
    label: str | None
    verb: str | None
    rule: str


class _Words(NamedTuple):
    before_quotation: frozenset[str]
    verb: Scanner
    introducing: Scanner
    earlier: Scanner
    manner: re.Pattern[str]
    objects: tuple[str, ...]
    pronoun: re.Pattern[str]
    speakers: tuple[str, ...]


def introducing_verb(text: str, opening: int) -> re.Match[str] | None:
    """Return the verb that directly introduces what opens at ``opening``: 亲切地说：, 告诉记者：, 介绍，"""
    words = _words()
    if text[opening - 1 : opening] not in words.before_quotation:
        return None
    found = None
    for match in words.introducing.finditer(text, max(0, opening - _NEAR), opening):
        found = match if match["verb"] else None
    return found


def speaker_before(text: str, verb: re.Match[str], lo: int, mentions: Sequence[PersonMention], rule: str) -> Speaker:
    """Return the subject of a verb: in the nearest clause of its sentence that names one, else of the sentence before."""
    stop = verb.start("verb")
    start = max(lo, stop - _FAR)
    sentence = max([start, *(mark.end() for mark in _SENTENCE.finditer(text, start, stop))])
    breaks = [sentence, *(mark.end() for mark in _CLAUSE.finditer(text, sentence, stop))]
    for begin, end in zip(reversed(breaks), [stop, *reversed(breaks[1:])], strict=True):
        named = _named(text, begin, end, mentions)
        if named is not None:
            return Speaker(named, None, verb["verb"], rule)
        label = _label(text, begin, end)
        if label is not None:
            return Speaker(None, label, verb["verb"], rule)
    last = text[breaks[-1] : stop]
    if _words().pronoun.search(last) or _NO_OWN_SUBJECT.match(last):
        earlier = [one for one in mentions if lo <= one.start < sentence]
        begin = max((mark.end() for mark in _SENTENCE.finditer(text, lo, max(lo, sentence - 1))), default=lo)
        subject = next((one for one in earlier if one.start >= begin), earlier[-1] if earlier else None)
        return Speaker(subject.person_id if subject else None, None, verb["verb"], f"{rule}-elided")
    return Speaker(None, None, verb["verb"], rule)


def speaker_after(text: str, closing: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return who spoke what closes at ``closing``, by the sentence that follows: ”陈兴权说。, ”宣传部干部告诉记者，"""
    begin = closing + (text[closing : closing + 1] in ("，", "。", "、"))
    if text[begin : begin + 1] in ("\n", "“", ""):
        return None
    end = _SENTENCE.search(text, begin, begin + _FAR)
    stop = end.start() if end else min(len(text), begin + _FAR)
    for verb in _words().verb.finditer(text, begin, stop):
        if verb["verb"] and verb.start() > begin:
            named = _named(text, begin, verb.start(), mentions)
            if named is not None:
                return Speaker(named, None, verb["verb"], "after")
            clause = max([begin, *(mark.end() for mark in _CLAUSE.finditer(text, begin, verb.start()))])
            label = _label(text, clause, verb.start())
            if label is not None:
                return Speaker(None, label, verb["verb"], "after")
            if _words().pronoun.match(text, begin):
                paragraph = text.rfind("\n", 0, closing) + 1
                persons = {one.person_id for one in mentions if paragraph <= one.start < closing}
                return Speaker(persons.pop() if len(persons) == 1 else None, None, verb["verb"], "after-pronoun")
    return None


def speaker_of_sentence(text: str, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return whose words close a sentence as a clause of their own: 刘国印太了解老百姓了，“赚起赔不起，一点都不能有”。"""
    start = max(
        [opening - _FAR, 0, *(mark.end() for mark in _SENTENCE.finditer(text, max(0, opening - _FAR), opening))]
    )
    speaker = speaker_earlier(text, start, opening, mentions)
    if speaker is not None:
        return speaker._replace(rule="clause")
    named = _named(text, start, opening, mentions)
    return Speaker(named, None, None, "clause") if named is not None else None


def speaker_before_colon(text: str, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return whom the words before a colon name where they hold no verb of speech: 总经理彭学舟信心满满：; not 她被姐姐吐槽："""
    start = max(
        [opening - _FAR, 0, *(mark.end() for mark in _SENTENCE.finditer(text, max(0, opening - _FAR), opening))]
    )
    breaks = [start, *(mark.end() for mark in _CLAUSE.finditer(text, start, opening - 1))]
    if text.find("被", breaks[-1], opening) >= 0:
        return None
    named = (_named(text, begin, opening, mentions) for begin in reversed(breaks))
    person_id = next((one for one in named if one is not None), None)
    return Speaker(person_id, None, None, "before-colon") if person_id else None


def speaker_earlier(text: str, lo: int, opening: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return the last who was said to speak between ``lo`` and ``opening``: 周培荣说，……。“……”"""
    verbs = [verb for verb in _words().earlier.finditer(text, lo, opening) if verb["verb"]]
    for verb in reversed(verbs):
        speaker = speaker_before(text, verb, lo, mentions, "earlier")
        if speaker.person_id or speaker.label:
            return speaker._replace(verb=None) if _SENTENCE.search(text, verb.end(), opening) else speaker
    return None


def indirect_speech(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Yield the verbs that a colon and a sentence without quotation marks follow, with the range of the sentence."""
    words = _words()
    colon = text.find("：")
    while colon >= 0:
        if text[colon - 1 : colon] in words.before_quotation:
            said = _SAID.match(text, colon + 1)
            verbs = words.verb.finditer(text, max(0, colon - _LONGEST_VERB), colon) if said else ()
            yield from ((verb, said.span()) for verb in verbs if said and verb.end("verb") == colon)
        colon = text.find("：", colon + 1)


def _named(text: str, begin: int, end: int, mentions: Sequence[PersonMention]) -> str | None:
    """The first person named in a stretch who is not the object of it."""
    objects = _words().objects
    return next(
        (
            one.person_id
            for one in mentions
            if begin <= one.start and one.stop <= end and not text.endswith(objects, begin, one.start)
        ),
        None,
    )


def _label(text: str, begin: int, end: int) -> str | None:
    """The words for a speaker without a name that open a stretch: 险峰机床异地技改项目负责人说, 村干部一路走一路介绍."""
    words = _words()
    begin = opening.end() if (opening := _OPENING.match(text, begin, end)) else begin
    addressed = _ADDRESSED.search(text, begin + 2, end)
    end = min(addressed.start() if addressed else end, begin + _LONGEST_LABEL)
    for stop in range(end, begin + 1, -1):
        if _is_label(text, begin, stop, words.speakers):
            return text[begin:stop] if "的" not in text[stop:end] else None
    return None


def _is_label(text: str, begin: int, stop: int, speakers: tuple[str, ...]) -> bool:
    """Whether a stretch is a post, calling or body from its beginning on, or several joined by 、."""
    head = head_before(text, stop)
    body = body_before(text, stop) if head is None else None
    if head is not None and head >= begin:
        start = qualifier_start(text, head)
    elif body is not None:
        start = body.start
    else:
        return text.endswith(speakers, begin, stop)
    if _COUNTED.fullmatch(text, begin, start):
        return True
    return start <= begin or (
        text[start - 1] == "、" and start - 1 > begin and _is_label(text, begin, start - 1, speakers)
    )


def speaker_beside(text: str, closing: int, mentions: Sequence[PersonMention]) -> Speaker | None:
    """Return the person with whom the next sentence begins and who does something else than speak: ”胡家宝一进门就作检讨。"""
    first = next((one for one in mentions if closing <= one.start <= closing + _NEAR_SUBJECT), None)
    if first is None:
        return None
    posts = before(text, first.start)
    begins = first.start == closing or (posts and posts[0].start <= closing)
    return Speaker(first.person_id, None, None, "beside") if begins else None


@cache
def _words() -> _Words:
    lexicon = read_data(__package__, "words.yaml")
    verb = rf"(?:{either(lexicon['not_speech'])})|(?P<verb>{either(lexicon['verbs'])})"
    firsts = {word[0] for word in (*lexicon["not_speech"], *lexicon["verbs"])}
    last = frozenset(verb[-1] for verb in lexicon["verbs"])
    return _Words(
        last | {"：", "，"},
        Scanner(firsts, verb),
        Scanner(firsts, rf"{verb}(?:[^，。：！？“”\n]{{0,8}}[：，]?|$)$"),
        Scanner(firsts, rf"{verb}(?:[^，。：！？“”\n]{{0,4}}记者)?[：，,]"),
        re.compile(lexicon["manner"]),
        tuple(lexicon["objects"]),
        re.compile(either(lexicon["pronouns"])),
        tuple(lexicon["speakers"]),
    )
