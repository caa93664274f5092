"""Damage that cannot be repaired: it is flagged, never guessed at."""

import re
from collections.abc import Iterator, Sequence

from pbdata.model.page import Loss
from pbdata.normalization.punctuation import stray_question_marks

_MASK = re.compile(r"[*＊]{2,}|[×Ｘ]{2,}")
_LOST = re.compile("\ufffd+")
# What UTF-8 replacement characters and uninitialised memory give when they are read as GBK.
_MOJIBAKE = re.compile("(?:锟斤拷)+锟?|(?:烫){3,}|(?:屯){3,}|(?:锘匡豢|ï»¿|â€[œ\u009d™˜]|Ã[\u0080-\u00bf])+")
# What each kind looks like, and characters of which one stands in every such loss.
_LOOKS = (("mask", _MASK, "*＊×Ｘ"), ("lost_character", _LOST, "\ufffd"), ("mojibake", _MOJIBAKE, "锟烫屯锘ïâÃ"))


def find_losses(page_text: str, kept: Sequence[tuple[int, int]]) -> Iterator[Loss]:
    """Yield the losses in the kept ranges of a page, in order: ``mask`` (**), ``lost_character`` (U+FFFD, a question mark
    that asks nothing) and ``mojibake`` (锟斤拷)."""
    looks = [(kind, pattern, [sign for sign in signs if sign in page_text]) for kind, pattern, signs in _LOOKS]
    looks = [look for look in looks if look[2]]
    if not looks and "?" not in page_text:
        return
    told = ["?", *(sign for *_, signs in looks for sign in signs)]
    for start, end in kept:
        line = page_text[start:end]
        if not any(map(line.__contains__, told)):
            continue
        found = [
            Loss(start + m.start(), start + m.end(), kind)
            for kind, pattern, signs in looks
            if any(map(line.__contains__, signs))
            for m in pattern.finditer(line)
        ]
        found += [Loss(start + at, start + at + 1, "lost_character") for at in stray_question_marks(line)]
        yield from sorted(found)
