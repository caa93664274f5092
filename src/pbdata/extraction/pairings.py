"""Pairings: who helps whom, as sentences state it (结对帮扶, 挂点, 驻村, 部门帮县). See docs/facts/pairings.md.

A verb of helping divides a sentence into two sides. Each reader below knows one way of saying it and returns a tie; ties
without a number, a name or a printed cardinality are dropped, since they say nothing that could be counted.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.cleaning.names import begins_with_surname
from pbdata.extraction.mentions import Namer, fields_of
from pbdata.extraction.pairing_ends import (
    HAN,
    End,
    body_end,
    class_of,
    either,
    kind_of,
    level_of,
    lexicon,
    noun_end,
    noun_end_before,
    numbered_ends,
    village_end,
)
from pbdata.extraction.scanning import Scanner
from pbdata.facts import (
    Figure,
    Organisation,
    Pairing,
    PairingEnd,
    PersonMention,
    PlaceMention,
    ProgrammeMention,
)
from pbdata.model import Article

_RULES = "rules"
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


class Known(NamedTuple):
    """What other detectors found in the article: where an end is one of these, it carries their id."""

    figures: Sequence[Figure] = ()
    places: Sequence[PlaceMention] = ()
    persons: Sequence[PersonMention] = ()
    organisations: Sequence[Organisation] = ()
    programmes: Sequence[ProgrammeMention] = ()


class Pairings(NamedTuple):
    """The pairings of an article and their ends; the names are those of the tables."""

    pairings: tuple[Pairing, ...]
    pairing_ends: tuple[PairingEnd, ...]


def find_pairings(article: Article, known: Known | None = None) -> Pairings:
    """Return the pairings that an article states, each with all ends that its sentence names."""
    known = known or Known()
    namer = Namer("r", article.article_id)
    pairings: list[Pairing] = []
    ends: list[PairingEnd] = []
    for field, text in fields_of(article):
        for sentence in _sentences(text):
            for tie in _ties(text, *sentence, field, known.persons):
                pairing = _pairing(namer, field, text, sentence[0], tie, known)
                pairings.append(pairing)
                sides = [("helper", end) for end in tie.helpers] + [("helped", end) for end in tie.helped]
                ends += [
                    _end(pairing, number, side, field, text, end, tie, known)
                    for number, (side, end) in enumerate(sides, 1)
                ]
    return Pairings(tuple(pairings), tuple(ends))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that hold a word of pairing and something to pair: a number, a village, a body or a mark of quotation."""
    hint, ends = _patterns().hint, _patterns().ends
    for sentence in _SENTENCE.finditer(text):
        start, stop = sentence.span()
        if hint.search(text, start, stop) and ends.search(text, start, stop):
            yield start, stop


def _ties(text: str, start: int, stop: int, field: str, persons: Sequence[PersonMention]) -> list[Tie]:
    """The ties of one sentence, in order; of two that share an end on each side, the more certain is kept."""
    numbered = numbered_ends(text, start, stop)
    people = [(person.start, person.stop) for person in persons if person.field == field]
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
        _patterns().cardinality.search(text, tie.start, tie.stop + 6)
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
    found = list(_patterns().named_mode.finditer(text, start, stop))
    for match in found:
        beside = text[match.start() - 1 : match.start()] in ("“", "、", "·", "‘") and len(found) > 1
        if beside:
            helper = End(match.start("helper"), match.end("helper"), match["helper"])
            helped = End(match.start("helped"), match.end("helped"), match["helped"])
            yield _tie(match.span(), [helper], [helped], _patterns().letters[match["verb"]], "named-mode", "required")


def _entering(text: str, start: int, stop: int) -> Iterator[Tie]:
    """千名党员干部进百村入万户."""
    for match in _patterns().entering.finditer(text, start, stop):
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
    for match in _patterns().sent_from.finditer(text, start, stop):
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
    for match in _patterns().posted.finditer(text, start, stop):
        village = village_end(text, match.end(), stop)
        if village is None or not _patterns().post.search(text, village.stop, min(stop, village.stop + _GAP)):
            continue
        person = _person(text, village.stop, min(stop, village.stop + _GAP), people)
        if person:
            yield _tie(match.span(), [person], [village], "stationed", "posted")


