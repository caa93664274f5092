"""Decoding: which encodings are recognised, and what is refused."""

import pytest

from pbdata.captures.encoding import decode

HANS = "中共赣州市委组织部召开会议,推动基层党建工作提质增效。"
HANT = "中共贛州市委組織部召開會議,推動基層黨建工作提質增效。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(HANS, "utf-8"), (HANT, "utf-8"), (HANS, "gb18030"), (HANT, "gb18030"), (HANT, "big5hkscs"), (HANS, "gbk")],
)
def test_decodes_what_was_encoded(text: str, encoding: str) -> None:
    """Chinese text comes back from each encoding that Chinese pages use."""
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == {"gbk": "gb18030"}.get(encoding, encoding)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_decide_and_are_no_text(codec: str) -> None:
    """A byte-order mark tells the encoding and does not come into the text."""
    assert decode(HANS.encode(codec)).text == HANS


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(0x80, 0xFF)) * 20, "undecodable"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, reason: str) -> None:
    """Empty, binary and undecodable captures come back without text and with a reason that begins with one word."""
    decoded = decode(data)
    assert decoded.text is None
    assert decoded.reason is not None
    assert decoded.reason.split(":")[0] == reason


def test_a_truncated_capture_is_read_with_its_loss() -> None:
    """A capture cut in the middle of a character keeps all the others and one U+FFFD."""
    decoded = decode((HANS * 3).encode("utf-8")[:-1])
    assert decoded.text == (HANS * 3)[:-1] + "\ufffd"


def test_private_use_characters_get_their_code_points() -> None:
    """GB 18030 bytes that Python decodes to the private use area become the characters of the 2005 standard."""
    assert decode(HANS.encode("gb18030") + bytes.fromhex("fe59")).text == HANS + "龴"
