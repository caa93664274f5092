"""Where a document holds what is asked for."""

from pbdata.searching.documents import Article, Document, Fact
from pbdata.searching.hits import hits_of
from pbdata.searching.queries import read_query
from tests.searching.made import document

FACTS = [
    Fact("place_mentions", {"mention_id": "m1"}, "text", 0, 2, {"surface": "盘县", "path": "贵州省/盘县"}),
    Fact("contributors", {"article_id": "a1", "seq": 1}, None, None, None, {"name": "刘军"}),
]
OF_FACTS = Document(Article("a1", "c1", None, None, None), None, None, (), lambda: FACTS)


def test_a_row_of_facts_is_told_once() -> None:
    """By the first of its columns that holds the query."""
    (hit,) = hits_of(OF_FACTS, read_query("盘县"), ["facts"])
    assert (hit.column, hit.start, hit.stop, hit.trace) == ("surface", 0, 2, "pbdata trace a1 0 2")


def test_a_fact_without_a_place_leads_to_its_row() -> None:
    """Makers of an article have none."""
    (hit,) = hits_of(OF_FACTS, read_query("军"), ["facts"])
    assert hit.trace == "pbdata show contributors --where article_id=a1 --where seq=1"


def test_a_hit_in_one_column_hides_none_in_another() -> None:
    """What is printed is looked at wherever its own canonical column holds nothing."""
    both = document(0, {"title": "三,送", "subtitle_printed": "三,", "text": "三，送", "text_printed": "三,送"})
    hits = hits_of(both, read_query("三,"), ["titles", "texts", "facts"])
    assert [hit.column for hit in hits] == ["title", "subtitle_printed", "text_printed"]


def test_a_command_is_safe_to_copy() -> None:
    """What a package says stays one word of a shell."""
    fact = Fact("contributors", {"article_id": "a1; rm -rf ~"}, None, None, None, {"name": "刘军"})
    hostile = Document(Article("a1; rm -rf ~", "c1", None, None, None), None, None, (), lambda: [fact])
    (hit,) = hits_of(hostile, read_query("军"), ["facts"])
    assert hit.trace == "pbdata show contributors --where 'article_id=a1; rm -rf ~'"
    assert hit._replace(start=0, stop=2, field="text").trace == "pbdata trace 'a1; rm -rf ~' 0 2"


def test_a_title_of_no_known_capture_leads_nowhere() -> None:
    """Its line is known by the capture."""
    (hit,) = hits_of(document(0, {"title": "党"}), read_query("党"), ["titles"])
    assert hit.trace is None
    assert hit._replace(capture_id="c1").trace == "pbdata show spans --where capture_id=c1 --where field=title"


def test_what_stands_around_is_cut_at_the_ends_of_the_text() -> None:
    """Twenty characters, or as many as there are."""
    (hit,) = hits_of(document(0, {"text": "一" * 30 + "党" + "二"}), read_query("党"), ["texts"])
    assert (hit.before, hit.found, hit.after) == ("一" * 20, "党", "二")


def test_parts_that_were_not_asked_for_are_not_looked_at() -> None:
    """Titles alone, texts alone."""
    both = document(0, {"title": "党", "text": "党员"})
    assert [hit.column for hit in hits_of(both, read_query("党"), ["titles"])] == ["title"]
    assert [hit.column for hit in hits_of(both, read_query("党"), ["texts"])] == ["text"]
    assert [hit.column for hit in hits_of(both, read_query("党"), ["titles", "texts"])] == ["title", "text"]
