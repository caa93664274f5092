"""From pairs of articles to stories: what hangs together, and through which article each hangs on the first."""

from collections.abc import Iterable

Links = dict[int, set[int]]


def linked(pairs: Iterable[tuple[int, int]]) -> Links:
    """Return the numbers to which each number is linked, both ways."""
    links: Links = {}
    for one, other in pairs:
        links.setdefault(one, set()).add(other)
        links.setdefault(other, set()).add(one)
    return links


def stories(links: Links) -> dict[int, dict[int, int]]:
    """Return the others of each story by its first, each with the one through which it hangs on the first.

    The first is the one of the lowest number. Each hangs on the first in as few steps as can be, and through the lowest
    of those who make it so.
    """
    found: dict[int, dict[int, int]] = {}
    seen: set[int] = set()
    for first in sorted(links):
        if first in seen:
            continue
        seen.add(first)
        through: dict[int, int] = {}
        level = [first]
        while level:
            beyond = {other: one for one in sorted(level, reverse=True) for other in links[one] if other not in seen}
            through.update(beyond)
            seen.update(beyond)
            level = list(beyond)
        found[first] = through
    return found
