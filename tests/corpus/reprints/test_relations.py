"""How a reprint differs."""

import pytest

from pbdata.corpus.reprints.overlap import Overlap
from pbdata.corpus.reprints.relations import relation

HANS = ("hans", "hans")


@pytest.mark.parametrize(
    ("shared", "same", "titles", "scripts", "expected"),
    [
        ((1.0, 1.0), True, ("甲会召开", "甲会召开"), HANS, "identical"),
        ((1.0, 1.0), True, ("甲会召开", "甲会召开_石桥网"), HANS, "identical"),
        ((1.0, 1.0), True, ("甲会召开", None), HANS, "identical"),
        ((1.0, 1.0), True, ("甲会召开", "乙村修路"), HANS, "other_headline"),
        ((0.9, 0.9), False, ("甲会召开", "乙村修路"), HANS, "other_headline"),
        ((0.89, 0.9), False, ("甲会召开", "乙村修路"), HANS, "edited"),
        ((0.95, 0.95), False, ("甲会召开", "甲会召开"), HANS, "edited"),
        ((0.95, 0.95), False, ("甲会召开", "乙村修路"), ("hans", "hant"), "mirror"),
        ((1.0, 1.0), True, ("甲会召开", "甲会召开"), ("mixed", "hant"), "identical"),
        ((1.0, 0.5), False, ("甲会召开", "甲会召开"), ("hans", "hant"), "excerpt"),
        ((0.7, 0.5), False, (None, None), HANS, "excerpt"),
        ((0.5, 1.0), False, (None, None), HANS, "extended"),
        ((0.6, 0.6), False, (None, None), HANS, "edited"),
    ],
)
def test_the_first_that_holds_is_told(
    shared: tuple[float, float],
    same: bool,
    titles: tuple[str | None, str | None],
    scripts: tuple[str, str],
    expected: str,
) -> None:
    """The relation is the one that the schema defines for these shares, titles and scripts."""
    assert relation(Overlap(*shared), same, titles, scripts) == expected
