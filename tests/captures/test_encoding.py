"""Decoding: which encodings are recognised, and what is refused."""

import random
from collections.abc import Iterator

import opencc
import pytest

from pbdata.captures.encoding import decode
from tests import ROOT

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


PAGE = f"<html><body>\n<p>{HANS}</p>\n<p>2014-09-01 一</p>\n</body></html>"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PAGE, f"{HANT}\n2014　{HANT}"])
def test_utf_16_is_known_without_its_mark(codec: str, text: str) -> None:
    """Bytes of two a character are seen as such, in markup and in running text."""
    assert decode(text.encode(codec))[:2] == (text, codec)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_stray_nuls_are_no_text(encoding: str) -> None:
    """A NUL in the middle and padding at the end are left out."""
    data = (HANS * 3).encode(encoding) + b"\x00" + HANS.encode(encoding) + b"\x00" * 512
    assert decode(data).text == HANS * 4


@pytest.mark.parametrize(
    ("encoding", "other", "piece"),
    [("utf-8", "gb18030", HANS), ("utf-8", "big5hkscs", HANT), ("gb18030", "utf-8", HANS), ("utf-8-sig", "gbk", HANS)],
)
def test_a_piece_in_another_encoding_is_read_in_its_own(encoding: str, other: str, piece: str) -> None:
    """A page keeps its encoding, and what was put into it from elsewhere keeps another."""
    text = "".join(f"<p>{HANS}{number}</p>" for number in range(20))
    decoded = decode(text.encode(encoding) + f"<div>{piece}</div>".encode(other) + b"<p>" + HANS.encode(encoding)[-6:])
    assert decoded.text is not None
    assert decoded.text.startswith(f"{text}<div>{piece}</div><p>")
    assert decoded.encoding == encoding.removesuffix("-sig")


def test_korean_is_not_read_as_chinese() -> None:
    """What is whole text in the Korean encoding, and no Chinese in the others, is Korean."""
    text = (
        "대한민국 정부는 오늘 지역 주민들을 위한 새로운 정책을 발표했다. 이번 정책은 농촌 지역의 발전을 목표로 한다."
        * 2
    )
    assert decode(text.encode("euc-kr"))[:2] == (text, "cp949")


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1251", "Сегодня правительство объявило о новой "), ("latin-1", "été à ")]
)
def test_other_scripts_are_not_read_as_chinese(encoding: str, text: str) -> None:
    """Bytes of an alphabet are no Chinese text, though they may pair into characters."""
    assert decode((text * 20).encode(encoding)).text is None


def test_the_space_of_old_editors_is_a_space() -> None:
    """A3 A0 in GBK is the ideographic space, as browsers show it."""
    assert decode(HANS.encode("gbk") + b"\xa3\xa0" + HANS.encode("gbk")).text == f"{HANS}\u3000{HANS}"


def test_a_truncated_capture_is_read_with_its_loss() -> None:
    """A capture cut in the middle of a character keeps all the others and one U+FFFD."""
    decoded = decode((HANS * 3).encode("utf-8")[:-1])
    assert decoded.text == (HANS * 3)[:-1] + "\ufffd"


def test_private_use_characters_get_their_code_points() -> None:
    """GB 18030 bytes that Python decodes to the private use area become the characters of the 2005 standard."""
    assert decode(HANS.encode("gb18030") + bytes.fromhex("fe59")).text == HANS + "龴"


def slices(size: int, encoding: str, config: str | None) -> Iterator[bytes]:
    """Fifty pieces of the captures in an encoding, each of a number of bytes, a last character cut in two left out."""
    raw = ROOT / "data" / "raw"
    text = "\n".join(path.read_text("utf-8") for path in sorted(raw.glob("*.txt")))
    if config:
        text = opencc.OpenCC(config).convert(text)
    rng = random.Random(size)
    found = 0
    while found < 50:
        at = rng.randrange(len(text) - size)
        whole = text[at : at + size].encode(encoding, "ignore")
        piece = whole[:size].decode(encoding, "ignore")
        if any("\u4e00" <= character <= "\u9fff" for character in piece):
            yield piece.encode(encoding)
            found += 1


@pytest.mark.parametrize(("size", "at_least"), [(60, 398), (1000, 400)])
def test_short_texts_are_decoded(size: int, at_least: int) -> None:
    """Of 400 slices, in both scripts and each encoding, all but two of 60 bytes and all of a kilobyte are read right."""
    right = 0
    for encoding, configs in (
        ("utf-8", (None, "s2t.json")),
        ("gb18030", (None, "s2t.json")),
        ("big5hkscs", ("s2tw.json", "s2hk.json")),
        ("utf-16", (None, "s2t.json")),
    ):
        for config in configs:
            right += sum(decode(data).text == data.decode(encoding) for data in slices(size, encoding, config))
    assert right >= at_least


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("size", [60, 1000])
def test_a_cut_through_a_character_does_not_mislead(size: int, encoding: str) -> None:
    """A slice that loses half a character at its end keeps its encoding, and loses nothing else."""
    for data in slices(size, encoding, "s2tw.json"):
        cut = data + b"\xe5"
        assert decode(cut).text == data.decode(encoding) + "\ufffd"


def test_nothing_but_lost_characters_is_no_text() -> None:
    """A few stray bytes are not a text of replacement characters."""
    assert decode(b"\xff\xff\xff").text is None


def test_meta_tags_are_not_believed() -> None:
    """The declared encoding is not asked: a page says GB 2312 and is Big5, or says Big5 and is GBK."""
    for label, encoding, text in (("gb2312", "big5hkscs", HANT), ("big5", "gb18030", HANS), ("gbk", "utf-8", HANS)):
        page = f'<html><head><meta charset="{label}"></head><body>{text}</body></html>'
        assert decode(page.encode(encoding)).text == page
