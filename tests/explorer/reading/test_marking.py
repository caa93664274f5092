"""Facts marked in an article's words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pbdata.explorer.reading.marking import Fact, marked


def fact(start: int, stop: int, kind: str = "figures", name: str = "f1") -> Fact:
    return Fact(start, stop, kind, f"{kind}-{name}", f"w-{name}")


def test_a_fact_is_a_link_to_its_row() -> None:
    """The words are marked by their kind, have an anchor, lead to the row, and are described by their kind."""
    assert marked("共20个村", [fact(1, 4)], [(0, 5)]) == [
        '共<mark class="figures" id="w-f1"><a href="#figures-f1" aria-describedby="k-figures">20个</a></mark>村'
    ]


def test_an_inner_fact_is_the_link() -> None:
    """Nested facts are nested marks; words belong to the innermost, and the outer one goes on behind it without a stop of its own."""
    (html,) = marked("赣州市委说", [fact(0, 5, "quotations", "u"), fact(1, 3, "places", "m")], [(0, 5)])
    assert html == (
        '<mark class="quotations" id="w-u"><a href="#quotations-u" aria-describedby="k-quotations">赣</a>'
        '<mark class="places d1" id="w-m"><a href="#places-m" aria-describedby="k-places k-quotations">州市</a></mark>'
        '<a href="#quotations-u" tabindex="-1">委说</a></mark>'
    )


def test_crossing_facts_have_one_anchor_each() -> None:
    """A fact that is cut names its anchor in its first piece and is told by it in the others."""
    (html,) = marked("一二三四", [fact(0, 3, "figures", "a"), fact(2, 4, "dates", "b")], [(0, 4)])
    assert re.findall(r'(id|data-w)="(w-\w)"', html) == [("id", "w-a"), ("id", "w-b"), ("data-w", "w-b")]


def test_a_fact_reaches_over_parts() -> None:
    """What stands between two parts is left out, and each part is whole."""
    first, second = marked("一二\n三四", [fact(1, 4)], [(0, 2), (3, 5)])
    assert (first.count("<mark"), first.count("</mark>")) == (1, 1)
    assert re.sub(r"<[^>]*>", "", first + "|" + second) == "一二|三四"


@given(
    st.text("一二<&\u202e", min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6),
)
def test_the_words_stay(text: str, spans: list[tuple[int, int]]) -> None:
    """Without its elements a marked text is the text, and elements are balanced."""
    facts = [fact(*span, name=str(number)) for number, span in enumerate(spans)]
    (html,) = marked(text, facts, [(0, len(text))])
    plain = re.sub(r"<[^>]*>", "", html.replace('<u class="sign">U+202E</u>', "\u202e"))
    assert plain.replace("&lt;", "<").replace("&amp;", "&") == text
    assert html.count("<mark") == html.count("</mark>")
    assert html.count("<a ") == html.count("</a>")
