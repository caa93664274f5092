"""The five captures of the dataset against their annotation (cases/annotation, guideline in docs/annotation.md)."""

import hashlib
import json
import pickle
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbdata.captures.lines import split_lines
from pbdata.cleaning import features, labeller, wording
from pbdata.corpus.process import process, process_capture
from pbdata.corpus.topics.reading import read_topic
from pbdata.corpus.topics.scoring import told
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.facts import Facts
from pbdata.model.page import KEPT_LABELS
from pbdata.normalization.edits import is_structural, replay
from tests import CASES, ROOT

ANNOTATION = [json.loads(path.read_text("utf-8")) for path in sorted((CASES / "corpus/annotation").glob("*.json"))]


def processed(gold: dict[str, Any]) -> Processed:
    return process(Path("data/raw", gold["file"]).read_bytes())


def squeeze(value: str | None) -> str:
    return "".join((value or "").split()).translate(str.maketrans("（），：", "(),:"))


@pytest.fixture(params=ANNOTATION, ids=lambda gold: gold["id"])
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    annotation: dict[str, Any] = request.param
    return annotation


def test_every_line_has_its_label(gold: dict[str, Any]) -> None:
    """The labels of all lines are those of the annotation."""
    assert [line.label for line in processed(gold).lines] == gold["labels"][: len(processed(gold).lines)]


@pytest.mark.parametrize("field", ["title", "subtitle", "source", "published", "editor", "script"])
def test_every_value_is_read(gold: dict[str, Any], field: str) -> None:
    """Each metadata value is the printed one, and null where the page prints none."""
    article = processed(gold).article
    assert article is not None
    assert squeeze(getattr(article, field)) == squeeze(gold["meta"][field])


def test_the_site_is_read(gold: dict[str, Any]) -> None:
    """The site's name is the annotated one or an accepted reading of it."""
    article = processed(gold).article
    assert article is not None
    assert squeeze(article.site_name) in {gold["meta"]["site"], *gold["meta_alternatives"].get("site", [])}


def test_makers_with_roles(gold: dict[str, Any]) -> None:
    """All makers are named, in order, with a role only where one is printed."""
    article = processed(gold).article
    assert article is not None
    assert [(m.name, m.role or "") for m in article.contributors] == [
        (m["name"], m["role"]) for m in gold["meta"]["authors"]
    ]


def test_in_line_parts(gold: dict[str, Any]) -> None:
    """The parts of kept lines that are not body text are exactly the annotated ones."""
    result = processed(gold)
    assert result.page_text is not None
    found = [(s.label, squeeze(result.page_text[s.start : s.stop])) for s in result.spans if s.label]
    assert found == [(part["type"], squeeze(part["text"])) for part in gold["inline"]]


def test_joined_lines_are_one_paragraph(gold: dict[str, Any]) -> None:
    """Lines that the annotation joins stand in one paragraph; no other lines are joined."""
    result = processed(gold)
    assert result.article is not None
    kept = sum(line.kept for line in result.lines)
    headings = sum(span.label == "heading" for span in result.spans)
    at_line_start = sum(
        span.label == "heading" and any(line.start == span.start for line in result.lines) for span in result.spans
    )
    joined = sum(len(group) - 1 for group in gold["join"])
    assert len(result.article.paragraphs) == kept - joined + 2 * headings - at_line_start


def test_removed_parts_are_not_in_the_text(gold: dict[str, Any]) -> None:
    """Jump marks, bylines and glued heads have left the text; glued headings are paragraphs."""
    article = processed(gold).article
    assert article is not None
    paragraphs = [squeeze(article.text[p.start : p.stop]) for p in article.paragraphs if p.kind == "heading"]
    for part in gold["inline"]:
        if part["type"] == "heading":
            assert squeeze(part["text"]) in paragraphs
        else:
            assert squeeze(part["text"]) not in squeeze(article.text)


def forget_rules() -> None:
    wording.load_rules.cache_clear()
    features._look_again.cache_clear()
    labeller._labelled.cache_clear()
    labeller._scores.cache_clear()


