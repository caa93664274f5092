"""A part of a kept line, and the patterns that tell parts (rules.yaml)."""

import re
from functools import cache
from typing import NamedTuple

from pbdata.chinese.rules import rule


class Part(NamedTuple):
    """A part of a kept line: its range in the normalized text, its label and the rule that found it."""

    start: int
    stop: int
    label: str
    rule: str


@cache
def pattern_of_part(name: str) -> re.Pattern[str]:
    """Return the pattern of a rule on parts of lines."""
    return rule(__package__, "parts", name).pattern
