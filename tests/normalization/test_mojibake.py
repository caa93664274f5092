"""Mojibake: every mistake is undone on generated text, and clean text is left alone."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

import opencc
import pytest

from pbdata.model.page import Edit
from pbdata.normalization.edits import replay
from pbdata.normalization.mojibake import mojibake_edits
from pbdata.normalization.page import normalize_page, normalize_text
from tests import ROOT, cases

CASES = cases("normalization/mojibake.json")
CAPTURES = [path.read_text("utf-8") for path in sorted((ROOT / "data" / "raw").glob("*.txt"))]


def windows(data: bytes) -> str:
    """Read bytes as browsers read Latin-1: Windows-1252, its five unused bytes as controls."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


MISTAKES: dict[str, Callable[[str], str]] = {
    "utf-8 as latin-1": lambda text: text.encode("utf-8").decode("latin-1"),
    "utf-8 as windows-1252": lambda text: windows(text.encode("utf-8")),
    "utf-8 as gb18030": lambda text: text.encode("utf-8").decode("gb18030"),
    "gbk as latin-1": lambda text: text.encode("gb18030").decode("latin-1"),
    "gbk as windows-1252": lambda text: windows(text.encode("gb18030")),
    "big5 as gb18030": lambda text: text.encode("big5hkscs").decode("gb18030"),
}


def repair(page: str) -> str:
    edits = mojibake_edits(page)
    return replay(page, [(0, len(page))], [edit[:3] for edit in edits])


def sentences(config: str | None) -> Iterator[str]:
    """Running text of the captures, 20 to 60 characters a piece, as it is or in traditional characters."""
    whole = "".join(re.findall(r"[\u4e00-\u9fff，。、；：！？“”《》]", "".join(CAPTURES)))
    text = opencc.OpenCC(config).convert(whole) if config else whole
    rng = random.Random(3)
    while True:
        at = rng.randrange(len(text) - 60)
        yield text[at : at + rng.randrange(20, 60)]


@pytest.mark.parametrize(
    ("mistake", "config"),
    [
        (mistake, config)
        for mistake in MISTAKES
        for config in (None, "s2tw.json")
        if (mistake, config) != ("big5 as gb18030", None)
    ],
)
def test_each_mistake_is_undone(mistake: str, config: str | None) -> None:
    """Five hundred texts each come back as they were; texts that the mistake destroys are passed over."""
    tried = 0
    for text in sentences(config):
        try:
            page = MISTAKES[mistake](text)
        except UnicodeError:
            continue
        assert repair(page) == text
        tried += 1
        if tried == 500:
            break


@pytest.mark.parametrize("config", [None, "s2t.json", "s2tw.json", "s2hk.json"])
def test_clean_chinese_is_left_alone(config: str | None) -> None:
    """No line of the captures, in any script, is taken for mojibake."""
    for capture in CAPTURES:
        text = opencc.OpenCC(config).convert(capture) if config else capture
        for line in [text, *text.splitlines()]:
            assert mojibake_edits(line) == []


def test_alphabets_and_leaders_are_left_alone() -> None:
    """Neither alphabets, nor tables of characters, nor leaders of dots and crosses are mojibake."""
    letters = "".join(c for c in map(chr, range(0xA0, 0x250)) if unicodedata.category(c)[0] == "L")
    table = "".join(bytes((lead, trail)).decode("gb2312") for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF))
    for text in (letters, " ".join(letters), table, " ".join(table), "×" * 20, "·" * 20, "\ue000\ue001\uf0b7" * 5):
        assert mojibake_edits(text) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict[str, str]) -> None:
    """Evidence decides: a text is repaired as a whole, in its stretches, or not at all."""
    assert repair(case["page"]) == case["text"]


def test_one_edit_stands_for_whole_characters() -> None:
    """Each edit is the smallest piece of a stretch that holds whole characters on both sides."""
    page = MISTAKES["utf-8 as latin-1"]("黨建工作") + " 2014"
    assert mojibake_edits(page) == [
        Edit(3 * i, 3 * i + 3, character, "mojibake") for i, character in enumerate("黨建工作")
    ]
    page = MISTAKES["utf-8 as gb18030"]("黨建工作") + " 2014"
    assert mojibake_edits(page) == [Edit(0, 3, "黨建", "mojibake"), Edit(3, 6, "工作", "mojibake")]


def test_what_a_repair_gives_is_normalized_in_the_same_edit() -> None:
    """A repaired character that has to be converted as well is one edit with both rules."""
    page = normalize_page("(" + MISTAKES["gbk as latin-1"]("黨建工作,會議") + ")")
    assert page.text == "（党建工作，会议）"
    assert page.edits[:3] == [
        Edit(0, 1, "（", "punctuation"),
        Edit(1, 3, "党", "mojibake+script"),
        Edit(3, 5, "建", "mojibake"),
    ]
    assert page.positions == [0, 1, 3, 5, 7, 9, 10, 12, 14, 15]


def test_a_page_of_mojibake_has_the_lines_of_the_page() -> None:
    """Lines count in the page as it was decoded, their ranges in the repaired text, evidence in what was repaired."""
    page = normalize_page(MISTAKES["utf-8 as windows-1252"]("黨員幹部\r\n党员群众们\r\n"))
    assert page.text == "党员干部\r\n党员群众们\r\n"
    assert page.lines == [(0, 12, 14), (14, 29, 31)]
    assert page.ranges == [(0, 4), (6, 11)]
    assert page.evidence == [(0, 3), (3, 0)]


def test_repaired_mojibake_is_as_good_as_the_text() -> None:
    """A capture and its mojibake come to the same canonical text."""
    for capture in CAPTURES:
        assert normalize_text(MISTAKES["utf-8 as windows-1252"](capture)) == normalize_text(capture)
