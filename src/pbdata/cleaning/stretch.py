"""A stretch of a text as the readers of keys and of makers see it: they read the same lines again and again.

What they find rests on the words of the stretch and on whether Chinese characters stand right before it, and is kept for these.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from pbdata.chinese.characters import is_han

# How many stretches a reader remembers, and of how many characters at most; no pattern of theirs looks further back than so many.
SEEN, LONGEST_SEEN, LOOKED_BEHIND = 2048, 400, 2

_Reader = TypeVar("_Reader", bound=Callable[..., Any])


def remembered(read: _Reader) -> _Reader:
    """Let a reader of stretches remember what it found in short ones; long ones hardly come again, and would fill the memory."""
    known = lru_cache(maxsize=SEEN)(read)

    @wraps(read)
    def look(words: str, *arguments: Any, **named: Any) -> Any:
        return (known if len(words) <= LONGEST_SEEN else read)(words, *arguments, **named)

    return cast(_Reader, look)


def cut_out(text: str, start: int, stop: int) -> tuple[str, int]:
    """Return a stretch with the Chinese characters before it that a pattern may look at, and where it begins behind them."""
    if start and is_han(text[start - 1]):
        return text[max(0, start - LOOKED_BEHIND) : stop], min(start, LOOKED_BEHIND)
    return text[start:stop], 0