def test_the_five_need_no_site_hints(gold: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rules that name a site the five captures come out the same."""
    expected = processed(gold)
    read = wording.read_rules
    monkeypatch.setattr(wording, "read_rules", lambda name: [] if name == "sites.yaml" else read(name))
    forget_rules()
    try:
        assert processed(gold) == expected
    finally:
        forget_rules()


def test_no_rule_outside_the_site_hints_names_a_captured_site() -> None:
    """The rules on lines hold no name of a site that the dataset captured."""
    rules = resources.files("pbdata.cleaning").joinpath("rules", "lines.yaml").read_text("utf-8")
    assert not [name for name in ("赣金", "吉安", "井冈山", "黔东南", "茂名", "名升", "dxf5") if name in rules]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03", "binary"),
        (bytes(range(0x80, 0xFF)) * 20, "undecodable"),
        ("首页\n新闻\n图片\n登录\n".encode(), "no article"),
        (b"A page in English about nothing in particular.\n" * 20, "not Chinese"),
    ],
)
def test_what_is_no_article_is_rejected_with_a_reason(data: bytes, reason: str) -> None:
    """A capture without an article comes back rejected, with the reason, and never raises."""
    result = process(data)
    assert (result.status, result.article) == ("rejected", None)
    assert (result.reason or "").startswith(reason)


def test_records_can_be_pickled() -> None:
    """What comes out can go to another process."""
    result = processed(ANNOTATION[0])
    assert pickle.loads(pickle.dumps(result)) == result


def test_ids_come_from_the_bytes_alone() -> None:
    """The path and the address of a capture do not change its ids."""
    data = Path("data/raw", ANNOTATION[0]["file"]).read_bytes()
    ids = {process_capture(Capture(data, path=path, url=path)).capture_id for path in (None, "a.txt", "b.txt")}
    assert ids == {f"c{hashlib.sha256(data).hexdigest()[:16]}"}


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["首页", "青山县千名干部下村听民意", "2015-03-05 08:30 来源:青山日报", "——某县纪实", "(下转四版)", "责任编辑:赵红", "", "   ",
             "青山县召开动员大会,部署千名干部下村工作,要求每名干部联系五户群众;", "「黨員幹部」走進村村寨寨,當場解決問題六件,群眾稱讚。(记者 李明)",
             "\u3000\u3000近年来,青山县坚持抓基层、打基础,\u200b让党员在一线作表率。 小标题 全县行动,成效明显。(杨明)", "(上接一版)全县共收集意见一千二百条,办结九百条"]
        ),
        st.text(max_size=40),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=300)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_the_promises_hold_for_any_page(lines: list[str], terminator: str, ended: bool) -> None:
    """One row per line; replay gives both texts; paragraphs cover the text; values stand where their spans say."""
    page = terminator.join(lines) + (terminator if ended else "")
    result = process(page.encode("utf-8", "ignore"))
    if result.page_text is None:
        return
    assert [(x.start, x.stop) for x in result.lines] == [(a, b) for a, b, _ in split_lines(result.page_text)]
    article = result.article
    if article is None:
        return
    ranges = split_lines(result.page_text)
    kept = [(a, end) for (a, _, end), line in zip(ranges, result.lines, strict=True) if line.label in KEPT_LABELS]
    assert replay(result.page_text, kept, [e[:3] for e in result.edits]) == article.text
    assert (
        replay(result.page_text, kept, [e[:3] for e in result.edits if is_structural(e.rule)]) == article.text_printed
    )
    assert [article.text[p.start : p.stop] for p in article.paragraphs] == article.text.split("\n")
    assert all(article.text[p.start : p.stop].strip() for p in article.paragraphs)
    for span in result.spans:
        words = "".join(result.page_text[span.start : span.stop].split())
        assert words
        if span.field and hasattr(article, f"{span.field}_printed"):
            assert words == squeeze_space(getattr(article, f"{span.field}_printed"))
        elif span.field and span.field not in ("published", "contributors.name", "contributors.role"):
            assert words == squeeze_space(getattr(article, span.field))


def squeeze_space(value: str | None) -> str:
    return "".join((value or "").split())


def test_a_title_keeps_its_corner_quotation_marks() -> None:
    """A traditional title is converted, but for its quotation marks; in the text they become curly ones."""
    body = "　　記者今天從縣政府了解到，「黨員先鋒」活動已經在全縣展開，許多黨員走進村莊，幫助村民解決困難。\n"
    page = f"首頁\n縣委展開「黨員先鋒」活動\n2014-05-06 來源：某縣新聞網\n{body * 3}責任編輯：王五\n"
    article = process(page.encode()).article
    assert article is not None
    assert article.title == "县委展开「党员先锋」活动"
    assert "“党员先锋”活动" in article.text


def test_an_article_that_is_not_of_the_topic_is_rejected_and_its_page_stays() -> None:
    """Nothing is dropped: lines and page text are there, with the points and the reason; no facts are read."""
    topic = read_topic(ROOT, "party-building")
    page = "球队主场获胜\n2024年5月5日 来源：青山日报\n昨晚的联赛中，青山队主场二比一取胜，球队赛后向看台上的球迷致谢，门票收入捐给学校。下一轮，球队将去客场迎战湖东队，主教练说，全队会休整两天。"
    found, asked = process(page), process(page, settings=Settings(topic=topic))
    assert (found.status, found.reason, found.topic) == ("processed", None, None)
    assert (asked.status, asked.article, asked.facts) == ("rejected", None, Facts())
    assert (asked.lines, asked.page_text) == (found.lines, found.page_text)
    assert asked.topic is not None
    assert asked.reason == told(asked.topic)
    assert asked.reason.startswith("off topic: party-building has -")


def test_an_article_of_the_topic_is_what_it_is_without_one() -> None:
    """The topic adds the reason, and changes nothing else."""
    topic = read_topic(ROOT, "party-building")
    page = (ROOT / "data/raw/000_8628973555fc76cb.txt").read_bytes()
    found, asked = process(page), process(page, settings=Settings(topic=topic))
    assert asked.topic is not None
    assert asked.topic.on_topic
    assert asked == replace(found, topic=asked.topic, reason=told(asked.topic))
