"""Citations by mould: the same words as the style itself gives, without asking it for each work."""

from dataclasses import replace
from typing import Any

import pytest

from pbdata.citation import article, moulds, styles
from pbdata.citation.article import CitedArticle, write_citation

WORK = CitedArticle(
    article_id="a0",
    title="暖了民心红了党旗",
    authors=("张三", "李四"),
    source="井冈山报",
    host="吉安新闻网",
    is_newspaper=True,
    date=(2014, 9, 29),
    seen=(2025, 7, 7),
    address="http://a.cn/b.html?c=1&d=2",
    package="In: X, a0",
)
CHANGES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "marks in the title": {"title": "“四轮驱动”：群众的事怎么办？"},
    "a title that ends in a full stop": {"title": "党建工作."},
    "signs of HTML and TeX": {"title": "Q&A <b>100%"},
    "signs of the moulds": {"title": "\ue001党\ue000", "authors": ("\ue002",)},
    "many names": {"authors": ("张三", "李四", "王五", "赵六", "钱七")},
    "a name that ends in a full stop": {"authors": ("本报记者 A.",)},
    "nobody": {"authors": ()},
    "a site": {"is_newspaper": False},
    "a month": {"date": (2014, 9)},
    "a year, seen in June": {"date": (2014,), "seen": (2020, 6, 29)},
    "no dates": {"date": (), "seen": ()},
    "nothing but a title": {"authors": (), "source": None, "host": None, "date": (), "seen": (), "address": None},
}


@pytest.mark.parametrize("style", ["gbt7714", "apa", "chicago"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_mould_gives_what_the_style_gives(monkeypatch: pytest.MonkeyPatch, style: str, change: str) -> None:
    """Words poured into a mould are those that the style makes of the item itself."""
    work = replace(WORK, **CHANGES[change])
    poured = write_citation(work, style)
    monkeypatch.setattr(article, "render", styles.render)
    assert poured == write_citation(work, style)


def test_a_style_is_asked_once_for_a_mould() -> None:
    """Articles that differ in words and days alone share a mould."""
    write_citation(WORK, "apa")
    before = moulds._rendered.cache_info().misses
    write_citation(replace(WORK, title="三送", authors=("王五", "赵六"), date=(2012, 6, 6)), "apa")
    assert moulds._rendered.cache_info().misses == before


def test_the_case_of_words_in_a_chinese_title_is_left() -> None:
    """CSL changes the case of English titles alone."""
    assert "“党建 and abc.”" in write_citation(replace(WORK, title="党建 and abc"), "chicago")
