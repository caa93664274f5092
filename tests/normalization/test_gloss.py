"""Pinyin glosses inside words. Cases: cases/glosses.yaml, made up in the shapes of crawled mirrors."""

import pytest
import yaml

from pbdata.model.page import Edit
from pbdata.normalization.gloss import gloss_edits
from pbdata.normalization.page import normalize_page, normalize_text
from tests import ROOT, cases

CASES = cases("normalization/glosses.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_glosses_go_and_other_brackets_stay(case: dict[str, str]) -> None:
    """Only brackets that are clearly pinyin glosses leave the text."""
    assert normalize_text(case["page"]) == case["text"]


def test_a_gloss_is_one_edit_with_its_brackets_and_its_space() -> None:
    """The edit covers brackets, syllable and the white space that came with them."""
    page = "社(shè)會(huì) 變(biàn)遷"
    assert gloss_edits(page) == [
        Edit(1, 6, None, "gloss"),
        Edit(7, 13, None, "gloss"),
        Edit(14, 20, None, "gloss"),
    ]


def test_glosses_are_no_evidence_of_a_script() -> None:
    """Counts per line and places on the page are those of the text without its glosses."""
    page = normalize_page("發(fā)現(xiàn)\n时(shí)\n")
    assert page.text == "发现\n时\n"
    assert page.evidence == [(0, 2), (1, 0)]
    assert [page.to_page(i) for i in range(len(page.text) + 1)] == [0, 5, 12, 13, 19, 20]


def test_every_syllable_of_the_table_is_recognised() -> None:
    """The table spells the syllables of Hanyu Pinyin, each once, in small letters."""
    path = ROOT / "src/pbdata/normalization/pinyin.yaml"
    table = yaml.safe_load(path.read_text("utf-8"))
    syllables = [initial + final for initial, finals in table.items() for final in finals]
    assert 395 < len(syllables) == len(set(syllables)) < 415
    assert all(syllable.isascii() and syllable.islower() for syllable in syllables)
    page = "".join(f"字({syllable})" for syllable in syllables if len(syllable) > 1)
    assert normalize_text(page) == "字" * sum(len(syllable) > 1 for syllable in syllables)
