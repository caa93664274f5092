"""From bytes to text: which encoding a capture is in."""

import codecs
import re
from functools import cache
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB labels always mean gb18030 and Big5 labels big5hkscs, their supersets.
_CANDIDATES = ("gb18030", "big5hkscs")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE = 0.01
_MAX_LOST_SHARE = 0.02
_MIN_COMMON_SHARE = 0.7
# Bytes that Python's gb18030 decodes to private-use code points, with the characters that the standard gave them in 2005.
_PRIVATE_USE = str.maketrans(
    {0xE78D: "︐", 0xE78E: "︒", 0xE78F: "︑", 0xE790: "︓", 0xE791: "︔", 0xE792: "︕", 0xE793: "︖", 0xE794: "︗",
     0xE795: "︘", 0xE796: "︙", 0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷", 0xE832: "龸", 0xE843: "龹",
     0xE854: "龺", 0xE864: "龻"}
)  # fmt: skip


class Decoded(NamedTuple):
    """The text of a capture without its byte-order mark; or ``None`` and the reason why there is none."""

    text: str | None
    encoding: str | None
    reason: str | None


def decode(data: bytes) -> Decoded:
    """Decode a capture: byte-order mark, strict UTF-8, then GB 18030 or Big5, whichever gives common characters.

    The declared encoding is not asked: on Chinese pages it lies too often. Bytes that no encoding takes whole are read
    as damaged text when at most 2 % of the characters are lost; those are U+FFFD in the text. Never raises: ``reason``
    is ``empty``, ``binary`` or ``undecodable`` where there is no text.
    """
    if not data.strip(b" \t\r\n\x00"):
        return Decoded(None, None, "empty: the capture holds no text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace"), encoding)
    if b"\x00" in data or len(_BINARY.findall(data)) > len(data) * _MAX_CONTROL_SHARE:
        return Decoded(None, None, "binary: the bytes are not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", None)
    except UnicodeDecodeError:
        return _best_legacy(data)


def _best_legacy(data: bytes) -> Decoded:
    scored = []
    for encoding in _CANDIDATES:
        text = data.decode(encoding, "replace")
        if encoding == "gb18030":
            text = text.translate(_PRIVATE_USE)
        scored.append((_common_share(text) - _lost_share(text) * 10, text, encoding))
    score, text, encoding = max(scored, key=lambda row: row[0])
    if score < _MIN_COMMON_SHARE:
        text, encoding = data.decode("utf-8", "replace"), "utf-8"
    return _checked(text, encoding)


def _checked(text: str, encoding: str) -> Decoded:
    if _lost_share(text) > _MAX_LOST_SHARE:
        return Decoded(None, None, "undecodable: the bytes are no UTF-8, GB 18030, Big5 or UTF-16 text")
    return Decoded(text, encoding, None)


def _lost_share(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))


def _common_share(text: str) -> float:
    """Share of the non-ASCII characters that are common Han characters or Chinese punctuation."""
    others = [c for c in text if c > "\x7f"]
    common = _common_characters()
    return sum(c in common for c in others) / len(others) if others else 1.0


@cache
def _common_characters() -> frozenset[str]:
    """Return level 1 of GB 2312 (3,755 characters), level 1 of Big5 (5,401) and the punctuation rows of GB 2312."""

    def rows(encoding: str, leads: range) -> set[str]:
        pairs = (bytes((lead, trail)).decode(encoding, "ignore") for lead in leads for trail in range(0x40, 0xFF))
        return {c for c in pairs if len(c) == 1}

    return frozenset(
        rows("gb2312", range(0xB0, 0xD8)) | rows("big5", range(0xA4, 0xC7)) | rows("gb2312", range(0xA1, 0xA4))
    )
