"""The shapes of pairings agree with their lexicon."""

from pbdata.facts.pairings.ends import lexicon
from pbdata.facts.pairings.patterns import patterns


def test_every_verb_has_one_mode() -> None:
    """A verb stands under one mode, is found, and its mode is that of the list."""
    verbs = [verb for group in lexicon()["verbs"].values() for verb in group]
    assert len(verbs) == len(set(verbs))
    for mode, group in lexicon()["verbs"].items():
        for verb in group:
            found = patterns().verb.fullmatch(verb)
            assert found is not None
            assert patterns().modes[verb] == mode


def test_every_verb_lets_its_sentence_be_read() -> None:
    """The quick look at a sentence misses no verb of the lexicon."""
    assert [verb for verb in patterns().modes if not patterns().hint.search(verb)] == []
