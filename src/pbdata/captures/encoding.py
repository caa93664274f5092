"""From bytes to text: which encoding a capture is in."""

import codecs
import re
from functools import cache
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pbdata.chinese.code_points import look_up, table_of
from pbdata.datafiles import read_data

if TYPE_CHECKING:
    import numpy as np

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB labels always mean gb18030 and Big5 labels big5hkscs, their supersets.
_LEGACY = ("gb18030", "big5hkscs")
_ASCII = re.compile("[\x00-\x7f]+")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})
_MAX_CONTROL_SHARE = 0.01
# So many bytes show how a capture opens.
_OPENING = 16_384
MAX_LOST_SHARE = 0.02
# What is left of a character of four bytes that was cut: at the start each byte is lost by itself, at the end all as one.
_MAX_HEAD = 3
_MAX_TAIL = 1
_MIN_COMMON_SHARE = 0.7
_SURE = 0.9
# Text is believed to be Chinese from this share of frequent characters among so many: real pages have .3, lists of rare words
# .08, Korean read as Chinese .04.
_MIN_FREQUENT_SHARE, _MIN_SAMPLE, _SAMPLE = 0.06, 60, 2000
_MANY_FREQUENT = ceil(_SAMPLE * _MIN_FREQUENT_SHARE)
# A piece of a page that may be in an encoding of its own: what stands between line feeds and angle brackets, which are a part
# of no character in any of the encodings.
_PIECE = re.compile(rb"[^\n<>\x80-\xff]*[\x80-\xff][^\n<>]*")
# Characters that a page in one encoding hardly has.
_ODD = re.compile("[\ue000-\uf8ff\ufffd]")
# Bytes that Python's gb18030 decodes to private-use code points, with the characters that the standard gave them in 2005; and
# the space of old editors, which browsers show as one.
_PRIVATE_USE = str.maketrans(
    {0xE78D: "︐", 0xE78E: "︒", 0xE78F: "︑", 0xE790: "︓", 0xE791: "︔", 0xE792: "︕", 0xE793: "︖", 0xE794: "︗",
     0xE795: "︘", 0xE796: "︙", 0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷", 0xE832: "龸", 0xE843: "龹",
     0xE854: "龺", 0xE864: "龻", 0xE5E5: "\u3000"}
)  # fmt: skip


class Decoded(NamedTuple):
    """The text of a capture without its byte-order mark; or ``None`` and the reason why there is none."""

    text: str | None
    encoding: str | None
    reason: str | None


_UNDECODABLE = Decoded(None, None, "undecodable: the bytes are no UTF-8, GB 18030, Big5 or UTF-16 text")


def decode(data: bytes) -> Decoded:
    """Decode a capture: byte-order mark, strict UTF-8, then whichever of GB 18030, Big5 and UTF-8 gives common characters.

    The declared encoding is not asked: on Chinese pages it lies too often. UTF-16 is known without its mark, a piece in another
    encoding than its page is read in its own, and stray NULs are no text. Bytes that no encoding takes whole are read as damaged
    text when at most 2 % of the characters are lost, a character cut in two at either end not counted; those are U+FFFD in the
    text. Never raises: ``reason`` is ``empty``, ``binary`` or ``undecodable`` where there is no text.
    """
    if not data.strip(b" \t\r\n\x00"):
        return Decoded(None, None, "empty: the capture holds no text")
    data, encoding = _unmarked(data)
    if encoding:
        return _checked(data.decode(encoding, "replace"), encoding)
    if _is_binary(data):
        return Decoded(None, None, "binary: the bytes are not text")
    data = data.replace(b"\x00", b"")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", None)
    except UnicodeDecodeError:
        return _best(data)


def begins_as_text(data: bytes) -> str | None:
    """Return how a capture opens: its first ASCII characters as they are, the others in any way; ``None`` for no text."""
    data, encoding = _unmarked(data)
    if not encoding and _is_binary(data):
        return None
    return data[:_OPENING].decode(encoding or "latin-1", "replace").replace("\x00", "").lstrip()


def common_share(text: str) -> float:
    """Return the share of the non-ASCII characters that are common Han characters or Chinese punctuation."""
    others = [c for c in text if c > "\x7f"]
    common = _common_characters()
    return sum(c in common for c in others) / len(others) if others else 1.0


def reads_as_chinese(text: str) -> bool:
    """Whether a text has its share of the frequent characters, or is too short to tell."""
    # An ordinary page has more in its first characters than are ever asked for.
    if _count_frequent(text[:_SAMPLE]) >= _MANY_FREQUENT:
        return True
    sample = _ASCII.sub("", text)[:_SAMPLE]
    return len(sample) < _MIN_SAMPLE or _count_frequent(sample) >= len(sample) * _MIN_FREQUENT_SHARE


