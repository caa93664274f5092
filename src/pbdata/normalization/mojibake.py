"""Text that was decoded with the wrong encoding: repaired where the evidence is overwhelming, and nowhere else.

Four mistakes are known: UTF-8 read as Latin-1 or Windows-1252 (å…š), UTF-8 read as GBK (鍏氬缓), GBK read as Latin-1
(µ³½¨), and Big5 read as GB 18030. A damaged stretch runs to the next ASCII character that is no second byte. It is
repaired as a whole or left: its bytes must be whole text in the right encoding, nearly all of it common Chinese, and
what is printed must not be. A stretch of several Han characters is evidence by itself; a page where one was found has
its short ones repaired too. What was lost for good (U+FFFD, 锟斤拷) stays.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pbdata.captures.encoding import common_share
from pbdata.chinese.characters import HAN
from pbdata.model.page import Edit

_MIN_COMMON = 0.8
_MIN_GAIN = 0.3
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HAN = re.compile(f"[{HAN}]")
# Controls, line ends, surrogates, private use and lost characters never come out of a good repair.
_BAD = re.compile("[\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufffd]")
_LATIN = {bytes((byte,)).decode("cp1252", "ignore") or chr(byte): chr(byte) for byte in range(0x80, 0x100)}
_TO_LATIN_1 = str.maketrans(_LATIN)
_HIGH = "\x80-\xff" + re.escape("".join(c for c in _LATIN if c > "\xff"))


class _Mistake(NamedTuple):
    """``read_as`` is the wrong encoding, ``encoding`` the right one; ``min_han`` different Han characters are evidence."""

    read_as: str
    encoding: str
    min_han: int
    stretch: re.Pattern[str]


_MISTAKES = (
    _Mistake("latin-1", "utf-8", 2, re.compile(f"[{_HIGH}]+")),
    _Mistake("latin-1", "gb18030", 4, re.compile(f"(?:[{_HIGH}][@-~{_HIGH}])+")),
    _Mistake("gb18030", "utf-8", 3, re.compile("[^\x00-\x7f]+")),
    _Mistake("gb18030", "big5hkscs", 4, re.compile("[^\x00-\x7f]+")),
)


def mojibake_edits(page_text: str, lines: Iterable[tuple[int, int, int]]) -> list[Edit]:
    """Return the edits, rule ``mojibake``, that repair wrongly decoded text.

    ``lines`` holds ``(start, stop, end)`` as of :func:`pbdata.captures.lines.split_lines`; each is repaired for one
    mistake. There is one edit for each smallest piece that stands for whole characters, so that a byline or the like can
    be cut out of a repaired line.
    """
    suspicious = _suspicious()
    if not suspicious.search(page_text):
        return []
    ranges = [(start, stop) for start, stop, _ in lines]
    suspects = [page_text[start:stop] for start, stop in ranges if suspicious.search(page_text, start, stop)]
    made = [mistake for mistake in _MISTAKES if any(_is_evident(line, mistake) for line in suspects)]
    edits: list[Edit] = []
    for start, stop in ranges if made else ():
        for mistake in made:
            repairs = _repairs(page_text, start, stop, mistake)
            if repairs and _gain(repairs) > 0:
                for match, repaired in repairs:
                    edits += _pieces(match, repaired, mistake)
                break
    return edits


@cache
def _suspicious() -> re.Pattern[str]:
    """What every page with enough of one of the mistakes holds, and hardly any other page.

    Latin-1 letters (the first bytes of Chinese characters), private use (most of what Big5 gives), or the two characters
    that the six bytes of two Chinese characters in UTF-8 begin with.
    """
    first, last = (0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF), range(0x80, 0xC0)
    opening, second = (
        "".join(bytes((lead, trail)).decode("gb18030", "ignore") for lead in leads for trail in trails)
        for leads, trails in ((first, last), (last, first))
    )
    plain = "\xc0-\xd6\xd8-\xf6\xf8-\xff\ue000-\uf8ff"
    return re.compile(f"[{plain}{re.escape(opening)}](?:(?<=[{plain}])|(?=[{re.escape(second)}]))")


def _is_evident(line: str, mistake: _Mistake) -> bool:
    """Whether a line has a stretch that is evidence by itself."""
    return any(
        len(set(_HAN.findall(repaired))) >= mistake.min_han
        and (mistake.encoding != "big5hkscs" or _PRIVATE.search(match[0]))
        and _gain([(match, repaired)]) >= _MIN_GAIN
        for match, repaired in _repairs(line, 0, len(line), mistake)
    )


def _gain(repairs: Sequence[tuple[re.Match[str], str]]) -> float:
    """Return by how much the share of common Chinese characters grows; no gain unless most are common afterwards."""
    repaired = common_share("".join(text for _, text in repairs))
    return repaired - common_share("".join(match[0] for match, _ in repairs)) if repaired >= _MIN_COMMON else 0.0


def _repairs(text: str, start: int, stop: int, mistake: _Mistake) -> list[tuple[re.Match[str], str]]:
    """Return the stretches of a line that are whole text in the right encoding, and that text."""
    repairs = []
    for match in mistake.stretch.finditer(text, start, stop):
        try:
            repaired = _bytes(match[0], mistake.read_as).decode(mistake.encoding)
        except UnicodeError:
            continue
        if text[match.end() : match.end() + 1] not in _LATIN and not _BAD.search(repaired):
            repairs.append((match, repaired))
    return repairs


def _bytes(text: str, encoding: str) -> bytes:
    return (text.translate(_TO_LATIN_1) if encoding == "latin-1" else text).encode(encoding)


def _pieces(match: re.Match[str], repaired: str, mistake: _Mistake) -> Iterable[Edit]:
    """Cut a repair where a printed and a repaired character end at the same byte."""
    printed, right = (
        {end: i for i, end in enumerate(accumulate(len(_bytes(c, encoding)) for c in text), 1)}
        for text, encoding in ((match[0], mistake.read_as), (repaired, mistake.encoding))
    )
    i = k = 0
    for cut in sorted(printed.keys() & right.keys()):
        if match[0][i : printed[cut]] != repaired[k : right[cut]]:
            yield Edit(match.start() + i, match.start() + printed[cut], repaired[k : right[cut]], "mojibake")
        i, k = printed[cut], right[cut]
