"""Which rules hold for which lines of a page: by line, in the order in which they were found, and by rule."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet


class Named(list[list[str]]):
    """The names of the rules that hold for each line. They are added by :meth:`put`, which keeps the lines of each name, too:
    most names hold for few lines, and who looks for them need not walk down the page."""

    def __init__(self, named: Iterable[list[str]]) -> None:
        super().__init__(named)
        self._lines = defaultdict[str, set[int]](set)
        for i, names in enumerate(self):
            for name in names:
                self._lines[name].add(i)

    def at(self, name: str) -> set[int] | frozenset[int]:
        """The numbers of the lines for which a rule holds."""
        return self._lines.get(name, frozenset())

    def lines(self, names: AbstractSet[str]) -> set[int]:
        """Return the numbers of the lines for which one of some rules holds."""
        return set().union(*[self._lines[name] for name in self._lines.keys() & names])

    def put(self, name: str, lines: Collection[int]) -> None:
        """Let a rule hold for lines, for each as often as it is given."""
        if lines:
            self._lines[name].update(lines)
            for i in lines:
                self[i].append(name)

    def put_each(self, named: Iterable[Iterable[str]]) -> None:
        """Let further rules hold for each line."""
        for i, names in enumerate(named):
            for name in names:
                self.put(name, (i,))

    def drop(self, name: str, lines: Collection[int]) -> None:
        """Let a rule that holds for lines hold for them no more."""
        self._lines[name] -= set(lines)
        for i in lines:
            self[i].remove(name)
