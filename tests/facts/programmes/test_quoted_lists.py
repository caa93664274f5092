"""Lists within one pair of marks, away from the name."""

import pytest

from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.quoted_lists import QuotedLists
from pbdata.facts.programmes.slogans import slogan_of
from pbdata.facts.reading import Field

NINE = "“一访、二问、三听、四看、五记、六帮、七办、八评、九谢”"


def mention(text: str, words: str) -> Name:
    start = text.index(words)
    return Name(start, start + len(words), words, "mechanism", None, True, "by-hand", words)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (f"推行群众工作九法。做到{NINE}。", "群众工作九法", 9),
        (f"推行群众工作九法。\n做到{NINE}。", "群众工作九法", None),
        ("推行六个主动。做到“一访、二问、三听、四看、五记、六帮”。", "六个主动", None),
    ],
)
def test_a_large_number_near_a_mention(text: str, name: str, found: int | None) -> None:
    """The number alone proves a list in the line of the mention, but not where the slogan has a stem to repeat."""
    slogan = slogan_of(name)
    assert slogan is not None
    listed = QuotedLists(Field("text", text)).by_number([mention(text, name)], slogan)
    assert (len(listed.items) if listed else None) == found


def test_speech_that_names_a_slogan_is_no_list_of_it() -> None:
    """A quotation that holds the mention is speech; the same words without it are a list."""
    slogan = slogan_of("三会")
    assert slogan is not None
    speech = "“有了三会，开党员会，开村民会，开评议会”"
    assert QuotedLists(Field("text", speech)).by_stems([mention(speech, "三会")], slogan) is None
    plain = "三会：“党员会，村民会，评议会”"
    assert QuotedLists(Field("text", plain)).by_stems([mention(plain, "三会")], slogan) is not None
