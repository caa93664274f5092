"""Counts and hashes of a text that cannot be published itself."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.normalization.folding import fold
from pbdata.package.fingerprints import MIN_FOLDED, hash_of, span_hashes, unigrams
from tests.package.sample_package import article_of

LONG = "第一段说的是村里的党员如何帮助困难户，一共二十多个字。"


def test_short_paragraphs_are_hashed_with_what_follows() -> None:
    """A heading goes with the next paragraph, a short end with the one before it."""
    spans = span_hashes(article_of("小标题", LONG, LONG, "完。"))
    text = f"小标题\n{LONG}\n{LONG}\n完。"
    assert [text[one.start : one.stop] for one in spans] == [f"小标题\n{LONG}", f"\n{LONG}\n完。"]
    assert [one.sha256 for one in spans] == [hash_of(fold(text[one.start : one.stop])) for one in spans]


def test_a_text_that_could_be_guessed_has_no_hash() -> None:
    """Fewer than twenty folded characters are not hashed."""
    assert span_hashes(article_of("完。")) == []


@given(st.lists(st.text("党建。a１ ", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=6))
def test_stretches_are_the_whole_text(paragraphs: list[str]) -> None:
    """Stretches adjoin from the first character to the last, and none folds to fewer than twenty characters."""
    article = article_of(*paragraphs)
    spans = span_hashes(article)
    if spans:
        assert [one.start for one in spans] == [0, *(one.stop for one in spans[:-1])]
        assert spans[-1].stop == len(article.text)
    assert all(one.n_folded >= MIN_FOLDED for one in spans)


def test_characters_are_counted() -> None:
    """Every character but white space is counted, text by text and in the order of the characters."""
    which, characters, n = unigrams(["党 建", "", "\u3000党\n党"])
    assert list(zip(which, characters, n, strict=True)) == [(0, "党", 1), (0, "建", 1), (2, "党", 2)]
