"""Ties of statements, with the reader that finds each."""

import pytest

from pbdata.facts.detect import read
from pbdata.facts.pairings.ends import Ends
from pbdata.facts.pairings.statements import Statement, statements
from pbdata.facts.pairings.ties import read_ties
from tests.articles import article


def read_statements(text: str) -> list[Statement]:
    reading = read(article(text))
    return list(statements(Ends(reading, "text"), reading.fields["text"].sentences))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2829名干部联系1446户困难户", "verb"),
        ("3万名干部驻村", "going"),
        ("20名党员与30户农户结成对子", "between"),
        ("向20个村下派第一书记", "sent-to"),
        ("县农业局选派到石桥镇西河村的陈杰，", "sent-from"),
        ("驻江口镇旱田村工作队队长李玲，", "posted"),
        ("30名在职党员到社区报到", "reporting"),
        ("他是她家的联系人", "is-contact"),
        ("金子乡泥湾村是会同县妇联的联系点", "is-point"),
        ("王强是会同县总工会派到金子乡泥湾村的第一书记", "sent-from"),
        ("千名干部进百村入万户", "entering"),
        ("“部门帮县、处长联乡”", "named-mode"),
    ],
)
def test_each_way_of_saying_it_has_its_reader(text: str, rule: str) -> None:
    """The tie names the reader, and its words hold all its ends."""
    (said,) = read_statements(text)
    ties = read_ties(said)
    assert {tie.rule for tie in ties} == {rule}
    for tie in ties:
        assert all(tie.start <= end.start < end.stop <= tie.stop for end in (*tie.helpers, *tie.helped))


def test_a_tie_that_counts_and_names_nothing_is_dropped() -> None:
    """Both sides without number, name or cardinality say nothing."""
    assert [read_ties(said) for said in read_statements("机关干部联系困难群众")] == [[]]