def _unmarked(data: bytes) -> tuple[bytes, str | None]:
    """Return the data without their byte-order mark, and the encoding of two or four bytes a character that they are in."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    data = data.removeprefix(codecs.BOM_UTF8)
    return data, _utf_16_without_mark(data) if b"\x00" in data[:_OPENING] else None


def _utf_16_without_mark(data: bytes) -> str | None:
    head = data[: min(len(data) & ~1, _OPENING)]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        controls = sum(character < " " and character not in "\t\n\f\r" for character in text)
        if not controls and common_share(text.strip("\ufffd")) >= _MIN_COMMON_SHARE:
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    if not any(map(data.__contains__, _CONTROLS)):
        return False
    data = data.strip(b"\x00")
    return len(data) - len(data.translate(None, _CONTROLS)) > len(data) * _MAX_CONTROL_SHARE


def _best(data: bytes) -> Decoded:
    score, encoding, text = found = max(_scored(data, encoding) for encoding in _LEGACY)
    if score < _SURE or _ODD.search(text):
        others = [_scored(data, "utf-8"), *(_piecewise(data, legacy) for legacy in _LEGACY)]
        score, encoding, text = max(found, *others, key=itemgetter(0))
    if encoding != "utf-8" and not reads_as_chinese(text):
        return _korean(data)
    if score < _MIN_COMMON_SHARE:
        text, encoding = data.decode("utf-8", "replace"), "utf-8"
    return _checked(text, encoding)


def _piecewise(data: bytes, legacy: str) -> tuple[float, str, str]:
    """Decode each piece in UTF-8 or in a legacy encoding, whichever gives common characters; the page is in what most are in."""
    texts: list[str] = []
    sizes = {"utf-8": 0, legacy: 0}
    at = 0
    for piece in _PIECE.finditer(data):
        try:
            text, encoding = piece[0].decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            _, encoding, text = max(_scored(piece[0], "utf-8"), _scored(piece[0], legacy))
        else:
            if common_share(text) < _MIN_COMMON_SHARE:
                _, encoding, text = max(_scored(piece[0], "utf-8"), _scored(piece[0], legacy))
        sizes[encoding] += len(piece[0])
        texts += (data[at : piece.start()].decode("ascii"), text)
        at = piece.end()
    text = "".join((*texts, data[at:].decode("ascii")))
    return common_share(text.strip("\ufffd")) - _lost_share(text) * 10, max(sizes, key=sizes.__getitem__), text


def _korean(data: bytes) -> Decoded:
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return _UNDECODABLE
    others = [c for c in text if c > "\x7f"]
    syllables = sum("가" <= c <= "힣" for c in others)
    return Decoded(text, "cp949", None) if syllables >= len(others) * _MIN_COMMON_SHARE else _UNDECODABLE


def _scored(data: bytes, encoding: str) -> tuple[float, str, str]:
    text = data.decode(encoding, "replace")
    if encoding == "gb18030":
        text = text.translate(_PRIVATE_USE)
    return common_share(text.strip("\ufffd")) - _lost_share(text) * 10, encoding, text


def _checked(text: str, encoding: str) -> Decoded:
    if _lost_share(text) > MAX_LOST_SHARE:
        return _UNDECODABLE
    return Decoded(text, encoding, None)


def _lost_share(text: str) -> float:
    """Return the share of lost characters, without what a cut through the first or last character leaves."""
    inner = text.strip("\ufffd")
    head = len(text) - len(text.lstrip("\ufffd"))
    tail = len(text) - head - len(inner)
    lost = inner.count("\ufffd") + max(0, head - _MAX_HEAD) + max(0, tail - _MAX_TAIL)
    return lost / len(text) if inner else float(bool(text))


@cache
def _common_characters() -> frozenset[str]:
    """Return level 1 of GB 2312 (3,755 characters), level 1 of Big5 (5,401), the punctuation of GB 2312, and © and NBSP."""

    def rows(encoding: str, leads: range) -> set[str]:
        pairs = (bytes((lead, trail)).decode(encoding, "ignore") for lead in leads for trail in range(0x40, 0xFF))
        return {c for c in pairs if len(c) == 1 and c > "\x7f"}

    level_1 = rows("gb2312", range(0xB0, 0xD8)) | rows("big5", range(0xA4, 0xC7))
    return frozenset(level_1 | rows("gbk", range(0xA1, 0xA4)) | {"\u00a9", "\u00a0"})


def _count_frequent(text: str) -> int:
    return look_up(text, _frequent()).tobytes().count(1)


@cache
def _frequent() -> "np.ndarray":
    return table_of([(1, "".join(read_data(__package__, "frequent.yaml")["characters"]))])
