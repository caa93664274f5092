"""From bytes to text: which encoding a capture is in."""

import codecs
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
_LEGACY = ("gb18030", "big5hkscs")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})
_MAX_CONTROL_SHARE = 0.01
# So many bytes show how a capture opens.
_OPENING = 16_384
_MAX_LOST_SHARE = 0.02
# What is left of a character of four bytes that was cut: at the start each byte is lost by itself, at the end all as one.
_MAX_HEAD = 3
_MAX_TAIL = 1
_MIN_COMMON_SHARE = 0.7
_SURE = 0.9
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
    """Decode a capture: byte-order mark, strict UTF-8, then whichever of GB 18030, Big5 and UTF-8 gives common characters.

    The declared encoding is not asked: on Chinese pages it lies too often. Bytes that no encoding takes whole are read
    as damaged text when at most 2 % of the characters are lost, a character cut in two at either end not counted; those
    are U+FFFD in the text. Never raises: ``reason`` is ``empty``, ``binary`` or ``undecodable`` where there is no text.
    """
    if not data.strip(b" \t\r\n\x00"):
        return Decoded(None, None, "empty: the capture holds no text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace"), encoding)
    if _is_binary(data):
        return Decoded(None, None, "binary: the bytes are not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", None)
    except UnicodeDecodeError:
        return _best(data)


def begins_as_text(data: bytes) -> str | None:
    """Return how a capture opens: its first ASCII characters as they are, the others in any way; ``None`` for no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) : _OPENING].decode(encoding, "replace").lstrip()
    return None if _is_binary(data) else data[:_OPENING].decode("latin-1").lstrip()


def common_share(text: str) -> float:
    """Return the share of the non-ASCII characters that are common Han characters or Chinese punctuation."""
    others = [c for c in text if c > "\x7f"]
    common = _common_characters()
    return sum(c in common for c in others) / len(others) if others else 1.0


def _is_binary(data: bytes) -> bool:
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\x00" in data or n_controls > len(data) * _MAX_CONTROL_SHARE


def _best(data: bytes) -> Decoded:
    best = max(_scored(data, encoding) for encoding in _LEGACY)
    if best[0] < _SURE:
        best = max(best, _scored(data, "utf-8"))
    score, encoding, text = best
    if score < _MIN_COMMON_SHARE:
        text, encoding = data.decode("utf-8", "replace"), "utf-8"
    return _checked(text, encoding)


def _scored(data: bytes, encoding: str) -> tuple[float, str, str]:
    text = data.decode(encoding, "replace")
    if encoding == "gb18030":
        text = text.translate(_PRIVATE_USE)
    return common_share(text.strip("\ufffd")) - _lost_share(text) * 10, encoding, text


def _checked(text: str, encoding: str) -> Decoded:
    if _lost_share(text) > _MAX_LOST_SHARE:
        return Decoded(None, None, "undecodable: the bytes are no UTF-8, GB 18030, Big5 or UTF-16 text")
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
