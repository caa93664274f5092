"""When a text without a publication date was written, as far as its own words prove it.

A text is no older than the days it tells of as past (``absolute-date``) and than the words it uses (``dated-term``,
``dated_terms.yaml``). One that tells of the campaign of a year as its own year's (今年, 年活动) was written in that
year (``campaign-year``); the days that it tells of without a year lie in it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from pbdata.chinese.calendar import Anchor
from pbdata.datafiles import read_data
from pbdata.facts.dates.finding import read_dates
from pbdata.model.article import Article
from pbdata.model.facts import Date

_WORDS = read_data(__package__, "words.yaml")
_FUTURE, _THIS_YEAR = _WORDS["to_come"], _WORDS["own_year"]


class ContentBounds(NamedTuple):
    """ISO days between which a text was written, the methods joined with ``+``, and the words that prove it.

    ``evidence`` holds ranges ``(start, stop)`` of the article's text. ``latest`` is ``None`` where nothing proves it.
    """

    earliest: str
    latest: str | None
    method: str
    evidence: tuple[tuple[int, int], ...]


class _Proof(NamedTuple):
    earliest: date
    method: str
    place: tuple[int, int]


@cache
def _lexicon() -> tuple[dict[str, date], dict[str, int]]:
    data = read_data(__package__, "dated_terms.yaml")
    return (
        {term: date.fromisoformat(entry["from"]) for term, entry in data["terms"].items()},
        {term: entry["year"] for term, entry in data["years"].items()},
    )


def bound_content(article: Article, dates: Sequence[Date]) -> ContentBounds | None:
    """Return what the text proves of its own date, or ``None`` where the page prints one or the text proves nothing."""
    if article.published is not None:
        return None
    text = article.text
    campaign = _campaign(text)
    told = [_told(text, one) for one in dates if one.field == "text"]
    proofs = [proof for proof in (*_terms(text), *told, campaign) if proof is not None]
    own_year = campaign if campaign and _is_of_this_year(text, campaign, proofs) else None
    if own_year:
        proofs += _in_the_year(text, own_year.earliest.year)
    if not proofs:
        return None
    best = max(proofs, key=lambda proof: proof.earliest)
    used = [best, own_year] if own_year else [best]
    return ContentBounds(
        best.earliest.isoformat(),
        date(own_year.earliest.year, 12, 31).isoformat() if own_year else None,
        "+".join(sorted({one.method for one in used})),
        tuple(sorted({one.place for one in used})),
    )


def _terms(text: str) -> Iterator[_Proof]:
    """The days from which on the words of a text were in use."""
    terms, _ = _lexicon()
    for term, day in terms.items():
        at = text.find(term)
        if at >= 0:
            yield _Proof(day, "dated-term", (at, at + len(term)))


def _campaign(text: str) -> _Proof | None:
    """The year of the first campaign of one year that a text names."""
    _, years = _lexicon()
    for term, year in years.items():
        at = text.find(term)
        if at >= 0:
            return _Proof(date(year, 1, 1), "campaign-year", (at, at + len(term)))
    return None


def _is_of_this_year(text: str, campaign: _Proof, proofs: Sequence[_Proof]) -> bool:
    """Whether a text tells of a campaign as of this year's: it speaks of this year, and proves no later one."""
    latest = max(proof.earliest for proof in proofs)
    return latest.year == campaign.earliest.year and any(words in text for words in _THIS_YEAR)


def _told(text: str, one: Date) -> _Proof | None:
    """The first day of a date that is printed with its year and told as past."""
    if one.anchor_method != "printed" or one.value is None or one.rule in ("plan", "decade"):
        return None
    if text[one.start - 1 : one.start] in _FUTURE or text.startswith(("前", "底前"), one.stop):
        return None
    return _proof(one.value, "absolute-date", (one.start, one.stop))


def _in_the_year(text: str, year: int) -> list[_Proof]:
    """The days and months without a year that the text tells of as past, in the year of its campaign."""
    found = []
    for one in read_dates(text, Anchor(year, None, None)):
        past = text[one.start - 1 : one.start] not in _FUTURE and not text.startswith("前", one.stop)
        if past and one.value and one.rule in ("partial", "festival") and one.value.startswith(str(year)):
            proof = _proof(one.value, "campaign-year", (one.start, one.stop))
            if proof is not None:
                found.append(proof)
    return found


def _proof(value: str, method: str, place: tuple[int, int]) -> _Proof | None:
    numbers = [int(part) for part in value.partition("/")[0].split("-") if part.isdigit()]
    if not numbers or numbers[0] < 1000:
        return None
    return _Proof(date(*(numbers + [1, 1])[:3]), method, place)
