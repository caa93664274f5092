"""Names that only the model sees, where no rule begins to look or the rules are too light: of the shape of a name."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from pbdata.facts.persons.behind import after
from pbdata.facts.persons.context import before
from pbdata.facts.persons.lexicon import words
from pbdata.facts.persons.name_characters import likelihood, surname_bits
from pbdata.facts.persons.spotted import BESIDE, THRESHOLD, THRESHOLD_BESIDE, Spotted
from pbdata.facts.persons.strings import SURE, ends_otherwise, is_surname_alone

MODEL = 5
"""The bits that a model's seeing a name is worth."""
_LONGEST = 16


def only_modelled(text: str, model: Collection[tuple[int, int]], found: Sequence[Spotted]) -> Iterator[Spotted]:
    """Yield what the model sees apart from the names that were ``found``, if it looks like a name."""
    taken = {at for one in found for at in range(one.start, one.stop)}
    for start, stop in sorted(model):
        name = text[start:stop]
        if not 2 <= len(name) <= _LONGEST or ends_otherwise(name) or is_surname_alone(text, start):
            continue
        if taken.intersection(range(start, stop)):
            continue
        kind, _ = before(text, start, (0, ""))
        if len(name) == 2 and kind not in BESIDE and surname_bits(name[0]) < SURE:
            continue
        if _transcribed().fullmatch(name) or (len(name) > 3 and kind == "title"):
            yield Spotted(start, stop, THRESHOLD, "maker" if kind == "maker" else "model-transcribed")
        elif len(name) <= 4 and likelihood(name) + after(text, stop) + MODEL >= THRESHOLD_BESIDE:
            yield Spotted(start, stop, THRESHOLD, "maker" if kind == "maker" else "model")


@cache
def _transcribed() -> re.Pattern[str]:
    return re.compile(f"[{''.join(words('foreign'))}·]{{3,}}")
