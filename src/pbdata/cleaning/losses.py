"""Damage that cannot be repaired: it is flagged, never guessed at."""

import re
from collections.abc import Iterator, Sequence

from pbdata.model import Loss
from pbdata.normalization.punctuation import stray_question_marks

_MASK = re.compile(r"[*＊]{2,}|[×Ｘ]{2,}")
_LOST = re.compile("\ufffd+")
# What UTF-8 replacement characters and uninitialised memory give when they are read as GBK.
_MOJIBAKE = re.compile("(?:锟斤拷)+锟?|(?:烫){3,}|(?:屯){3,}|(?:锘匡豢|ï»¿|â€[œ\u009d™˜]|Ã[\u0080-\u00bf])+")


# One of these characters stands in every loss.
_SIGNS = "*＊×Ｘ\ufffd锟烫屯锘ïâÃ?"


def find_losses(page_text: str, kept: Sequence[tuple[int, int]]) -> Iterator[Loss]:
    """Yield the losses in the kept ranges of a page, in order: ``mask`` (**), ``lost_character`` (U+FFFD, a question mark
    that asks nothing) and ``mojibake`` (锟斤拷)."""
    signs = [sign for sign in _SIGNS if sign in page_text]
    if not signs:
        return
    for start, end in kept:
        line = page_text[start:end]
        if not any(sign in line for sign in signs):
            continue
        found = [Loss(start + m.start(), start + m.end(), "mask") for m in _MASK.finditer(line)]
        found += [Loss(start + m.start(), start + m.end(), "lost_character") for m in _LOST.finditer(line)]
        found += [Loss(start + m.start(), start + m.end(), "mojibake") for m in _MOJIBAKE.finditer(line)]
        found += [Loss(start + at, start + at + 1, "lost_character") for at in stray_question_marks(line)]
        yield from sorted(found)
