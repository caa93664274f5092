"""The rank of a post and its time; more cases in cases/facts/posts.yaml."""

import pytest

from pbdata.facts.posts.ranks import rank_of, tense_of, without_time
from pbdata.facts.reading import Appellation


@pytest.mark.parametrize(
    ("printed", "rank"),
    [
        ("县委书记", "county_chief"),
        ("时任县委书记", "county_chief"),
        ("镇党委副书记（挂职）", "township_deputy"),
        ("老支书", "village"),
        ("市委书记", None),
    ],
)
def test_the_rank_that_a_post_prints(printed: str, rank: str | None) -> None:
    """The words decide, whenever the post was held; a city without its place decides nothing."""
    assert rank_of(printed) == (rank, "printed" if rank else None)


@pytest.mark.parametrize(
    ("text", "post", "tense"),
    [
        ("原县长李大山", "原县长", "former"),
        ("曾任县长", "县长", "former"),
        ("时任县长李大山", "时任县长", "then"),
        ("担任县长期间", "县长", "then"),
        ("县长李大山", "县长", "current"),
    ],
)
def test_the_time_of_a_post(text: str, post: str, tense: str) -> None:
    """A mark within the post or right beside it says when it was held."""
    start = text.index(post)
    assert tense_of(text, Appellation(start, start + len(post), start)) == tense


def test_a_post_without_its_time() -> None:
    """What says when a post was held is no part of it."""
    assert [without_time(words) for words in ("时任县长", "原县委书记", "老党员")] == ["县长", "县委书记", "老党员"]
