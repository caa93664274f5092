"""Cases: cases/texts.yaml (made for this project) and cases/hard_t2s.json (conversions that stock OpenCC gets wrong)."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pbdata.normalization import normalize_page, normalize_text
from pbdata.normalization.edits import replay
from pbdata.normalization.script import to_simplified

CASES = Path(__file__).parent / "cases"
TEXTS = yaml.safe_load((CASES / "texts.yaml").read_text("utf-8"))
HARD = json.loads((CASES / "hard_t2s.json").read_text("utf-8"))
CHINESE_TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from(list(',;:?!()"“”「」『』。，  \u3000\u200b\ufeff\r\n\tＡ１％⼀0a9.')),
    ),
    max_size=120,
)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["label"])
def test_text_comes_to_canonical_form(case: dict[str, str]) -> None:
    """The canonical characters of a printed text are those that a reader of simplified Chinese expects."""
    assert normalize_text(case["page"]) == case["text"]


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["hant"])
def test_hard_conversions(case: dict[str, str]) -> None:
    """The overlay converts what stock t2s gets wrong, alone and in a page."""
    assert to_simplified(case["hant"]) == case["hans"]


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


@given(CHINESE_TEXT)
def test_replaying_the_edits_gives_the_normalized_text(text: str) -> None:
    """Normalization is its edits and nothing else."""
    page = normalize_page(text)
    assert replay(text, [(0, len(text))], [edit[:3] for edit in page.edits]) == page.text


@given(CHINESE_TEXT)
def test_every_normalized_character_has_its_place_on_the_page(text: str) -> None:
    """Positions map the normalized text into the page, in order, and an unchanged character onto itself."""
    page = normalize_page(text)
    places = [page.to_page(i) for i in range(len(page.text) + 1)]
    assert places == sorted(set(places))
    edited = {at for edit in page.edits for at in range(edit.start, edit.stop)}
    assert all(text[at] == page.text[i] for i, at in enumerate(places[:-1]) if at not in edited)


@given(CHINESE_TEXT)
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    """A text in canonical characters stays as it is, unless dropping a character brought new neighbours together."""
    once = normalize_text(text)
    assert normalize_text(normalize_text(once)) == normalize_text(once)
