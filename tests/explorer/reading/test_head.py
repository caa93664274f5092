"""The values of an article as a whole."""

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.head import HeadWriter


def test_a_value_names_the_line_that_prints_it(committed: SiteData) -> None:
    """Each span of a field is told with its line; the printed title has the span of the title."""
    row = committed.frame("articles").filter(article_id="aef3e59ff5bfb1351").row(0)
    spans = [{"span_no": 2, "field": "title"}, {"span_no": 5, "field": "published"}, {"span_no": 6, "field": None}]
    values = HeadWriter(committed, Names(committed), "../").values(row, spans, {2: 4, 5: 7, 6: 9})
    printed = [(number, line) for one in values for number, line in one.spans]
    assert printed == [
        (2, '<i data-en="line 4">第 4 行</i>'),
        (5, '<i data-en="line 7">第 7 行</i>'),
    ]


def test_empty_values_are_left_out(committed: SiteData) -> None:
    """What the page does not print is not listed, and the title stands at the head of the page already."""
    row = committed.frame("articles").filter(article_id="aef3e59ff5bfb1351").row(0)
    values = HeadWriter(committed, Names(committed), "../").values(row, [], {})
    assert all(one.value for one in values)
    assert len(values) < len(row) - 4
