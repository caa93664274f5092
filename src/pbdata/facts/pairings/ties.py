"""Ties between those who help and those who are helped, as statements state them.

A verb of helping divides a statement into two sides. Each reader below knows one way of saying it (``ties`` in rules.yaml)
and returns a tie; ties without a number, a name or a printed cardinality are dropped, since they say nothing that could be
counted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import rule
from pbdata.facts.pairings.classes import End, class_of, lexicon
from pbdata.facts.pairings.ends import closing
from pbdata.facts.pairings.statements import Statement

_GAP = 18
_JOINS_SIDES = ("与", "和", "同", "跟")


class Tie(NamedTuple):
    """A tie as it was read: its sides, its mode, whether it lasts, and the reader that found it."""

    helpers: tuple[End, ...]
    helped: tuple[End, ...]
    mode: str
    modality: str | None
    start: int
    stop: int
    rule: str


def read_ties(said: Statement) -> list[Tie]:
    """Return the ties of one statement, in order; of two that share an end on each side, the more certain is kept."""
    kept: list[Tie] = []
    for tie in (tie for reader in _READERS for tie in reader(said)):
        if not any(_clash(tie, other) for other in kept) and _says_something(said.ends.text, tie):
            kept.append(tie)
    return sorted(kept, key=lambda tie: (tie.start, tie.stop))


def _clash(tie: Tie, other: Tie) -> bool:
    """Whether a tie says again what a more certain one said."""
    if _share(tie.helped, other.helped) and (_share(tie.helpers, other.helpers) or tie.rule == "verb"):
        return True
    return tie.rule == "verb-within" and _share(tie.helpers, other.helpers)


def _share(ends: Sequence[End], others: Sequence[End]) -> bool:
    return any(end.start < other.stop and other.start < end.stop for end in ends for other in others)


def _says_something(text: str, tie: Tie) -> bool:
    """Whether anything in it could be counted: a number, a name, a printed cardinality, or the name of the tie."""
    if tie.rule == "named-mode" or any(end.counts for end in (*tie.helpers, *tie.helped)):
        return True
    return bool(rule(__package__, "circumstances", "cardinality").pattern.search(text, tie.start, tie.stop + 6))


def _tie(
    said: tuple[int, int], helpers: Sequence[End], helped: Sequence[End], name: str, mode: str | None = None
) -> Tie:
    """A tie whose words reach over its ends and over ``said``, the span of the words that say it."""
    spans = [said, *((end.start, end.stop) for end in (*helpers, *helped))]
    given = rule(__package__, "ties", "verb" if name == "verb-within" else name).given
    return Tie(
        helpers=tuple(helpers),
        helped=tuple(helped),
        mode=mode or given["mode"],
        modality=given.get("modality"),
        start=min(span[0] for span in spans),
        stop=max(span[1] for span in spans),
        rule=name,
    )


def _named_modes(said: Statement) -> Iterator[Tie]:
    """部门帮县、处长联乡、干部驻村: each names a tie."""
    found = list(said.find("named-mode"))
    for match in found:
        if len(found) > 1 and said.ends.text[match.start() - 1 : match.start()] in ("“", "、", "·", "‘"):
            helper, helped = (End(*match.span(side), match[side]) for side in ("helper", "helped"))
            yield _tie(match.span(), [helper], [helped], "named-mode", lexicon()["letters"][match["verb"]])


def _entering(said: Statement) -> Iterator[Tie]:
    """千名党员干部进百村入万户."""
    nouns = {"户": "农户"}
    for match in said.find("entering"):
        helpers = said.ends.numbered(*match.span("helper"))
        helped = [
            End(*match.span(side), nouns.get(match[side][-1], match[side][-1]), said.ends.figure(*match.span(side)))
            for side in ("village", "household")
            if match[side]
        ]
        if helpers and helped:
            yield _tie(match.span(), helpers[-1:], helped, "entering")


def _sent_from(said: Statement) -> Iterator[Tie]:
    """盘县林业局下派到石桥镇西冲村的陈杰."""
    for match in said.find("sent-from"):
        host = said.ends.settlement(match.end(), said.stop)
        if host:
            bodies = said.ends.bodies(said.start, match.start())
            person = said.ends.person(host.stop, min(said.stop, host.stop + _GAP)) or _who_is(said, bodies)
            sender = said.ends.sender(person, match.start()) if person else None
            helpers = [*([sender] if sender else bodies), *([person] if person else [])]
            if helpers:
                yield _tie(match.span(), helpers, [host], "sent-from")


def _who_is(said: Statement, senders: Sequence[End]) -> End | None:
    """The person of whom a statement says who sent them (王强是会同县总工会派到…的)."""
    at = senders[0].start - 1 if senders else -1
    return said.ends.person_before(at) if at > said.start and said.ends.text[at] == "是" else None


def _posted(said: Statement) -> Iterator[Tie]:
    """驻江口镇旱塘村工作队队长李豫玲."""
    for match in said.find("posted"):
        host = said.ends.settlement(match.end(), said.stop)
        reach = min(said.stop, host.stop + _GAP) if host else 0
        if host and _between("stationed-as").search(said.ends.text, host.stop, reach):
            person = said.ends.person(host.stop, reach)
            if person:
                sender = said.ends.sender(person, match.start())
                yield _tie(match.span(), [end for end in (sender, person) if end], [host], "posted")


def _sent_to(said: Statement) -> Iterator[Tie]:
    """向2530个行政村下派第一书记."""
    for match in _between("toward").finditer(said.ends.text, said.start, said.stop):
        helped = _list(said, match.end(), "helped")
        if helped:
            yield from _sent_behind(said, match.span(), helped)
    for end in said.numbered:
        if class_of(end, "helped"):
            yield from _sent_behind(said, (end.start, end.stop), [end])


def _sent_behind(said: Statement, words: tuple[int, int], helped: Sequence[End]) -> Iterator[Tie]:
    """Those whom a verb of sending behind the helped names."""
    sending = _tie_rule("sent-to").match(said.ends.text, helped[-1].stop)
    helpers = _list(said, sending.end(), "helper") if sending else []
    if helpers:
        yield _tie(words, helpers, helped, "sent-to")


def _going(said: Statement) -> Iterator[Tie]:
    """选派6229名大学生到农村任职; 3万名干部驻村; 139名机关干部奔赴喀什."""
    text = said.ends.text
    for end in said.numbered:
        going = _tie_rule("going").match(text, end.stop) if class_of(end, "helper") else None
        if not going:
            continue
        sent = _between("sending-before").search(text[max(said.start, end.start - 14) : end.start])
        helped = _list(said, going.end(), "helped")
        if not helped or not (sent or going["verb"] in lexicon()["staying"]):
            continue
        report = text.startswith("报到", helped[-1].stop)
        if not report and (helped[0].noun != "村" or helped[0].named or going["verb"] != "到"):
            begin = end.start - (len(sent[0]) if sent else 0)
            yield _tie((begin, end.stop), [end], helped, "going")


def _reporting(said: Statement) -> Iterator[Tie]:
    """39668名在职党员到社区报到; 在中心城区社区报到的10276名."""
    for match in said.find("reporting"):
        place = End(*match.span("place"), "社区" if match["place"].endswith("社区") else "村")
        helper = next((end for end in said.numbered if end.stop == match.start()), None)
        if helper is None and match["number"] and (figure := said.ends.figure(*match.span("number"))):
            helper = End(*match.span("number"), "党员", figure)
        if helper:
            yield _tie(match.span(), [helper], [place], "reporting")


def _is_contact(said: Statement) -> Iterator[Tie]:
    """信宜市委宣传部是他们旺冲村的挂钩单位; 他是她家的联系人."""
    for match in said.find("is-contact"):
        begin, stop = match.span("helped")
        village = said.ends.village(begin, stop)
        if village and village.stop == stop:
            helped = village
        elif match["helped"].endswith("家"):
            helped = End(begin, stop, "农户", named="household")
        else:
            continue
        helpers = said.ends.bodies(said.start, match.start("is"))
        if match["pronoun"]:
            helpers = [End(*match.span("pronoun"), "干部", named="person")]
        if helpers:
            yield _tie(match.span(), helpers, [helped], "is-contact", lexicon()["contact_ties"][match["tie"]])


def _is_point(said: Statement) -> Iterator[Tie]:
    """木舟村是会同县妇联的联系点."""
    for match in said.find("is-point"):
        helped = said.ends.village_before(said.start, match.start())
        helpers = said.ends.bodies(match.start("body"), match.end("body")) if helped else []
        if helped and helpers:
            yield _tie(match.span(), helpers, [helped], "is-point", lexicon()["contact_ties"][match["tie"]])


def _both_before(said: Statement) -> Iterator[Tie]:
    """9.3万名党员干部与228万户群众结成对子; 单位党组织与村党组织一对一结对."""
    for match in said.find("between"):
        helped = _end_at(said, match.start())
        if helped is None or said.ends.text[helped.start - 1] not in _JOINS_SIDES:
            continue
        joint = helped.start - 1
        helper = next((end for end in said.numbered if end.stop == joint), None)
        helper = helper or said.ends.noun_before(said.start, joint, "helper")
        if helper:
            yield _tie(match.span(), [helper], [helped], "between")


def _end_at(said: Statement, stop: int) -> End | None:
    """The end of those helped that closes at ``stop``, but for adverbs."""
    text = said.ends.text
    for end in said.numbered:
        if end.stop <= stop and _between("adverbs").fullmatch(text, end.stop, stop):
            return end
    adverb = closing(_between("adverb-last"), text, said.start, stop)
    return said.ends.noun_before(said.start, stop - len(adverb[0]) if adverb else stop, "helped")


def _verb(said: Statement) -> Iterator[Tie]:
    """2829名处级干部联系1446个乡镇: the helper before the verb, those helped behind it."""
    for match in said.find("verb"):
        verb = match[0]
        helped = _list(said, match.end(), "helped")
        name = "verb"
        if not helped and verb[-1] in "村户乡县":
            helped = [End(match.end() - 1, match.end(), {"户": "农户"}.get(verb[-1], verb[-1]))]
            name = "verb-within"
        if not helped:
            continue
        helper = _helper(said, match.start(), strict=name == "verb-within")
        helpers = [helper] if helper else []
        if not helpers and any(end.counts for end in helped):
            helpers = _unnumbered(said, match.start())
        if helpers:
            yield _tie(match.span(), helpers, helped, name, lexicon()["verbs"][verb])


def _unnumbered(said: Statement, stop: int) -> list[End]:
    """The bodies before a verb, where only adverbs stand between, or else a noun of those who help."""
    adverbs = closing(_between("adverbs-last"), said.ends.text, said.start, stop)
    bodies = said.ends.bodies(said.start, stop - len(adverbs[0]) if adverbs else stop)
    noun = None if bodies else said.ends.noun_before(said.start, stop, "helper")
    return [noun] if noun else bodies


def _helper(said: Statement, at: int, *, strict: bool) -> End | None:
    """The last numbered helper before the verb, where only adverbs or the way there stand between."""
    before = [end for end in said.numbered if end.stop <= at]
    if not before or class_of(before[-1], "helper") is None:
        return None
    gap = said.ends.text[before[-1].stop : at]
    if _between("adverbs").fullmatch(gap):
        return before[-1]
    if strict or len(gap) > _GAP or gap.count("，") > 1 or _between("other-clause-part").search(gap):
        return None
    return before[-1] if "，" not in gap or _between("way").search(gap) else None


def _list(said: Statement, at: int, side: str) -> list[End]:
    """The ends of one side from ``at`` on, as a list joined by 、 and 和: numbered, named or nouns alone."""
    text, stop = said.ends.text, said.stop
    lead = _between("lead").match(text, at, stop)
    at = lead.end() if lead else at
    found: list[End] = []
    while at < stop and (end := _next(said, at, side)):
        found.append(end)
        joint = _between("joint").match(text, end.stop, stop)
        if joint is None:
            break
        at = joint.end()
    return found


def _next(said: Statement, at: int, side: str) -> End | None:
    """The end of one side that begins at ``at``."""
    reach = min(said.stop, at + _GAP)
    restricting = _between("restricting").match(said.ends.text, at, said.stop)
    starts = {at, restricting.end()} if restricting else {at}
    end = next((end for end in said.numbered if end.start in starts), None)
    if end and class_of(end, side):
        return end
    named = said.ends.settlement(at, reach) if side == "helped" else None
    return named or said.ends.noun(at, reach, side)


@cache
def _tie_rule(name: str) -> re.Pattern[str]:
    return rule(__package__, "ties", name).pattern


@cache
def _between(name: str) -> re.Pattern[str]:
    return rule(__package__, "between", name).pattern


# The more certain first.
_READERS: tuple[Callable[[Statement], Iterator[Tie]], ...] = (
    _named_modes, _entering, _sent_from, _posted, _sent_to, _going, _reporting, _is_contact, _is_point, _both_before, _verb,
)  # fmt: skip
