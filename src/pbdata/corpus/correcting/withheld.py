"""Decisions that would bring back words that are withheld: they are left out before anything is decided."""

from collections.abc import Iterator, Sequence

from pbdata.corpus.correcting.ledger import Ledger
from pbdata.model.correction import Correction, FactCorrection, Range
from pbdata.normalization.page import normalize_page

_NAME = 2
"""So many characters of withheld words tell something of them."""


def refuse_withheld(printed: str, page_text: str, withheld: Sequence[Range], ledger: Ledger) -> None:
    """Leave out each decision on a withheld stretch, or with words that stand nowhere else.

    ``printed`` is the page text with these words, ``page_text`` with blocks in their place.
    """
    if not withheld:
        return
    words = {form for start, stop in withheld for form in _forms(printed[start:stop])} - {""}
    left = _forms(page_text)
    for number, one in ledger.standing():
        if any(start < there and here < stop for here, there in _places(one) for start, stop in withheld):
            ledger.refuse(number, "it is about a stretch of the page that is withheld")
        elif any(_tells(said, words, left) for text in _strings(one) for said in _forms(text)):
            ledger.refuse(number, "it tells words that are withheld")


def _forms(text: str) -> set[str]:
    """A text as it is printed and in normalized characters, without white space, which breaks lines."""
    return {"".join(form.split()) for form in (text, normalize_page(text).text)}


def _tells(said: str, words: set[str], left: set[str]) -> bool:
    """Whether words hold all of a withheld stretch, or are a part of it that the rest of the page does not have.

    What is written in ASCII alone may be a word of the form, such as a label, and tells something only where it is all.
    """
    if any(word in said for word in words):
        return True
    a_part = len(said) >= _NAME and not said.isascii() and any(said in word for word in words)
    return a_part and not any(said in text for text in left)


def _places(one: Correction) -> Iterator[Range]:
    """The stretches of the page that a decision names; those of facts are of the article."""
    if isinstance(one, FactCorrection):
        return
    told = one._asdict()
    if told.get("span"):
        yield told["span"]
    elif "start" in told:
        yield told["start"], told["stop"]


def _strings(value: object) -> Iterator[str]:
    """All texts of a decision but for its place in the file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        parts = [part for name, part in named().items() if name != "place"] if named else value
        for part in parts:
            yield from _strings(part)
