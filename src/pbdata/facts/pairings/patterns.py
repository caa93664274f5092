"""The shapes in which sentences state pairings, compiled once from words.yaml."""

import re
from functools import cache
from typing import NamedTuple

from pbdata.facts.pairings.ends import HAN, either, lexicon


class Patterns(NamedTuple):
    """One pattern for each way of saying that somebody helps somebody, and what codes their words stand for."""

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
    is_contact: re.Pattern[str]
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
def patterns() -> Patterns:
    """Return the patterns."""
    words = lexicon()
    modes = {verb: mode for mode, verbs in words["verbs"].items() for verb in verbs}
    verb = either(list(modes))
    sending, going = either(words["sending"]), either(words["going"])
    cardinalities = {word: code for code, group in words["cardinality"].items() for word in group}
    adverbs = either(words["adverbs"])
    return Patterns(
        hint=re.compile("[挂包联驻帮派]|结[对亲为成]|认亲|报到|进[百千万]|奔赴|分赴|支援"),
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
        posted=re.compile("(?<![进派入蹲常])驻"),
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
        is_contact=re.compile(
            rf"(?P<pronoun>(?<![{HAN}])[他她我])?(?P<is>是)(?:他们|我们)?(?P<helped>[{HAN}]{{1,10}}?)的?(?P<tie>挂钩|挂点|联系|帮扶|包村|包联|包扶|结对)(?:帮扶)?(?:单位|责任人|联系人|干部|人)"
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
