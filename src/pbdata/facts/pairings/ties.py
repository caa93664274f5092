"""Ties between those who help and those who are helped, as sentences state them.

A verb of helping divides a sentence into two sides. Each reader below knows one way of saying it and returns a tie; ties
without a number, a name or a printed cardinality are dropped, since they say nothing that could be counted.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.cleaning.names import begins_with_surname
from pbdata.facts.pairings.ends import (
    End,
    body_end,
    class_of,
    noun_end,
    noun_end_before,
    numbered_ends,
    village_end,
)
from pbdata.facts.pairings.patterns import patterns

_SENTENCE = re.compile("[^。！？!?；\n]+")
_GAP = 18


class Tie(NamedTuple):
    """A tie as it was read: its sides, its mode, whether it lasts, and the reader that found it."""

    helpers: tuple[End, ...]
    helped: tuple[End, ...]
    mode: str
    modality: str | None
    start: int
    stop: int
    rule: str


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that hold a word of pairing and something to pair: a number, a village, a body or a mark of quotation."""
    hint, ends = patterns().hint, patterns().ends
    for sentence in _SENTENCE.finditer(text):
        start, stop = sentence.span()
        if hint.search(text, start, stop) and ends.search(text, start, stop):
            yield start, stop


def read_ties(text: str, start: int, stop: int, people: Sequence[tuple[int, int]]) -> list[Tie]:
    """Return the ties of one sentence, in order; of two that share an end on each side, the more certain is kept.

    ``people`` are the spans of persons that other detectors found in the same field.
    """
    numbered = numbered_ends(text, start, stop)
    found = [
        *_named_modes(text, start, stop),
        *_entering(text, start, stop),
        *_sent_from(text, start, stop, people),
        *_posted(text, start, stop, people),
        *(_sent_to(text, start, stop, numbered) if numbered else ()),
        *_going(text, start, stop, numbered),
        *_reporting(text, start, stop, numbered),
        *_is_contact(text, start, stop),
        *_between(text, start, stop, numbered),
        *_verb(text, start, stop, numbered),
    ]
    if not found:
        return []
    kept: list[Tie] = []
    for tie in found:
        clash = any(
            (_share(tie.helped, other.helped) and (_share(tie.helpers, other.helpers) or tie.rule == "verb"))
            or (tie.rule == "verb-within" and _share(tie.helpers, other.helpers))
            for other in kept
        )
        if not clash and _says_something(text, tie):
            kept.append(tie)
    return sorted(kept, key=lambda tie: (tie.start, tie.stop))


def _share(some: Sequence[End], others: Sequence[End]) -> bool:
    return any(a.start < b.stop and b.start < a.stop for a in some for b in others)


def _says_something(text: str, tie: Tie) -> bool:
    """Whether a number, a name, the name of the mode or a printed cardinality stands in the tie."""
    ends = (*tie.helpers, *tie.helped)
    if tie.rule in ("named-mode", "is-contact"):
        return True
    return any(end.number is not None or end.named for end in ends) or bool(
        patterns().cardinality.search(text, tie.start, tie.stop + 6)
    )


def _tie(
    said: tuple[int, int],
    helpers: Sequence[End],
    helped: Sequence[End],
    mode: str,
    rule: str,
    modality: str | None = None,
) -> Tie:
    """A tie whose words reach over its ends and over ``said``, the span of the words that say it."""
    spans = [said, *((end.start, end.stop) for end in (*helpers, *helped))]
    start, stop = min(span[0] for span in spans), max(span[1] for span in spans)
    return Tie(tuple(helpers), tuple(helped), mode, modality, start, stop, rule)


def _named_modes(text: str, start: int, stop: int) -> Iterator[Tie]:
    """部门帮县、处长联乡、干部驻村: each names a tie."""
    found = list(patterns().named_mode.finditer(text, start, stop))
    for match in found:
        beside = text[match.start() - 1 : match.start()] in ("“", "、", "·", "‘") and len(found) > 1
        if beside:
            helper = End(match.start("helper"), match.end("helper"), match["helper"])
            helped = End(match.start("helped"), match.end("helped"), match["helped"])
            yield _tie(match.span(), [helper], [helped], patterns().letters[match["verb"]], "named-mode", "required")


