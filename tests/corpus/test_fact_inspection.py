"""The facts in the JSON of ``pbdata inspect``."""

from pbdata.corpus.fact_inspection import facts_as_json
from pbdata.corpus.process import process

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
