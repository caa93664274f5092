"""How much an article is of a topic: the points of the terms that stand in it, with what each of them adds.

Terms are looked for from left to right, the longest first, and do not overlap: in 党支部书记 there is no 党支部. Quotation marks are
passed over, so that “两委”换届 is 两委换届.
"""

import re
from collections import Counter
from functools import cache

from pbdata.chinese.rules import either
from pbdata.model.article import Article
from pbdata.model.topic import Evidence, Term, Topic, Verdict

ON_TOPIC, OFF_TOPIC = "on topic", "off topic"
_SHOWN = 5
_QUOTES = str.maketrans("", "", "“”‘’「」『』\"'")


def judge(article: Article, topic: Topic) -> Verdict:
    """Return whether an article is on topic, from its title, subtitle and text in canonical characters, and why."""
    pattern, terms = _matcher(topic)
    head = Counter(pattern.findall(unquoted(f"{article.title or ''}\n{article.subtitle or ''}")))
    text = Counter(pattern.findall(unquoted(article.text)))
    share = min(1.0, topic.full_length / max(1, len(article.text)))
    evidence = []
    for words in head | text:
        _, group, points = terms[words]
        times = topic.in_title * (words in head) + min(topic.at_most, text[words] * share)
        if points:
            evidence.append(Evidence(words, group, words in head, text[words], round(points * times, 1)))
    score = round(sum(one.points for one in evidence), 1)
    ordered = tuple(sorted(evidence, key=lambda one: (-abs(one.points), one.words)))
    return Verdict(topic.name, score, topic.threshold, score >= topic.threshold, ordered)


def told(verdict: Verdict) -> str:
    """Return a verdict on one line, with its strongest evidence: ``on topic: party-building has 9.0 points of 6: 党支部 +9.0``."""
    begin = ON_TOPIC if verdict.on_topic else OFF_TOPIC
    why = ", ".join(f"{one.words} {one.points:+.1f}" for one in verdict.evidence[:_SHOWN]) or "none of its terms"
    return f"{begin}: {verdict.topic} has {verdict.score:.1f} points of {verdict.threshold}: {why}"


def is_verdict(reason: str | None, *, on_topic: bool) -> bool:
    """Whether the reason that a capture has is such a verdict."""
    return reason is not None and reason.startswith(f"{ON_TOPIC if on_topic else OFF_TOPIC}: ")


def unquoted(words: str) -> str:
    """Return words without quotation marks."""
    return words.translate(_QUOTES)


@cache
def _matcher(topic: Topic) -> tuple[re.Pattern[str], dict[str, Term]]:
    terms = {term.words: term for term in topic.terms}
    return re.compile(either(terms)), terms
