"""The stretches of a text that can state pairings."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pbdata.chinese.rules import read_rules, rule
from pbdata.chinese.sentences import Sentences
from pbdata.facts.pairings.classes import End
from pbdata.facts.pairings.ends import Ends

# A part of a sentence that ； ends. What goes on for so long is a list without a full stop, and is parted at a comma.
_PART = re.compile("[^；]{1,2000}(?=；|$)|[^；]{1,2000}，|[^；]{1,2000}")


class Statement(NamedTuple):
    """A stretch that can state ties: a sentence, or a part of one that ； ends; with the ends that its field can have."""

    ends: Ends
    start: int
    stop: int
    numbered: Sequence[End]

    def find(self, name: str) -> Iterator[re.Match[str]]:
        """The matches of a way of saying it."""
        return rule(__package__, "ties", name).pattern.finditer(self.ends.text, self.start, self.stop)


def statements(ends: Ends, sentences: Sentences) -> Iterator[Statement]:
    """Yield the stretches of a field that hold a word of pairing and something to pair."""
    looks = [one.pattern for one in read_rules(__package__, "looks")]
    text = ends.text
    for begin, end in dict.fromkeys(sentences.sentence(said.start()) for said in looks[0].finditer(text)):
        for part in _PART.finditer(text[begin:end]):
            start, stop = begin + part.start(), begin + part.end()
            if all(look.search(text, start, stop) for look in looks):
                yield Statement(ends, start, stop, ends.numbered(start, stop))
