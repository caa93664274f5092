"""Stretches found again by their hashes."""

import pytest

from pbdata.access.matching import Haystack, Stretch, Wanted, index
from pbdata.normalization.folding import fold
from pbdata.package.fingerprints import hash_of

ONE = "第一段说的是村里的党员如何帮助困难户，一共二十多个字。"
TWO = "“第二段”说的是驻村干部怎样修路、引水、通电，也有二十多个字。"
TEXT = f"{ONE}\n{TWO}"


def stretch(words: str, start: int = 0, article: str = "a1") -> Stretch:
    return Stretch(article, start, start + len(words), len(fold(words)), hash_of(fold(words)))


BOTH = (stretch(ONE), stretch("\n" + TWO, len(ONE)))


def found(page: str, stretches: tuple[Stretch, ...] = BOTH, spaced: bool = False) -> list[str | None]:
    """How each stretch reads where it was found on a page."""
    hay = Haystack.of(page)
    places = hay.find(Wanted(stretches))
    lengths = {BOTH[0]: [len(ONE)], BOTH[1]: [len(TWO)]}
    return [
        rendering.words if one in places and (rendering := hay.render(places[one], lengths[one], spaced)) else None
        for one in stretches
    ]


@pytest.mark.parametrize(
    "page",
    [
        TEXT,
        f"首页 > 新闻\n  {ONE}\n\n\u3000\u3000{TWO}\n责任编辑:某某",
        f"来源:某报{ONE}{TWO}相关新闻",
        " ".join(ONE) + "\n" + "\n".join(TWO),
        f"{TWO}\n广告\n{ONE}",
        f"{ONE[:10]}\n{ONE[10:]}\r\n{TWO}",
    ],
    ids=["as it was", "among others", "without line ends", "spaced out", "in another order", "hard-wrapped"],
)
def test_stretches_are_found_whatever_the_white_space(page: str) -> None:
    """Both come back with their marks, to the letter."""
    assert found(page) == [ONE, TWO]


def test_a_changed_stretch_is_not_found() -> None:
    """One other character is another text; its neighbour is found all the same."""
    assert found(TEXT.replace("村里", "镇里")) == [None, TWO]


def test_a_stretch_within_words_is_found_with_its_neighbour() -> None:
    """A stretch with no border before it is found where its neighbour is, and not looked for where there is none."""
    glued = f"{ONE}热点{TWO[1:]}"
    assert found(glued)[0] == ONE
    assert found(glued)[1] is not None
    assert found(f"热点{TWO[1:]}") == [None, None]


def test_likely_cuts_save_the_search() -> None:
    """Where the lengths of the candidate's own stretches fit, nothing else is tried."""
    hay = Haystack.of(TEXT)
    places = hay.find(Wanted(BOTH), [one.n_folded for one in BOTH])
    assert [TEXT[p.start : p.stop] for p in places.values()] == [ONE[:-1], TWO[1:-1]]


def test_a_lost_space_is_not_guessed() -> None:
    """The words come with the missing space at the end, and are marked as not in their places."""
    words = "各镇开展“永远热爱党 永远跟党走”主题教育实践活动，效果良好。"
    hay = Haystack.of(words.replace(" ", ""))
    one = stretch(words)
    rendering = hay.render(hay.find(Wanted([one]))[one], [len(words)], spaced=True)
    assert rendering == (words.replace(" ", "") + " ", False)


def test_a_stretch_that_is_too_long_has_no_reading() -> None:
    """What does not fit is left to the report, as the page prints it."""
    hay = Haystack.of(ONE)
    place = hay.find(Wanted(BOTH))[BOTH[0]]
    assert hay.render(place, [len(ONE) - 5], spaced=True) is None
    assert hay.words(place) == ONE


def test_reprints_share_a_stretch() -> None:
    """A stretch of two articles is found for both, and wanted until both have it."""
    other = stretch(ONE, article="a2")
    wanted = Wanted([BOTH[0], other])
    assert set(Haystack.of(ONE).find(wanted)) == {BOTH[0], other}
    wanted.discard(BOTH[0])
    assert set(Haystack.of(ONE).find(wanted)) == {other}
    wanted.discard(other)
    assert not wanted and wanted.lengths() == [] and index([]) == {}


@pytest.mark.parametrize("text", ["", "，。", "e\u0301tude", "½ 党 ＡＢ", "\u0301a", TEXT])
def test_a_haystack_folds_as_fingerprints_do(text: str) -> None:
    """Folding character by character gives what folding the whole gives, and each has its place."""
    hay = Haystack.of(text)
    assert hay.folded.decode("utf-32-le") == fold(text)
    assert len(hay.places) == len(fold(text))
