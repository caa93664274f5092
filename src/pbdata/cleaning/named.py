"""Which rules hold for which lines of a page: by line, in the order in which they were found, and by rule."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence


class Named(list[list[str]]):
    """The names of the rules that hold for each line. They are added by :meth:`put`, which keeps the lines of each name, too:
    most names hold for few lines, and who looks for them need not walk down the page. Several ask for the same names, so that
    answers are kept until one of their names changes."""

    def __init__(self, named: Iterable[list[str]]) -> None:
        super().__init__(named)
        self._lines = defaultdict[str, set[int]](set)
        self._answers: dict[frozenset[str], frozenset[int]] = {}
        self._asked: set[str] = set()
        for i, names in enumerate(self):
            for name in names:
                self._lines[name].add(i)

    def at(self, name: str) -> set[int] | frozenset[int]:
        """The numbers of the lines for which a rule holds."""
        return self._lines.get(name, frozenset())

    def lines(self, names: frozenset[str]) -> frozenset[int]:
        """The numbers of the lines for which one of some rules holds."""
        found = self._answers.get(names)
        if found is None:
            found = frozenset().union(*[self._lines[name] for name in self._lines.keys() & names])
            self._answers[names] = found
            self._asked |= names
        return found

    def put(self, name: str, lines: Collection[int]) -> None:
        """Let a rule hold for lines, for each as often as it is given."""
        if lines:
            self._changes(name)
            self._lines[name].update(lines)
            for names in map(self.__getitem__, lines):
                names.append(name)

    def put_each(self, named: Iterable[Sequence[str]]) -> None:
        """Let further rules hold for each line; for many they are the same."""
        alike = defaultdict[tuple[str, ...], list[int]](list)
        for i, names in enumerate(named):
            self[i] += names
            alike[tuple(names)].append(i)
        for names, lines in alike.items():
            for name in names:
                self._changes(name)
                self._lines[name].update(lines)

    def drop(self, name: str, lines: Collection[int]) -> None:
        """Let a rule that holds for lines hold for them no more."""
        self._changes(name)
        self._lines[name] -= set(lines)
        for i in lines:
            self[i].remove(name)

    def _changes(self, name: str) -> None:
        """Forget the answers of which a name was part."""
        if name in self._asked:
            self._answers = {names: lines for names, lines in self._answers.items() if name not in names}
