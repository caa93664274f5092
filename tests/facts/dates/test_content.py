"""What a text without a publication date proves of its own."""

import pytest

from pbdata.facts.dates.content import bound_content
from pbdata.facts.dates.finding import detect_dates
from pbdata.facts.reading import Reading
from tests.articles import article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年以来深化基层组织建设年活动，七一期间走访。", ("2012-07-01", "2012-12-31", "campaign-year")),
        ("2010年的活动，2011年6月受灾。", ("2011-06-01", None, "absolute-date")),
        ("认真学习十九大精神。", ("2017-10-18", None, "dated-term")),
        ("力争到2030年建成，2015年启动。", ("2015-01-01", None, "absolute-date")),
        ("基层组织建设年的经验。2015年回顾。今年再看。", ("2015-01-01", None, "absolute-date")),
    ],
)
def test_the_bounds_of_a_text(text: str, expected: tuple[str, str | None, str]) -> None:
    """The latest thing that the text tells of as past is the earliest that it can be."""
    made = article(text)
    bounds = bound_content(made, detect_dates(Reading(made)))
    assert bounds is not None
    assert bounds[:3] == expected
    assert all(text[start:stop] for start, stop in bounds.evidence)


@pytest.mark.parametrize(("text", "published"), [("2010年的活动。", "2014-09-29"), ("党员干部下乡。", None)])
def test_no_bounds(text: str, published: str | None) -> None:
    """A printed date needs no proof, and a text may prove nothing."""
    made = article(text, published=published)
    assert bound_content(made, detect_dates(Reading(made))) is None
