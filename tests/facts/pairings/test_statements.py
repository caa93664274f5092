"""The stretches that are read for pairings."""

from pbdata.facts.detect import read
from pbdata.facts.pairings.classes import lexicon
from pbdata.facts.pairings.ends import Ends
from pbdata.facts.pairings.statements import Statement, statements
from tests.articles import article


def read_statements(text: str) -> list[Statement]:
    reading = read(article(text))
    return list(statements(Ends(reading, "text"), reading.fields["text"].sentences))


def test_only_what_has_a_word_of_pairing_is_read() -> None:
    """A stretch without such a word, or without anything to pair, costs one look; ； parts statements."""
    text = "今年丰收。20名干部联系30户农户；大家高兴。\n驻足观看。"
    assert [text[said.start : said.stop] for said in read_statements(text)] == ["20名干部联系30户农户"]


def test_every_verb_lets_its_statement_be_read() -> None:
    """The quick look at a statement misses no verb of the word list."""
    text = "。".join(f"{verb}三个单位" for verb in lexicon()["verbs"])
    assert len(read_statements(text)) == len(lexicon()["verbs"])
