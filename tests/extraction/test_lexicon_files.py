"""The lexicons are data beside the code."""

from importlib.resources import files

import pytest

from pbdata.extraction.lexicon_files import load_lexicon

NAMES = ["persons", "name_characters", "organisations", "ranks", "speech"]


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_is_read_and_says_where_it_comes_from(name: str) -> None:
    """A lexicon holds something and opens with a comment."""
    assert load_lexicon(name)
    assert (files("pbdata.extraction") / "lexicons" / f"{name}.yaml").read_text("utf-8").startswith("# ")
