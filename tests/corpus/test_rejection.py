"""Which pages hold no article, and the reasons given; cases/rejection.yaml holds whole pages."""

from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.chinese.rules import Rule, read_rules, rule
from pbdata.cleaning.labeller import label_lines
from pbdata.corpus.lists import CUT_READ, MAX_FURTHER
from pbdata.corpus.process import process
from pbdata.corpus.rejection import why_damaged, why_no_article, why_unreadable
from pbdata.model.capture import Settings
from pbdata.normalization.page import normalize_page
from tests import cases

CASES = cases("corpus/rejection.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_page_is_refused_with_its_reason(case: dict[str, str]) -> None:
    """A page without an article is refused, and the reason says what it is instead; a page with one is not."""
    page = normalize_page(case["page"])
    lines = [page.text[start:stop].strip() for start, stop in page.ranges]
    reason = why_no_article(lines, label_lines(lines))
    assert (reason or "article").partition(":")[0] == case["reason"], reason


RULES = [one for group in ("pages", "lists") for one in read_rules("pbdata.corpus", group)]


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_a_sign_of_no_article_is_found_in_its_examples(one: Rule) -> None:
    """Every sign has examples, is found in them, and not in its counter-examples."""
    assert one.examples
    assert [example for example in one.examples if not one.pattern.search(example)] == []
    assert [example for example in one.counter_examples if one.pattern.search(example)] == []


CHINESE = "县委组织部在全县召开会议，部署基层党建工作，要求党员干部下村走访，把群众的问题一件件解决好，让大家都满意。"


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_mojibake_beyond_repair_is_refused(errors: str) -> None:
    """A page of mojibake that has lost more characters than a damaged capture may is no article, and the reason says so."""
    page = normalize_page((CHINESE * 3).encode().decode("gbk", errors))
    reason = why_damaged(page.text, page.repairs)
    assert reason is not None
    assert reason.startswith("undecodable: the page was read in a wrong encoding on its way here, and")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Settings(max_bytes=500), "too large: the capture has 606 bytes, more than 500"),
        (Settings(max_characters=200), "too large: the page text has 202 characters, more than 200"),
        (Settings(max_bytes=606, max_characters=202), None),
    ],
)
def test_a_page_beyond_a_limit_is_refused(limits: Settings, reason: str | None) -> None:
    """A page is refused that has more bytes or characters than a page may have, and one that has as many is not."""
    assert process((CHINESE * 4)[:202], settings=limits).reason == reason


def test_a_loss_here_and_there_is_no_reason() -> None:
    """One character that a repair could not bring back leaves the page an article."""
    page = normalize_page(
        f"{CHINESE * 3}\n{'县委组织部部署工作，群众急难愁盼的问题'.encode().decode('gbk', 'replace')}"
    )
    assert "\ufffd" in page.text
    assert why_damaged(page.text, page.repairs) is None


def test_characters_alone_make_no_text() -> None:
    """Chinese characters among which the frequent ones are missing come from a wrong encoding."""
    korean = "대한민국정부는오늘지역주민들을위한새로운정책을발표했다".encode("euc-kr").decode("gb18030") * 5
    assert why_unreadable(korean) is not None
    assert why_unreadable(CHINESE) is None


def test_the_head_of_what_leads_on_is_short() -> None:
    """A line longer than the rule can match is not looked at."""
    pattern = rule("pbdata.corpus", "lists", "further").pattern
    assert _parser.parse(pattern.pattern, pattern.flags).getwidth()[1] == MAX_FURTHER


@pytest.mark.parametrize("name", ["dots", "no-stop", "link-to-the-whole"])
@given(words=st.text("水渠…。.]》>|阅读全文详情更多（", max_size=CUT_READ))
def test_what_is_cut_short_ends_in_no_full_stop(name: str, words: str) -> None:
    """A line that ends in a full stop is not looked at."""
    assert rule("pbdata.corpus", "lists", name).pattern.search(f"{words}。") is None
