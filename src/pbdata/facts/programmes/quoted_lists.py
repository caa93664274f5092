"""Lists within one pair of marks that define a name from elsewhere: by its initials, by its stems, or by a large number near it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pbdata.chinese.quotes import Quoted
from pbdata.facts.programmes.items import Item
from pbdata.facts.programmes.lists import readings
from pbdata.facts.programmes.names import Name
from pbdata.facts.programmes.slogans import Slogan, abbreviates, counts, fits, is_free
from pbdata.facts.programmes.spots import FAR, Listed, sentences_between
from pbdata.facts.reading import Field

_MANY = 5
_TRIED = 6
_LIST_MARK = re.compile("[、，； ]")


class QuotedLists:
    """The words in marks of a field that may be a list, found by the characters that they hold; each is read once."""

    def __init__(self, field: Field) -> None:
        self._text = field.text
        self._quotes = [quote for quote in field.quotes if quote.mark != "（" and _LIST_MARK.search(quote.inner)]
        self._holding: dict[str, set[int]] = {}
        self._readings: dict[int, list[list[Item]]] = {}
        for number, quote in enumerate(self._quotes):
            for character in set(quote.inner):
                self._holding.setdefault(character, set()).add(number)

    def by_initials(self, key: str) -> Listed | None:
        """Return the list whose items each give a name one of its characters: 帮联驻."""
        for number in self._with(key, len(key) + 3):
            for items in self._read(number):
                if abbreviates(key, [item.words for item in items]):
                    return self._listed(number, items, "initials")
        return None

    def by_stems(self, mentions: Sequence[Name], slogan: Slogan) -> Listed | None:
        """Return the list that keeps number and stems of a slogan; speech that names the slogan is none."""
        shortest, spans = len(mentions[0].key) + 3, sorted((name.start, name.stop) for name in mentions)
        for number in self._with((stem[0] for _, stem in slogan.parts), shortest):
            if _holds(self._quotes[number], spans):
                continue
            for items in self._read(number):
                if fits(slogan, [item.words for item in items]):
                    return self._listed(number, items, "same-stems")
        return None

    def by_number(self, mentions: Sequence[Name], slogan: Slogan) -> Listed | None:
        """Return the list near a mention that has the announced number of items, if that alone proves it: large, without stems."""
        announced = {count for count in counts(slogan) if count >= _MANY}
        for number in self._near(mentions) if announced and is_free(slogan) else ():
            for items in self._read(number):
                if len(items) in announced and not self._is_torn(items):
                    return Listed(items, "near-quotation")
        return None

    def _with(self, characters: Iterable[str], shortest: int) -> list[int]:
        holding = [self._holding.get(character, set()) for character in characters]
        common = set.intersection(*holding) if holding else set()
        return sorted(number for number in common if len(self._quotes[number].inner) >= shortest)

    def _near(self, mentions: Sequence[Name]) -> Iterator[int]:
        """The lists within two sentences of a mention, in the same line."""
        for name in mentions[:_TRIED]:
            first, last = (bisect_left(self._quotes, (at,)) for at in (name.start - 2 * FAR, name.stop + 2 * FAR))
            for number in range(first, last):
                quote = self._quotes[number]
                between = self._text[min(quote.stop, name.stop) : max(quote.start, name.start)]
                if (
                    "\n" not in between
                    and sentences_between(between) <= 2
                    and not _holds(quote, [(name.start, name.stop)])
                ):
                    yield number

    def _read(self, number: int) -> list[list[Item]]:
        if number not in self._readings:
            quote = self._quotes[number]
            self._readings[number] = readings(self._text, quote.start + 1, quote.stop - 1)
        return self._readings[number]

    def _listed(self, number: int, items: Sequence[Item], rule: str) -> Listed:
        quote = self._quotes[number]
        return Listed(items, rule, (quote.start, quote.stop))

    def _is_torn(self, items: Sequence[Item]) -> bool:
        """Whether a list is divided at 、 though commas, which part more, stand within its items."""
        return self._text[items[0].stop] == "、" and any("，" in item.words for item in items)


def _holds(quote: Quoted, mentions: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the mentions, in order, stands within a quotation: speech that tells of it, no list."""
    first, last = (bisect_left(mentions, (at,)) for at in (quote.start + 1, quote.stop))
    return any(stop < quote.stop for _, stop in mentions[first:last])
