"""A stretch of a text as the readers of keys and of makers see it: they read the same lines again and again.

What they find rests on the words of the stretch and on whether Chinese characters stand right before it, and is kept for these.
"""

from pbdata.chinese.characters import is_han

# How many stretches a reader remembers; no pattern of theirs looks further back than so many characters.
SEEN, LOOKED_BEHIND = 2048, 2


def cut_out(text: str, start: int, stop: int) -> tuple[str, int]:
    """Return a stretch with the Chinese characters before it that a pattern may look at, and where it begins behind them."""
    if start and is_han(text[start - 1]):
        return text[max(0, start - LOOKED_BEHIND) : stop], min(start, LOOKED_BEHIND)
    return text[start:stop], 0