def _entering(text: str, start: int, stop: int) -> Iterator[Tie]:
    """千名党员干部进百村入万户."""
    for match in patterns().entering.finditer(text, start, stop):
        helper = numbered_ends(text, match.start("helper"), match.end("helper"))
        helped = [
            End(match.start(group), match.end(group), match[group][-1], None, match[group][-1])
            for group in ("village", "household")
            if match[group]
        ]
        if helper and helped:
            helped = [
                end._replace(noun={"户": "农户"}.get(end.noun or "", end.noun), number=_round(text, end))
                for end in helped
            ]
            yield _tie(match.span(), helper[-1:], helped, "visit", "entering", "nominal")


def _round(text: str, end: End) -> int:
    return {"百": 100, "千": 1000, "万": 10_000}[text[end.start]]


def _sent_from(text: str, start: int, stop: int, people: Sequence[tuple[int, int]]) -> Iterator[Tie]:
    """盘县林业局下派到石桥镇西冲村的陈杰."""
    for match in patterns().sent_from.finditer(text, start, stop):
        body = body_end(text, start, match.start())
        village = village_end(text, match.end(), stop)
        if village is None:
            continue
        person = _person(text, village.stop, min(stop, village.stop + _GAP), people)
        helpers = [end for end in (body, person) if end]
        if helpers and (person or body):
            yield _tie(match.span(), helpers, [village], "stationed", "sent-from")


def _posted(text: str, start: int, stop: int, people: Sequence[tuple[int, int]]) -> Iterator[Tie]:
    """驻江口镇旱塘村工作队队长李豫玲."""
    for match in patterns().posted.finditer(text, start, stop):
        village = village_end(text, match.end(), stop)
        if village is None or not patterns().post.search(text, village.stop, min(stop, village.stop + _GAP)):
            continue
        person = _person(text, village.stop, min(stop, village.stop + _GAP), people)
        if person:
            yield _tie(match.span(), [person], [village], "stationed", "posted")


def _person(text: str, start: int, stop: int, people: Sequence[tuple[int, int]]) -> End | None:
    """The first person behind a place: as the detector of persons knows, or by surname where a name can only end."""
    for begin, end in people:
        if start <= begin < stop:
            return End(begin, end, None, named="person")
    for match in patterns().person.finditer(text, start, stop + 4):
        if match.start("name") < stop and begins_with_surname(match["name"]):
            return End(match.start("name"), match.end("name"), None, named="person")
    return None


