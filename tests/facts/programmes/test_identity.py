"""When names are one programme."""

import pytest

from pbdata.facts.programmes.identity import agreed, fold, main_type, programme_id


def test_one_name_whatever_its_marks_and_ending() -> None:
    """帮、联、驻 and 帮联驻 are one name, and so are a campaign with and without 活动; other names are not."""
    assert fold("帮、联、驻") == fold("“帮联驻”")
    assert fold("党的群众路线教育实践活动") == fold("群众路线教育实践活动")
    assert programme_id("三送") != programme_id("四送")


@pytest.mark.parametrize(
    ("types", "main"),
    [(["slogan", "slogan", "campaign"], "campaign"), (["slogan"], "slogan"), (["campaign", "mechanism"], "campaign")],
)
def test_the_type_that_most_mentions_give(types: list[str], main: str) -> None:
    """A type before slogan, the more frequent, the first of the alphabet."""
    assert main_type(types) == main


def test_a_value_stands_where_all_agree() -> None:
    """Mentions that say nothing do not count; two values are none."""
    assert agreed([None, 2010, 2010]) == 2010
    assert agreed([2010, 2011]) is None
    assert agreed([None]) is None
