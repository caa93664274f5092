"""How an article that reprints another differs from it."""

from pbdata.corpus.reprints.overlap import Overlap
from pbdata.normalization.folding import fold

# The same text but for trifles, and texts of the same length: from nine tenths.
_SAME = 0.9


def relation(
    shared: Overlap, same_letters: bool, titles: tuple[str | None, str | None], scripts: tuple[str, str]
) -> str:
    """Return the relation of an article to the one that it reprints, as schemas/reprints.yaml defines it.

    ``shared`` is the overlap of the first with the second; titles and scripts are given in the same order. A title that is
    not printed differs from none.
    """
    if min(shared) >= _SAME:
        if set(scripts) == {"hans", "hant"}:
            return "mirror"
        if _differ(*titles):
            return "other_headline"
        if same_letters:
            return "identical"
    if shared.coverage < _SAME * shared.containment:
        return "excerpt"
    if shared.containment < _SAME * shared.coverage:
        return "extended"
    return "edited"


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two headlines differ by more than what one of them has before or behind."""
    if one is None or other is None:
        return False
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return shorter not in longer
