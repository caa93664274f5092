"""Single characters come to one form."""

from hypothesis import given
from hypothesis import strategies as st

from pbdata.normalization.characters import CHARACTER_RULES, form_of, in_one_form

CHARACTERS = st.text(
    st.one_of(st.sampled_from("１２９，．％Ａｚ　\u200b\ufeff\t⼀豈﹐a,"), st.characters(exclude_categories=("Cs",)))
)


@given(CHARACTERS)
def test_a_form_is_not_changed_again(text: str) -> None:
    """What characters were changed to is none of the characters that are changed."""
    once = in_one_form(text)
    again = in_one_form(once.text)
    assert again.text == once.text
    assert {CHARACTER_RULES[rule] for rule in again.rules} <= {"", "invisible"}


@given(CHARACTERS)
def test_each_changed_character_has_its_rule(text: str) -> None:
    """A character that has no rule is as it was; one that is invisible is there still."""
    form = in_one_form(text)
    assert len(form.text) == len(text) == len(form.rules)
    changed = [old != new for old, new in zip(text, form.text, strict=True)]
    assert changed == [CHARACTER_RULES[rule] not in ("", "invisible") for rule in form.rules]


@given(CHARACTERS)
def test_a_character_alone_has_the_form_that_it_has_in_a_text(text: str) -> None:
    """The comma of a number apart, which is one only among digits."""
    assert in_one_form("\n".join(text)).text == "\n".join(map(form_of, text))