def _person(text: str, start: int, stop: int, people: Sequence[tuple[int, int]]) -> End | None:
    """The first person behind a place: as the detector of persons knows, or by surname where a name can only end."""
    for begin, end in people:
        if start <= begin < stop:
            return End(begin, end, None, named="person")
    for match in _patterns().person.finditer(text, start, stop + 4):
        if match.start("name") < stop and begins_with_surname(match["name"]):
            return End(match.start("name"), match.end("name"), None, named="person")
    return None


def _sent_to(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """向2530个行政村下派第一书记."""
    for match in _patterns().toward.finditer(text, start, stop):
        helped = _list(text, match.end(), stop, numbered, "helped")
        if not helped:
            continue
        sending = _patterns().sending.match(text, helped[-1].stop)
        if sending:
            helpers = _list(text, sending.end(), stop, numbered, "helpers")
            if helpers:
                yield _tie(match.span(), helpers, helped, "stationed", "sent-to")
    for end in numbered:
        sending = _patterns().sending.match(text, end.stop) if class_of(end, "helped") else None
        helpers = _list(text, sending.end(), stop, numbered, "helpers") if sending else []
        if helpers:
            yield _tie((end.start, end.stop), helpers, [end], "stationed", "sent-to")


def _going(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """选派6229名大学生到农村任职; 3万名干部驻村; 139名机关干部奔赴喀什."""
    for end in numbered:
        if class_of(end, "helper") is None:
            continue
        going = _patterns().going.match(text, end.stop)
        if not going:
            continue
        sent = _patterns().sending_before.search(text[max(start, end.start - 14) : end.start])
        helped = _list(text, going.end(), stop, numbered, "helped")
        if helped and (sent or going["verb"] in ("驻", "进驻", "入驻", "派驻", "分赴")):
            report = text.startswith("报到", helped[-1].stop)
            if not report and (helped[0].noun != "村" or going["verb"] != "到"):
                yield _tie((end.start - (len(sent[0]) if sent else 0), end.stop), [end], helped, "stationed", "going")


def _reporting(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """39668名在职党员到社区报到; 在中心城区社区报到的10276名."""
    if "报到" not in text[start:stop]:
        return
    for match in _patterns().reporting.finditer(text, start, stop):
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
    for match in _patterns().is_contact.finditer(text, start, stop):
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
    for match in _patterns().paired.finditer(text, start, stop):
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
        if end.stop <= stop and _patterns().adverbs.fullmatch(text, end.stop, stop):
            return end
    adverb = _patterns().adverb_last.search(text[start:stop])
    return noun_end_before(text, start, start + adverb.start() if adverb else stop, side)


def _stop(text: str, start: int) -> int:
    match = _SENTENCE.match(text, start)
    return match.end() if match else start


def _verb(text: str, start: int, stop: int, numbered: Sequence[End]) -> Iterator[Tie]:
    """2829名处级干部联系1446个乡镇: the helper before the verb, those helped behind it."""
    patterns = _patterns()
    for match in patterns.verb.finditer(text, start, stop):
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
            yield _tie(match.span(), [helper], helped, patterns.modes[verb], "verb-within" if within else "verb")


def _helper(text: str, at: int, numbered: Sequence[End], *, strict: bool) -> End | None:
    """The last numbered helper before the verb, where only adverbs or the way there stand between."""
    for end in reversed(numbered):
        if end.stop > at:
            continue
        if class_of(end, "helper") is None:
            return None
        gap = text[end.stop : at]
        if _patterns().adverbs.fullmatch(gap):
            return end
        loose = len(gap) <= _GAP and gap.count("，") <= 1 and not re.search("[的“”：、]", gap)
        return end if loose and not strict and (("，" not in gap) or _patterns().way.search(gap)) else None
    return None


def _list(text: str, at: int, stop: int, numbered: Sequence[End], side: str) -> list[End]:
    """The ends of one side from ``at`` on, as a list joined by 、 and 和: numbered, named or nouns alone."""
    ends: list[End] = []
    lead = _patterns().lead.match(text, at, stop)
    at = lead.end() if lead else at
    while at < stop:
        restricting = _patterns().restricting.match(text, at, stop)
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
        joint = _patterns().joint.match(text, end.stop, stop)
        if joint is None:
            break
        at = joint.end()
    return ends


def _pairing(namer: Namer, field: str, text: str, sentence: int, tie: Tie, known: Known) -> Pairing:
    surface = text[tie.start : tie.stop]
    before = text[max(sentence, tie.start - 30) : tie.start]
    programmes = {
        mention.programme_id
        for mention in known.programmes
        if mention.field == field and sentence <= mention.start < _stop(text, sentence)
    }
    period = _patterns().period.search(text, sentence, tie.start)
    return Pairing(
        namer(field, surface), field, tie.start, tie.stop, surface, tie.mode, _cardinality(text, tie),
        tie.modality or _modality(before, tie), period[0] if period else None,
        programmes.pop() if len(programmes) == 1 else None, _RULES, tie.rule,
    )  # fmt: skip


def _cardinality(text: str, tie: Tie) -> str | None:
    match = _patterns().cardinality.search(text, max(0, tie.start - 4), tie.stop + 6)
    if match:
        return _patterns().cardinalities[match[0]]
    several = any((end.number or 0) > 1 for end in tie.helpers)
    return "many_to_one" if several and len(tie.helped) == 1 and tie.helped[0].named else None


def _modality(before: str, tie: Tie) -> str:
    for modality, pattern in _patterns().modalities.items():
        if pattern.search(before):
            return modality
    counted = any(end.number is not None for end in (*tie.helpers, *tie.helped))
    return "achieved" if counted or any(end.named for end in tie.helpers) else "ongoing"


def _end(
    pairing: Pairing, number: int, side: str, field: str, text: str, end: End, tie: Tie, known: Known
) -> PairingEnd:
    surface = text[end.start : end.stop]
    target = class_of(end, side)
    kind = kind_of(end, target)
    figure = next((one for one in known.figures if one.field == field and end.start <= one.start < end.stop), None)
    person = next((one for one in known.persons if _same(one, field, end)), None)
    organisation = next((one for one in known.organisations if _same(one, field, end)), None)
    place = _last_place(known.places, field, end) if kind == "place" or target == "village" else None
    area = next((one.level for one in known.places if one.field == field and one.start == end.start), None)
    return PairingEnd(
        pairing.pairing_id, number, side, field, end.start, end.stop, surface, kind,
        person.person_id if person else None, organisation.org_id if organisation else None,
        place.place_id if place else None, level_of(surface, target) or (area if end.named else None), target,
        figure.value if figure else end.number, (figure.unit if figure else None) or end.unit,
        figure.figure_id if figure else None, _RULES, tie.rule,
    )  # fmt: skip


def _same(fact: PersonMention | Organisation, field: str, end: End) -> bool:
    return fact.field == field and fact.start == end.start and fact.stop == end.stop


def _last_place(places: Sequence[PlaceMention], field: str, end: End) -> PlaceMention | None:
    """The innermost of the places that an end names, if it closes the end."""
    inside = [place for place in places if place.field == field and end.start <= place.start and place.stop <= end.stop]
    return max(inside, key=lambda place: (place.stop, -place.start)) if inside else None


class _Patterns(NamedTuple):
    hint: re.Pattern[str]
    ends: re.Pattern[str]
    verb: re.Pattern[str]
    modes: dict[str, str]
    letters: dict[str, str]
    paired: re.Pattern[str]
    named_mode: re.Pattern[str]
    entering: re.Pattern[str]
    sent_from: re.Pattern[str]
    posted: re.Pattern[str]
    post: re.Pattern[str]
    person: re.Pattern[str]
    toward: re.Pattern[str]
    sending: re.Pattern[str]
    sending_before: re.Pattern[str]
    going: re.Pattern[str]
    reporting: re.Pattern[str]
    is_contact: Scanner
    adverbs: re.Pattern[str]
    adverb_last: re.Pattern[str]
    way: re.Pattern[str]
    lead: re.Pattern[str]
    restricting: re.Pattern[str]
    joint: re.Pattern[str]
    period: re.Pattern[str]
    cardinality: re.Pattern[str]
    cardinalities: dict[str, str]
    modalities: dict[str, re.Pattern[str]]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    modes = {verb: mode for mode, verbs in words["verbs"].items() for verb in verbs}
    verb = either(list(modes))
    sending, going = either(words["sending"]), either(words["going"])
    cardinalities = {word: code for code, group in words["cardinality"].items() for word in group}
    adverbs = either(words["adverbs"])
    return _Patterns(
        # A set of characters comes first, because that is what `re` looks for fastest.
        hint=re.compile(
            "[挂包联驻帮派结认报进奔分](?:(?<=[挂包联驻帮派])|(?<=结)[对亲为成]|(?<=认)亲|(?<=报)到|(?<=进)[百千万]|(?<=[奔分])赴)"
        ),
        ends=re.compile("[0-9村户局家]|[百千万][名位户]|一对一|一帮一|社区|第一书记|部门|干部|单位"),
        verb=re.compile(verb),
        modes=modes,
        letters={"帮": "helping", "联": "contact", "驻": "stationed", "包": "attached", "挂": "attached"},
        paired=re.compile(rf"{either(words['verbs']['paired'])}"),
        named_mode=re.compile(
            rf"(?P<helper>部门|处长|干部|单位|领导|机关|党员|支部|企业|局长)(?P<verb>[帮联驻包挂])(?P<helped>[县乡镇村户])(?![{HAN}])"
        ),
        entering=re.compile(
            rf"(?P<helper>[百千万0-9][余多]?名[{HAN}]{{1,8}}?)进(?P<village>[百千万][村企])?[，、]?(?:入|进|联|访|帮)?(?P<household>[万千百]户)?"
        ),
        sent_from=re.compile("(?:下派|选派|派驻|派)[到往驻]"),
        posted=re.compile("驻(?<![进派入蹲常]驻)"),
        post=re.compile("队长|队员|第一书记|第一支书|指导员|工作队|干部|组长"),
        person=re.compile(
            rf"(?:干部|队长|队员|书记|支书|组长|同志|指导员|的)的?(?P<name>(?!的)[{HAN}]{{2,3}})(?=[，、。；：（]|…|说|和|$)"
        ),
        toward=re.compile("[向为给]"),
        sending=re.compile(rf"(?:全部|共|累计|统一|分别)?(?:{sending}|组建)了?(?:党支部)?"),
        sending_before=re.compile(rf"(?:{sending})[了出]?[{HAN}]{{0,6}}$"),
        going=re.compile(rf"(?:[{HAN}]{{0,6}}?)(?P<verb>{going})"),
        reporting=re.compile(
            r"(?:已|全部|均)?[到向在](?P<place>[^到向在\W]{0,8}?(?:社区|村|村居))(?:党组织)?报到(?:的(?P<number>[0-9]+[名人位]))?"
        ),
        is_contact=Scanner(
            "他她我是",
            rf"(?P<pronoun>(?<![{HAN}])[他她我])?(?P<is>是)(?:他们|我们)?(?P<helped>[{HAN}]{{1,10}}?)的?(?P<tie>挂钩|挂点|联系|帮扶|包村|包联|包扶|结对)(?:帮扶)?(?:单位|责任人|联系人|干部|人)",
        ),
        adverbs=re.compile(rf"(?:{adverbs}|，)*"),
        adverb_last=re.compile("“?(?:一对一|一帮一)$"),
        way=re.compile("深入|走进|下沉|进村|到村|全部"),
        lead=re.compile(f"(?:了|到|着|的|于|全市|全县|全省|其|各自的|{adverbs})+"),
        restricting=re.compile(rf"[{HAN}]{{1,10}}的(?=[0-9])"),
        joint=re.compile("[、，]?(?:以及|和|及|与)|、|等(?=[0-9])"),
        period=re.compile(
            "(?:从|自)?(?:[0-9]{4}年(?:[0-9]{1,2}月)?|今年|去年|[0-9]{1,2}月(?:[0-9]{1,2}日)?)(?:起|开始|以来)?"
        ),
        cardinality=re.compile(either(list(cardinalities))),
        cardinalities=cardinalities,
        modalities={mode: re.compile(either(group)) for mode, group in words["modality"].items()},
    )
