"""The facts in the JSON of ``pbdata inspect``."""

import pytest

from pbdata.corpus.fact_inspection import explain_facts, facts_as_json
from pbdata.corpus.process import process
from pbdata.facts import detect
from pbdata.facts.reading import Found, Reading
from pbdata.model.capture import Settings

PAGE = "黨員活動日\n\n今天，县委书记、县长李大山來到村裡。李大山說：「路修好了，大家都高興。」村民們都很高興，紛紛點頭。\n".encode()
PAGE += "\n  全鎮黨員幹部走村入戶，了解群眾所思所盼，幫助解決生產生活中的困難，受到群眾歡迎。\n".encode() * 3


def test_persons_and_quotations_have_their_short_form() -> None:
    """A person has the posts as one role; a quotation its text and the name of the speaker; words as printed come along."""
    processed = process(PAGE)
    assert processed.article is not None
    facts = facts_as_json(processed, processed.article)
    assert [(one["name"], one["role"], one["line_no"]) for one in facts["persons"]] == [("李大山", "县委书记、县长", 2)]
    (quotation,) = facts["quotations"]
    assert (quotation["text"], quotation["speaker"]) == ("路修好了，大家都高兴。", "李大山")
    assert quotation["printed"] == "路修好了，大家都高興。"
    assert {one["surface"] for one in facts["posts"]} == {"县委书记", "县长"}


def test_each_fact_is_explained_by_its_rule() -> None:
    """A line has the field, the offset, the table, the rule and the words, in the order of the article."""
    article = process(PAGE).article
    assert article is not None
    lines = list(explain_facts(article, Settings()))
    assert any(
        line.split()[0] == "text" and line.split()[2] == "persons" and line.endswith(" 李大山") for line in lines
    )
    places = [(line.split()[0] == "text", int(line.split()[1])) for line in lines]
    assert places == sorted(places)


def test_a_refused_candidate_is_explained_by_the_rule_that_refused_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands among the facts, with no before its kind."""

    def refusing(reading: Reading) -> Found:
        reading.refuse("persons", "text", 0, 2, "a-common-word")
        return Found(tables={})

    monkeypatch.setattr(detect, "ORDER", (refusing,))
    article = process(PAGE).article
    assert article is not None
    (line,) = explain_facts(article, Settings())
    assert line.split() == ["text", "0", "no", "persons", "a-common-word", article.text[:2]]