def _sent_to(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """向2530个行政村下派第一书记."""
    for match in patterns().toward.finditer(text, start, stop):
        helped = _list(text, match.end(), stop, numbered, "helped")
        if not helped:
            continue
        sending = patterns().sending.match(text, helped[-1].stop)
        if sending:
            helpers = _list(text, sending.end(), stop, numbered, "helpers")
            if helpers:
                yield _tie(match.span(), helpers, helped, "stationed", "sent-to")
    for end in numbered:
        sending = patterns().sending.match(text, end.stop) if class_of(end, "helped") else None
        helpers = _list(text, sending.end(), stop, numbered, "helpers") if sending else []
        if helpers:
            yield _tie((end.start, end.stop), helpers, [end], "stationed", "sent-to")


def _going(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """选派6229名大学生到农村任职; 3万名干部驻村; 139名机关干部奔赴喀什."""
    for end in numbered:
        if class_of(end, "helper") is None:
            continue
        going = patterns().going.match(text, end.stop)
        if not going:
            continue
        sent = patterns().sending_before.search(text[max(start, end.start - 14) : end.start])
        helped = _list(text, going.end(), stop, numbered, "helped")
        if helped and (sent or going["verb"] in ("驻", "进驻", "入驻", "派驻", "分赴")):
            report = text.startswith("报到", helped[-1].stop)
            if not report and (helped[0].noun != "村" or going["verb"] != "到"):
                yield _tie((end.start - (len(sent[0]) if sent else 0), end.stop), [end], helped, "stationed", "going")


def _reporting(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """39668名在职党员到社区报到; 在中心城区社区报到的10276名."""
    if "报到" not in text[start:stop]:
        return
    for match in patterns().reporting.finditer(text, start, stop):
        place = End(match.start("place"), match.end("place"), "社区" if match["place"].endswith("社区") else "村")
        helper = next((end for end in numbered if end.stop == match.start()), None)
        if helper is None and match["number"]:
            helper = End(match.start("number"), match.end("number"), "党员", *_plain(match["number"]))
        if helper:
            yield _tie(match.span(), [helper], [place], "registered", "reporting")


def _plain(words: str) -> tuple[int | None, str]:
    digits = words.rstrip("名人位")
    return (int(digits) if digits.isdigit() else None), words[len(digits) :]


def _is_contact(text: str, start: int, stop: int) -> Iterator[Tie]:
    """信宜市委宣传部是他们旺冲村的挂钩单位; 他是她家的联系人."""
    if text.find("是", start, stop) < 0:
        return
    for match in patterns().is_contact.finditer(text, start, stop):
        begin = match.start("helped")
        village = village_end(text, begin, match.end("helped"))
        if village and village.stop == match.end("helped"):
            helped = village
        elif match["helped"].endswith("家"):
            helped = End(begin, match.end("helped"), "农户")
        else:
            continue
        helper = body_end(text, start, match.start("is"))
        pronoun = match["pronoun"]
        if pronoun:
            helper = End(match.start("pronoun"), match.end("pronoun"), "干部")
        if helper:
            mode = "attached" if match["tie"] in ("挂钩", "挂点", "包村", "包联", "包扶") else "contact"
            mode = "helping" if match["tie"] == "帮扶" else mode
            yield _tie(match.span(), [helper], [helped], mode, "is-contact", "ongoing")


def _between(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """9.3万名党员干部与228万户群众结成对子; 单位党组织与村党组织一对一结对."""
    for match in patterns().paired.finditer(text, start, stop):
        before = _end_at(text, start, match.start(), numbered, "helped")
        if before is None:
            continue
        joint = before.start - 1
        if text[joint : joint + 1] not in ("与", "和", "同", "跟"):
            continue
        helper = next((end for end in numbered if end.stop == joint), None) or noun_end_before(
            text, start, joint, "helpers"
        )
        if helper:
            yield _tie(match.span(), [helper], [before], "paired", "between")


def _end_at(text: str, start: int, stop: int, numbered: Sequence[End], side: str) -> End | None:
    """The end that closes at ``stop``, but for adverbs."""
    for end in numbered:
        if end.stop <= stop and patterns().adverbs.fullmatch(text, end.stop, stop):
            return end
    adverb = patterns().adverb_last.search(text[start:stop])
    return noun_end_before(text, start, start + adverb.start() if adverb else stop, side)


def _verb(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """2829名处级干部联系1446个乡镇: the helper before the verb, those helped behind it."""
    for match in patterns().verb.finditer(text, start, stop):
        verb = match[0]
        helped = _list(text, match.end(), stop, numbered, "helped")
        if not helped and verb[-1] in "村户乡县":
            helped = [End(match.end() - 1, match.end(), {"户": "农户"}.get(verb[-1], verb[-1]))]
            within = True
        else:
            within = False
        if not helped:
            continue
        helper = _helper(text, match.start(), numbered, strict=within)
        counted = any(end.number is not None or end.named for end in helped)
        if helper is None and counted:
            helper = body_end(text, start, match.start()) or noun_end_before(text, start, match.start(), "helpers")
        if helper:
            yield _tie(match.span(), [helper], helped, patterns().modes[verb], "verb-within" if within else "verb")


def _helper(text: str, at: int, numbered: Sequence[End], *, strict: bool) -> End | None:
    """The last numbered helper before the verb, where only adverbs or the way there stand between."""
    for end in reversed(numbered):
        if end.stop > at:
            continue
        if class_of(end, "helper") is None:
            return None
        gap = text[end.stop : at]
        if patterns().adverbs.fullmatch(gap):
            return end
        loose = len(gap) <= _GAP and gap.count("，") <= 1 and not re.search("[的“”：、]", gap)
        return end if loose and not strict and (("，" not in gap) or patterns().way.search(gap)) else None
    return None


def _list(text: str, at: int, stop: int, numbered: Sequence[End], side: str) -> list[End]:
    """The ends of one side from ``at`` on, as a list joined by 、 and 和: numbered, named or nouns alone."""
    ends: list[End] = []
    lead = patterns().lead.match(text, at, stop)
    at = lead.end() if lead else at
    while at < stop:
        restricting = patterns().restricting.match(text, at, stop)
        starts = {at, restricting.end()} if restricting else {at}
        end = next((end for end in numbered if end.start in starts), None)
        if end and class_of(end, "helper" if side == "helpers" else "helped") is None:
            end = None
        if end is None and side == "helped":
            end = village_end(text, at, min(stop, at + _GAP))
        if end is None:
            end = noun_end(text, at, min(stop, at + _GAP), side)
        if end is None:
            break
        ends.append(end)
        joint = patterns().joint.match(text, end.stop, stop)
        if joint is None:
            break
        at = joint.end()
    return ends
