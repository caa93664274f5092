"""Articles that tell one story."""

import polars as pl

from pbdata.explorer.data import SiteData
from pbdata.explorer.reading.cells import Names
from pbdata.explorer.reading.stories import Stories

FIRST, SECOND, THIRD = "a1c0e34607db3383c", "a44eb9b8f9d2ca483", "a83c51921a0778cbc"


def story(committed: SiteData) -> SiteData:
    """The committed package as if its first three articles told one story, each a reprint of the first."""
    of = pl.col("article_id").is_in([FIRST, SECOND, THIRD])
    rows = [
        {"article_id": one, "reprint_of": FIRST, "relation": "excerpt", "containment": 0.9, "coverage": 0.5}
        for one in (SECOND, THIRD)
    ]
    frames = {
        "articles": committed.frame("articles").with_columns(pl.when(of).then(pl.lit("r1")).alias("reprint_cluster")),
        "reprints": pl.DataFrame(rows, schema=committed.frame("reprints").schema, strict=False),
    }
    return SiteData(committed.package, frames)


def test_a_story_lists_its_other_articles(committed: SiteData) -> None:
    """Every other article of the story, with what the table says of the two where they were compared."""
    data = story(committed)
    told = Stories(data, Names(data)).of(SECOND)
    assert [(one.article_id, one.of_this, bool(one.columns)) for one in told] == [
        (FIRST, True, True),
        (THIRD, False, False),
    ]


def test_the_first_names_its_reprints(committed: SiteData) -> None:
    """The other way round."""
    data = story(committed)
    told = Stories(data, Names(data)).of(FIRST)
    assert [(one.article_id, one.of_this) for one in told] == [(SECOND, False), (THIRD, False)]
    assert ("0.9" in {value for _, value in told[0].columns}) is True


def test_an_article_may_stand_alone(committed: SiteData) -> None:
    """Most do."""
    assert Stories(committed, Names(committed)).of(FIRST) == []
