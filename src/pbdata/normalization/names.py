"""Characters that are converted in words, and stay in the names of persons: 李乾, 楊著, 王東昇."""

import re

from pbdata.chinese.rules import read_rules

_CHARACTERS = re.compile("[乾著徵昇陞]")


def kept_in_names(text: str) -> list[int]:
    """Return the offsets of characters that belong to the name of a person, by what stands around it (rules.yaml)."""
    return [match.start() for match in _CHARACTERS.finditer(text) if _is_in_name(text, match.start())]


def _is_in_name(text: str, at: int) -> bool:
    """Whether a rule matches from the surname on, which stands before the character or one further."""
    matches = (
        rule.pattern.match(text, start)
        for rule in read_rules(__package__, "names")
        for start in (at - 1, at - 2)
        if start >= 0
    )
    return any(match and match.start("kept") == at for match in matches)
