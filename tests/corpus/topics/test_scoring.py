"""Articles are told by the terms that stand in them; cases/corpus/topics holds articles."""

from pathlib import Path

import pytest

from pbdata.corpus.process import process
from pbdata.corpus.topics.reading import known_topics, read_topic
from pbdata.corpus.topics.scoring import is_verdict, judge, told
from pbdata.model.capture import Settings
from pbdata.model.topic import Evidence, Term, Topic
from pbdata.normalization.page import normalize_text
from tests import ROOT, cases
from tests.articles import article

PARTY = read_topic(ROOT, "party-building")
CASES = [(topic, case) for topic in known_topics() for case in cases(f"corpus/topics/{topic}.yaml")]
TOPIC = Topic(
    name="trees",
    sha256="",
    threshold=4,
    in_title=3,
    at_most=2,
    full_length=20,
    terms=(Term("松树", "trees", 2), Term("松", "wood", 1), Term("股票", "economy", -3), Term("松鼠", "ignored", 0)),
)


@pytest.mark.parametrize(("topic", "case"), CASES, ids=[case["label"] for _, case in CASES])
def test_an_article_is_of_the_topic_or_not(topic: str, case: dict[str, str]) -> None:
    """Each article that was made up is judged as the definition of the topic asks."""
    one = article(normalize_text(case["text"]), title=normalize_text(case.get("title", "")))
    verdict = judge(one, read_topic(ROOT, topic))
    assert verdict.on_topic == case["on_topic"], told(verdict)


def test_there_are_cases_enough() -> None:
    """At least thirty articles in both scripts, and a third of them not of the topic."""
    no = [case for _, case in CASES if not case["on_topic"]]
    traditional = [case for _, case in CASES if normalize_text(case["text"]) != case["text"]]
    assert len(CASES) >= 30
    assert len(no) * 3 >= len(CASES)
    assert {case["on_topic"] for case in traditional} == {True, False}


def test_a_term_counts_more_in_the_title_and_at_most_so_often_in_the_text() -> None:
    """松树 counts three times for the title and twice for three occurrences; the longest term counts alone."""
    verdict = judge(article("松树松树松树。", title="“松”树"), TOPIC)
    assert verdict.evidence == (Evidence("松树", "trees", True, 3, 10.0),)
    assert (verdict.score, verdict.on_topic) == (10.0, True)


def test_what_speaks_against_the_topic_is_taken_off() -> None:
    """The strongest evidence comes first, and words that are ignored are none."""
    verdict = judge(article("松鼠松，股票股票。"), TOPIC)
    assert [(one.words, one.points) for one in verdict.evidence] == [("股票", -6.0), ("松", 1.0)]
    assert not verdict.on_topic


def test_in_a_long_text_it_counts_how_often_a_term_stands_in_so_many_characters() -> None:
    """Two occurrences in forty characters are one in twenty."""
    assert judge(article("松树松树" + "。" * 36), TOPIC).score == 2.0


def test_an_article_without_a_word_has_no_points() -> None:
    """Nothing stands in an empty article."""
    assert told(judge(article(""), TOPIC)) == "off topic: trees has 0.0 points of 4: none of its terms"


def test_a_verdict_is_told_on_one_line() -> None:
    """It names the topic, the points, the threshold, and the terms that counted most; it is known again by its beginning."""
    on, off = (told(judge(article(text, title=text), TOPIC)) for text in ("松树", "松股票"))
    assert on == "on topic: trees has 8.0 points of 4: 松树 +8.0"
    assert off == "off topic: trees has -8.0 points of 4: 股票 -12.0, 松 +4.0"
    assert (is_verdict(on, on_topic=True), is_verdict(on, on_topic=False)) == (True, False)
    assert (is_verdict(off, on_topic=True), is_verdict(off, on_topic=False)) == (False, True)
    assert not is_verdict(None, on_topic=True)


@pytest.mark.parametrize("path", sorted((ROOT / "data/raw").glob("*.txt")), ids=lambda path: path.name)
def test_the_captures_of_this_repository_are_of_party_building(path: Path) -> None:
    """Long articles of Party building are well above the threshold."""
    made = process(path, settings=Settings(detectors=())).article
    assert made is not None
    assert judge(made, PARTY).score > 2 * PARTY.threshold
