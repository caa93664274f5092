"""What was named before a township or village: directly, in the same paragraph, and before."""

from collections.abc import Iterator

from pbdata.facts.places.gazetteer import TAIWAN, Division
from pbdata.facts.places.resolution import Chain
from pbdata.facts.places.spots import Found, Spot, chain_of

# The office of a township, behind its name and before that of a community in it.
_OFFICES = ("办事处", "办")


class Around:
    """The places that a reader of one field has passed; ``edge`` is where the last one ends, with its office."""

    def __init__(self) -> None:
        self.last: Found | None = None
        self.edge = 0
        self.town: Spot | None = None
        self.same_paragraph = False
        self.only_town = True
        self._upper: Spot | None = None
        self._at = 0

    def move(self, words: str, position: int) -> None:
        """Forget what the end of a paragraph ends."""
        if words.find("\n", self._at, position) >= 0:
            self.last = self._upper = None
            self.same_paragraph = False
        self._at = max(self._at, position)
        self.edge = self.last.stop if self.last else 0
        if self.last and self.last.level == "township" and words[self.edge - 1] in "道街":
            self.edge += next((len(office) for office in _OFFICES if words.startswith(office, self.edge)), 0)

    def touches(self, position: int) -> bool:
        """Whether the last place ends at a position."""
        return self.last is not None and self.edge == position

    def level_before(self, position: int) -> str:
        """The level of the place that ends at a position, or ``nothing``; what lies in a city or county of Taiwan is a township."""
        if self.last is None or self.edge != position:
            return "nothing"
        names = self.last.spot.names
        return "township" if self.last.level == "county" and names[:1] == (TAIWAN,) else self.last.level

    def pass_by(self, one: Found) -> None:
        """Note a place."""
        self.last, self.edge = one, one.stop
        if not one.spot.certain:
            return
        if one.level == "township":
            self.only_town = self.only_town and self.town in (None, one.spot)
            self.town = one.spot
            self.same_paragraph = True
        elif one.level not in ("village", "country"):
            self._upper = one.spot
            self.same_paragraph = False

    def county(self) -> Chain:
        """The chain of the division named last in the paragraph, if that is a county."""
        if self._upper is None or self._upper.rows[-1].level != "county":
            return ()
        return chain_of(self._upper.rows)

    def settings(self) -> Iterator[tuple[Division, str]]:
        """Yield the division named last in the paragraph, and the county of the last township."""
        if self._upper is not None:
            yield chain_of(self._upper.rows)[-1], "name-before"
        if self.town is not None:
            yield chain_of(self.town.rows)[-1], "paragraph"
