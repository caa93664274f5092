"""What the spotting of names gives, whatever way a name was told: its place, its bits, its rule; and how many bits it takes."""

from typing import NamedTuple

THRESHOLD = 13
THRESHOLD_BESIDE = 10
"""What a name needs behind a post or in a list."""
BESIDE = ("title", "list", "maker")


class Spotted(NamedTuple):
    """A string that is taken for a name, the bits that speak for it, and what stands before it."""

    start: int
    stop: int
    bits: float
    rule: str
