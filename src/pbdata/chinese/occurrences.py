"""Where words stand in a text in which many are looked for: it is read once for all that begin alike, not once for each."""

from collections.abc import Sequence

from pbdata.chinese.scanning import find_all

# So many words that begin alike are looked for one by one before the text is read for all of them.
_FEW = 4
# So many words, and so many characters, are looked for one by one before the text is read for all characters in it.
_MANY = 200


class Occurrences:
    """The places of words in one text, apart from each other, as ``str.count`` counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, Sequence[int]] = {}
        self._asked: dict[tuple[str, int], int] = {}
        self._places: dict[str, list[int]] = {}
        self._all_places: dict[str, list[int]] = {}
        self._starts: dict[tuple[str, int], dict[str, list[int]]] = {}

    def of(self, word: str) -> Sequence[int]:
        """Return where a word begins, in order."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._of(word)
        return found

    def count(self, word: str) -> int:
        """Return how often a word stands in the text."""
        return len(self.of(word))

    def _of(self, word: str) -> Sequence[int]:
        alike = word[0], len(word)
        asked = self._asked[alike] = self._asked.get(alike, 0) + 1
        if asked <= _FEW:
            return self._apart(word)
        if alike not in self._starts:
            self._starts[alike] = self._words(*alike)
        return self._starts[alike].get(word, ())

    def _apart(self, word: str) -> list[int]:
        """The places of one word."""
        if len(self._found) < _MANY:
            return list(find_all(self._text, word))
        starts: list[int] = []
        for at in self.places(word[0]):
            if self._text.startswith(word, at) and not (starts and at < starts[-1] + len(word)):
                starts.append(at)
        return starts

    def _words(self, first: str, length: int) -> dict[str, list[int]]:
        """All stretches of a length that begin with a character, each with its places."""
        found: dict[str, list[int]] = {}
        for start in self.places(first):
            starts = found.setdefault(self._text[start : start + length], [])
            if not starts or starts[-1] + length <= start:
                starts.append(start)
        return found

    def places(self, character: str) -> Sequence[int]:
        """Return where a character stands, in order."""
        places = self._places.get(character)
        if places is not None:
            return places
        if len(self._places) < _MANY:
            places = self._places[character] = list(find_all(self._text, character))
            return places
        if not self._all_places:
            for at, one in enumerate(self._text):
                self._all_places.setdefault(one, []).append(at)
        return self._all_places.get(character, ())
