"""The words by which persons are told."""

from pbdata.facts.persons.lexicon import by_first, by_last, characters, title_kinds, word_set, words


def test_words_stand_in_groups() -> None:
    """Lists give words; groups of single characters are one set; longer words come before shorter ones."""
    assert set(words("holds")) == word_set("holds") and "担任" in word_set("holds")
    assert {"和", "家"} <= characters("grammar_after")
    assert by_last("makers")["者"].index("特约记者") < by_last("makers")["者"].index("记者")
    assert by_first("honorifics")["秘"] == ("秘书长", "秘书")


def test_the_first_kind_of_a_title_counts() -> None:
    """A post that several kinds list makes the first of them."""
    assert title_kinds()["组长"] == "official" and title_kinds()["村支书"] == "village"
