"""A page as a whole: what comes out, that it is its edits, and the way back. Cases: cases/texts.yaml."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbdata.captures.lines import split_lines
from pbdata.normalization.edits import merge, replay
from pbdata.normalization.page import normalize_page, normalize_text
from pbdata.normalization.spaces import space_edits
from tests import CASES, cases

FOLDER = CASES / "normalization"
TEXTS = cases("normalization/texts.yaml")
# Whatever a stage reacts to: marks, spaces, widths, invisible characters, line ends and glosses; then mojibake of every kind.
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
PIECES = [*',;:?!()"“”「」『』。，  \u3000\u200b\ufeff\r\n\t\x85\xa0Ａ１％⼀豈0a9.', "發(fā)", "(xiàn)現", "（me） "]
REFERENCES = ["&nbsp;", "&ldquo;", "&amp;#20826;", "&hellip；", "&"]
MOJIBAKE = [
    "黨建工作會議".encode().decode("latin-1"),
    "\ufeff　（幹部(bù)），".encode().decode("latin-1"),
    "党建工作会议".encode().decode("gb18030"),
    "　　党员，干部".encode("gb18030").decode("latin-1"),
    "黨員幹部：「會議」".encode("big5hkscs").decode("gb18030"),
    "县委组织部召开会议，部署工作".encode().decode("gbk", "replace"),
    "县委组织部召开会议，部署工作".encode().decode("gbk", "ignore"),
]
LATIN_1 = st.characters(min_codepoint=0x80, max_codepoint=0xFF)
ANY = st.characters(exclude_categories=("Cs",))
CHINESE_TEXT = st.lists(st.one_of(HAN, st.sampled_from(PIECES)), max_size=80).map("".join)
ANY_TEXT = st.lists(st.one_of(HAN, LATIN_1, ANY, st.sampled_from(PIECES + REFERENCES + MOJIBAKE)), max_size=80).map(
    "".join
)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["label"])
def test_text_comes_to_canonical_form(case: dict[str, str]) -> None:
    """The canonical characters of a printed text are those that a reader of simplified Chinese expects."""
    assert normalize_text(case["page"]) == case["text"]


def test_simplified_captures_are_not_converted() -> None:
    """No character of the dataset's five captures, all simplified, is touched by the script conversion."""
    for path in sorted(Path("data/raw").glob("*.txt")):
        page = normalize_page(path.read_text("utf-8"))
        assert page.script == "hans"
        assert not page.converted


def test_lines_without_evidence_follow_the_page() -> None:
    """A neutral line is converted on a traditional page and left alone on a simplified one."""
    assert normalize_text("黨員幹部們在學習\n沿著\n") == "党员干部们在学习\n沿着\n"
    assert normalize_text("党员干部们在学习\n沿著\n") == "党员干部们在学习\n沿著\n"


def test_evidence_is_counted_per_line() -> None:
    """Each line counts the characters that only simplified or only traditional text uses."""
    page = normalize_page("员们\n黨員們\n中文\n")
    assert page.evidence == [(2, 0), (0, 3), (0, 0)]
    assert page.script == "mixed"


@given(ANY_TEXT)
def test_replaying_the_edits_gives_the_normalized_text(text: str) -> None:
    """Normalization is its edits and nothing else."""
    page = normalize_page(text)
    assert replay(text, [(0, len(text))], [edit[:3] for edit in page.edits]) == page.text


@given(ANY_TEXT)
def test_every_normalized_character_has_its_place_on_the_page(text: str) -> None:
    """Positions map the normalized text into the page, in order, and an unchanged character onto itself.

    Only characters of one repaired piece share a place: the beginning of that piece.
    """
    page = normalize_page(text)
    places = [page.to_page(i) for i in range(len(page.text) + 1)]
    repaired = {edit.start: edit for edit in page.edits if edit.rule.startswith(("entity", "mojibake"))}
    assert all(before < after or before in repaired for before, after in pairwise(places))
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert not {at for edit in repaired.values() for at in range(edit.start + 1, edit.stop)}.intersection(places)
    edited = {at for edit in page.edits for at in range(edit.start, edit.stop)}
    assert all(text[at] == page.text[i] for i, at in enumerate(places[:-1]) if at not in edited)


@given(ANY_TEXT)
def test_lines_keep_their_number_and_their_places(text: str) -> None:
    """Every line of the page has its range in the normalized text and its evidence; no terminator is lost."""
    page = normalize_page(text)
    assert page.lines == split_lines(text)
    assert len(page.lines) == len(page.ranges) == len(page.evidence)
    assert "".join(c for c in page.text if c in "\r\n") == "".join(c for c in text if c in "\r\n")
    assert all("\r" not in page.text[a:b] and "\n" not in page.text[a:b] for a, b in page.ranges)


@given(ANY_TEXT)
def test_white_space_goes_on_any_page(text: str) -> None:
    """The edits for white space and those of normalization make one list that can be replayed, whatever the page."""
    kept = [(start, end) for start, _, end in split_lines(text)]
    textual = normalize_page(text).edits
    edits = merge(space_edits(text, textual, kept, []), textual)
    clean = replay(text, kept, [edit[:3] for edit in edits])
    assert all(line == line.strip() for line in clean.split("\n"))


@given(CHINESE_TEXT)
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    """A text in canonical characters stays as it is, unless dropping a character brought new neighbours together."""
    once = normalize_text(text)
    assert normalize_text(normalize_text(once)) == normalize_text(once)
