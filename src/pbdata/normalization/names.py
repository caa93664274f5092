"""Characters that are converted in words, and stay in the names of persons: 李乾, 楊著, 王東昇."""

import re

from pbdata.chinese.rules import read_rules

_CHARACTERS = re.compile("[乾著徵昇]")


def kept_in_names(text: str) -> list[int]:
    """Return the offsets of characters that belong to the name of a person, by what stands around it (rules.yaml)."""
    if not _CHARACTERS.search(text):
        return []
    return sorted(
        {match.start("kept") for rule in read_rules(__package__, "names") for match in rule.pattern.finditer(text)}
    )
