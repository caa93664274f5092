"""What a noun is, and at what it ends or begins: there is no segmenter here, but the words of ``clauses.yaml`` and marks."""

from pbdata.chinese.sentences import PHRASE
from pbdata.facts.figures.clause_words import clauses

STOPS = frozenset(PHRASE + " ,;:!?()[]【】=+*|%~～·．/＋")
LONGEST = 24
QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}

Span = tuple[int, int]


def as_noun(text: str, start: int, stop: int) -> Span | None:
    """A range, if its words may be a noun: no verb, no scope, and not one character but for a few."""
    lexicon, words = clauses(), text[start:stop]
    if len(words) < 2:
        return (start, stop) if words in lexicon.short_nouns else None
    is_verb = words in lexicon.verbs and words not in lexicon.verbal_nouns
    is_noun = not is_verb and words not in lexicon.scopes and words[-2:] not in lexicon.determiners
    return (start, stop) if is_noun else None
