"""Ties of statements, with the reader that finds each."""

import pytest

from pbdata.facts.detect import read
from pbdata.facts.pairings.classes import lexicon
from pbdata.facts.pairings.ends import Ends
from pbdata.facts.pairings.ties import Statement, read_ties, statements
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


def test_only_what_has_a_word_of_pairing_is_read() -> None:
    """A stretch without such a word, or without anything to pair, costs one look; ； parts statements."""
    text = "今年丰收。20名干部联系30户农户；大家高兴。\n驻足观看。"
    assert [text[said.start : said.stop] for said in read_statements(text)] == ["20名干部联系30户农户"]


def test_every_verb_lets_its_statement_be_read() -> None:
    """The quick look at a statement misses no verb of the word list."""
    text = "。".join(f"{verb}三个单位" for verb in lexicon()["verbs"])
    assert len(read_statements(text)) == len(lexicon()["verbs"])
