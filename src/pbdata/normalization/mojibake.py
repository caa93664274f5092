"""Text that was decoded with the wrong encoding: repaired where the evidence is overwhelming, and nowhere else.

Four mistakes are known: UTF-8 read as Latin-1 or Windows-1252 (å…š), UTF-8 read as GBK (鍏氬缓), GBK read as Latin-1
(µ³½¨), and Big5 read as GB 18030. A damaged stretch runs to the next ASCII character that is no second byte. Its bytes must
be whole text in the right encoding, nearly all of it common Chinese, and what is printed must not be. A stretch of several Han
characters is evidence by itself; a page where one was found has its short ones repaired too. UTF-8 some of whose bytes were lost
on the way is repaired up to each loss, which is U+FFFD, where most of a stretch comes out. What was lost for good (U+FFFD,
锟斤拷) stays.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pbdata.captures.encoding import common_share
from pbdata.captures.lines import split_lines
from pbdata.chinese.characters import HAN
from pbdata.model.page import Edit
from pbdata.patterns import compiled

LOST = "\ufffd"
_MIN_COMMON = 0.8
_MIN_GAIN = 0.3
# Of a stretch with losses so much must come out, in so many different Han characters.
_MIN_SALVAGED, _MIN_SALVAGED_HAN = 0.6, 4
# A stretch of mojibake has so many suspicious places for each of its characters.
_MIN_SUSPICIOUS = 1 / 8
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HAN = compiled(f"{__name__}.han", f"[{HAN}]")
# Controls, line ends, surrogates, private use and lost characters never come out of a good repair.
_BAD = re.compile(r"[\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufffd]")
_LATIN = {bytes((byte,)).decode("cp1252", "ignore") or chr(byte): chr(byte) for byte in range(0x80, 0x100)}
_TO_LATIN_1 = str.maketrans(_LATIN)
_HIGH = "\x80-\xff" + re.escape("".join(c for c in _LATIN if c > "\xff"))
# A character of UTF-8, or bytes that are none.
_UTF_8 = re.compile(
    rb"""[\x00-\x7f] | [\xc2-\xdf][\x80-\xbf] | [\xe0-\xef][\x80-\xbf]{2} | [\xf0-\xf4][\x80-\xbf]{3}
    | (?: (?! [\xc2-\xdf][\x80-\xbf] | [\xe0-\xef][\x80-\xbf]{2} | [\xf0-\xf4][\x80-\xbf]{3} ) [\x80-\xff] )+""",
    re.VERBOSE | re.DOTALL,
)


class _Mistake(NamedTuple):
    """``read_as`` is the wrong encoding, ``encoding`` the right one; ``min_han`` different Han characters are evidence. A
    ``damaged`` stretch holds characters, such as question marks, that stand for lost bytes; a ``is_dense`` one is full of suspicious
    places."""

    read_as: str
    encoding: str
    min_han: int
    stretch: re.Pattern[str]
    damaged: re.Pattern[str] | None = None
    is_dense: bool = False


_MISTAKES = (
    _Mistake(
        "latin-1", "utf-8", 2, re.compile(f"[{_HIGH}]+"), re.compile(rf"[{_HIGH}{LOST}]+(?:\?+[{_HIGH}{LOST}]+)*\?*")
    ),
    _Mistake("latin-1", "gb18030", 4, re.compile(f"(?:[{_HIGH}][@-~{_HIGH}])+")),
    _Mistake(
        "gb18030", "utf-8", 3, re.compile("[^\x00-\x7f]+"), re.compile(r"[^\x00-\x7f]+(?:\?+[^\x00-\x7f]+)*\?*"), True
    ),
    _Mistake("gb18030", "big5hkscs", 4, re.compile("[^\x00-\x7f]+")),
)


class _Repair(NamedTuple):
    """A stretch from ``start``: what is ``printed``, and the ``right`` characters, each with the offset after its bytes."""

    start: int
    printed: str
    right: list[tuple[str, int]]

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.right)


def mojibake_edits(page_text: str) -> list[Edit]:
    """Return the edits, rule ``mojibake``, that repair wrongly decoded text.

    Each line is repaired for one mistake. There is one edit for each smallest piece that stands for whole characters, so
    that a byline or the like can be cut out of a repaired line.
    """
    suspicious = _suspicious()
    if not suspicious.search(page_text):
        return []
    ranges = [(start, stop) for start, stop, _ in split_lines(page_text)]
    suspects = [page_text[start:stop] for start, stop in ranges if suspicious.search(page_text, start, stop)]
    made = [mistake for mistake in _MISTAKES if any(_is_evident(line, mistake) for line in suspects)]
    edits: list[Edit] = []
    for start, stop in ranges if made else ():
        for mistake in made:
            repairs = _repairs(page_text, start, stop, mistake)
            if _gain(repairs) > 0:
                for repair in repairs:
                    edits += _pieces(repair, mistake)
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
    return compiled(
        f"{__name__}.suspects", f"[{plain}{re.escape(opening)}](?:(?<=[{plain}])|(?=[{re.escape(second)}]))"
    )


def _is_evident(line: str, mistake: _Mistake) -> bool:
    """Whether a line has a stretch that is evidence by itself."""
    if mistake.encoding == "big5hkscs" and not _PRIVATE.search(line):
        return False
    return any(
        len(set(_HAN.findall(repair.text))) >= mistake.min_han
        and (mistake.encoding != "big5hkscs" or _PRIVATE.search(repair.printed))
        and _gain([repair]) >= _MIN_GAIN
        for repair in _repairs(line, 0, len(line), mistake)
    )


def _gain(repairs: Sequence[_Repair]) -> float:
    """Return by how much the share of common Chinese characters grows; no gain unless most are common afterwards."""
    repaired = common_share("".join(repair.text for repair in repairs).replace(LOST, ""))
    printed = common_share("".join(repair.printed for repair in repairs))
    return repaired - printed if repairs and repaired >= _MIN_COMMON else 0.0


def _repairs(text: str, start: int, stop: int, mistake: _Mistake) -> list[_Repair]:
    """Return the stretches of a line that are text in the right encoding, whole or up to their losses."""
    repairs = []
    for match in (mistake.damaged or mistake.stretch).finditer(text, start, stop):
        if mistake.is_dense and len(_suspicious().findall(match[0])) < len(match[0]) * _MIN_SUSPICIOUS:
            continue
        whole = [_whole(text, one, mistake) for one in mistake.stretch.finditer(text, *match.span())]
        salvaged = _salvaged(match, mistake) if mistake.damaged and None in whole else None
        repairs += [salvaged] if salvaged else [repair for repair in whole if repair]
    return repairs


def _whole(text: str, stretch: re.Match[str], mistake: _Mistake) -> _Repair | None:
    try:
        repaired = _bytes(stretch[0], mistake.read_as).decode(mistake.encoding)
    except UnicodeError:
        return None
    if text[stretch.end() : stretch.end() + 1] in _LATIN or _BAD.search(repaired):
        return None
    ends = accumulate(len(_bytes(character, mistake.encoding)) for character in repaired)
    return _Repair(stretch.start(), stretch[0], list(zip(repaired, ends, strict=True)))


def _salvaged(stretch: re.Match[str], mistake: _Mistake) -> _Repair | None:
    """Return a stretch of UTF-8 with U+FFFD for what was lost, where it is clear that it is one."""
    printed = stretch[0]
    try:
        data = b"".join(b"\xff" if c in "?\ufffd" else _bytes(c, mistake.read_as) for c in printed)
    except UnicodeError:
        return None
    right = [(one[0].decode("utf-8", "ignore") or LOST, one.end()) for one in _UTF_8.finditer(data)]
    repair = _Repair(stretch.start(), printed, right)
    text = repair.text
    kept = text.replace(LOST, "")
    clear = len(kept) >= len(text) * _MIN_SALVAGED and len(set(_HAN.findall(kept))) >= _MIN_SALVAGED_HAN
    return repair if clear and not _BAD.search(kept) and _gain([repair]) >= _MIN_GAIN else None


def _bytes(text: str, encoding: str) -> bytes:
    return (text.translate(_TO_LATIN_1) if encoding == "latin-1" else text).encode(encoding)


def _pieces(repair: _Repair, mistake: _Mistake) -> Iterable[Edit]:
    """Cut a repair where a printed and a repaired character end at the same byte."""
    lengths = (1 if c in "?\ufffd" else len(_bytes(c, mistake.read_as)) for c in repair.printed)
    printed = {end: i for i, end in enumerate(accumulate(lengths), 1)}
    right = {end: i for i, (_, end) in enumerate(repair.right, 1)}
    text = repair.text
    i = k = 0
    for cut in sorted(printed.keys() & right.keys()):
        if repair.printed[i : printed[cut]] != text[k : right[cut]]:
            yield Edit(repair.start + i, repair.start + printed[cut], text[k : right[cut]], "mojibake")
        i, k = printed[cut], right[cut]
