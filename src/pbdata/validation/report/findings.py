"""What a validation found, for programs and for people."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbdata.showing import cut, shown, shown_line
from pbdata.validation.report.places import Places, read_text

if TYPE_CHECKING:
    from pbdata.validation.batches import Batch

FORMAT = "2"
"""The version of what ``Report.as_dict`` gives; ``docs/validation.schema.json`` describes it."""

VALID, NOT_VALID, AS_FAR_AS_CHECKED = "valid", "not valid", "valid as far as checked"
"""The verdicts: nothing is wrong; a rule is broken; nothing wrong was found, but something could not be looked at."""

_OF_DESCRIPTOR = frozenset({
    "descriptor", "descriptors-differ", "metadata", "license", "property", "resources", "schema", "dialect", "path",
    "bytes", "hash",
})  # fmt: skip
_SHOWN = 5
_KEPT = 1000
_KEPT_IN_ALL = 20_000
_LONGEST = 60
_LONGEST_NAME = 120
_LONGEST_MESSAGE = 600
_LAST_SENTENCE = re.compile(r"(?<=[.:;]) (?=[A-Z][^.]*(?:\.[^. ][^.]*)*\.$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``row`` counts the rows of data from 1; ``count`` is more than 1 where the rest of many is summed up.

    ``message`` says in full sentences what is wrong and, in the last of them, what to do. ``cell`` is what stands in the cell,
    shortened. ``file`` is relative to the package; ``line`` counts from 1. ``None`` stands for what does not apply.
    """

    resource: str | None
    row: int | None
    field: str | None
    rule: str
    message: str
    file: str | None = None
    line: int | None = None
    count: int = 1
    cell: str | None = None

    @property
    def fix(self) -> str | None:
        """What to do: the last sentence of the message, where it has several."""
        parts = _LAST_SENTENCE.split(self.message)
        return parts[-1] if len(parts) > 1 else None

    def as_dict(self) -> dict[str, Any]:
        """The fault as plain values for JSON."""
        return asdict(self) | {"fix": self.fix}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a validation found.

    ``not_checked`` says in sentences what could not be looked at, and why; ``not_checkable`` what there is nothing to hold
    against: files that are no tables, and promises about rows that an edition withholds.
    """

    errors: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    not_checked: Sequence[str] = ()
    not_checkable: Sequence[str] = ()

    @property
    def verdict(self) -> str:
        """``VALID``, ``NOT_VALID`` or ``AS_FAR_AS_CHECKED``."""
        if self.errors:
            return NOT_VALID
        return AS_FAR_AS_CHECKED if self.not_checked else VALID

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong and everything was looked at."""
        return self.verdict == VALID

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values for JSON."""
        return {
            "format": FORMAT,
            "verdict": self.verdict,
            "valid": self.valid,
            "n_errors": _total(self.errors),
            "n_warnings": _total(self.warnings),
            "counts": list(_counts(self.errors, "error")) + list(_counts(self.warnings, "warning")),
            "errors": [problem.as_dict() for problem in self.errors],
            "warnings": [problem.as_dict() for problem in self.warnings],
            "not_checked": list(self.not_checked),
            "not_checkable": list(self.not_checkable),
        }

    def lines(self) -> Iterator[str]:
        """The report for printing: faults of one kind together, counted, the first few in full; a verdict at the end."""
        yield from map(shown_line, _grouped(self.errors, ""))
        yield from map(shown_line, _grouped(self.warnings, "warning: "))
        yield from (shown_line(f"not checked: {sentence}") for sentence in self.not_checked)
        yield from (shown_line(f"not checkable: {sentence}") for sentence in self.not_checkable)
        n_errors, n_warnings = _total(self.errors), _total(self.warnings)
        yield f"{self.verdict}: {_number(n_errors, 'error')}, {_number(n_warnings, 'warning')}"


class Findings:
    """Collects what the stages of a validation find. Of one kind of fault the first thousand are kept, the rest counted.

    ``ours``: the package says that it is a pbdata package, which must keep to what the standard only advises. ``first``:
    version 1 of the standard holds for it.
    """

    def __init__(self) -> None:
        self.ours = self.first = False
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []
        self._not_checked: dict[str, None] = {}
        self._not_checkable: dict[str, None] = {}
        self._counts: Counter[tuple[str | None, str | None, str]] = Counter()
        self._mild: set[tuple[str | None, str | None, str]] = set()

    def error(
        self, resource: str | None, rule: str, message: str, *, row: int | None = None, field: str | None = None
    ) -> None:
        """Note a fault that makes the package invalid. ``row`` counts the rows of data from 1."""
        if self.room(resource, field, rule):
            self._keep(Problem(resource, row, field, rule, message))
        self._counts[resource, field, rule] += 1

    def warn(self, resource: str | None, rule: str, message: str, *, field: str | None = None) -> None:
        """Note something that a reader should know, but that leaves the package valid."""
        if self.room(resource, field, rule):
            self._keep(Problem(resource, None, field, rule, message), warning=True)
        self.more(resource, field, rule, 1, warning=True)

    def advise(self, resource: str | None, rule: str, message: str, *, field: str | None = None) -> None:
        """Note a departure from what the standard advises: an error in a package of our own, a warning in others."""
        (self.error if self.ours else self.warn)(resource, rule, message, field=field)

    def skip(self, sentence: str) -> None:
        """Note what is not checked, and why. The same sentence counts once."""
        self._not_checked[sentence] = None

    def cannot(self, sentence: str) -> None:
        """Note what there is nothing to check by, and why: it is no gap in the verdict. The same sentence counts once."""
        self._not_checkable[sentence] = None

    def room(self, resource: str | None, field: str | None, rule: str) -> int:
        """How many more faults of one kind are kept."""
        kept = len(self._errors) + len(self._warnings)
        return max(0, min(_KEPT - self._counts[resource, field, rule], _KEPT_IN_ALL - kept))

    def cell(
        self,
        resource: str,
        rule: str,
        sentence: Callable[[str], str] | str,
        batch: "Batch",
        place: int,
        field: str,
        cell: str | None,
        *,
        warning: bool = False,
    ) -> None:
        """Keep a fault of the cell at a place of a batch, if there is ``room``; ``more`` counts it with the others of its kind."""
        seen = cell if cell is None or len(cell) <= _LONGEST else f"{cell[:_LONGEST]}..."
        line = None if batch.lines is None else int(batch.lines[place])
        message = sentence if isinstance(sentence, str) else sentence(repr(seen))
        self._keep(Problem(resource, int(batch.rows[place]), field, rule, message, batch.file, line, 1, seen), warning)

    def line(
        self,
        resource: str | None,
        rule: str,
        message: str,
        *,
        file: str | None,
        line: int | None,
        row: int | None = None,
        warning: bool = False,
    ) -> None:
        """Note a fault of a line of a file."""
        if self.room(resource, None, rule):
            self._keep(Problem(resource, row, None, rule, message, file, line), warning)
        self.more(resource, None, rule, 1, warning=warning)

    def _keep(self, problem: Problem, warning: bool = False) -> None:
        """Keep a fault, with a message that is no longer than a reader wants it."""
        message = shown(cut(problem.message, _LONGEST_MESSAGE))
        (self._warnings if warning else self._errors).append(replace(problem, message=message))

    def more(self, resource: str | None, field: str | None, rule: str, n: int, *, warning: bool = False) -> None:
        """Count faults of one kind, those that were kept included."""
        if n:
            self._counts[resource, field, rule] += n
        if n and warning:
            self._mild.add((resource, field, rule))

    def report(
        self,
        files: Mapping[str, str],
        find_lines: Callable[[str, set[int]], Mapping[int, int]],
        descriptor: Path | None = None,
    ) -> Report:
        """Return the report.

        ``files`` names each resource's file; ``find_lines`` gives the lines of some of its rows. What is wrong with the
        ``descriptor`` stands in it.
        """
        rows: dict[str, set[int]] = defaultdict(set)
        for problem in self._errors:
            if problem.resource and problem.row and problem.file is None:
                rows[problem.resource].add(problem.row)
        places = _places(descriptor, (*self._errors, *self._warnings))
        lines = {resource: find_lines(resource, numbers) for resource, numbers in rows.items()}

        def placed(problem: Problem) -> Problem:
            if problem.file is not None:
                return problem
            if descriptor and _is_of_descriptor(problem):
                found = places.line(problem.resource, problem.field, problem.message) if places else None
                return replace(problem, file=descriptor.name, line=found)
            line = problem.line or lines.get(problem.resource or "", {}).get(problem.row or 0)
            return replace(problem, file=files.get(problem.resource or ""), line=line)

        def more(mild: bool) -> Iterator[Problem]:
            kept = Counter((one.resource, one.field, one.rule) for one in (*self._errors, *self._warnings))
            unlisted = [(kind, n - kept[kind]) for kind, n in self._counts.items() if (kind in self._mild) == mild]
            unlisted = [(kind, n) for kind, n in unlisted if n > 0]
            for (resource, field, rule), n in unlisted[:_KEPT]:
                yield Problem(resource, None, field, rule, f"{n} more of this kind are not listed.", count=n)
            if n := sum(n for _, n in unlisted[_KEPT:]):
                yield Problem(None, None, None, "limit", f"{n} more of other kinds are not listed.", count=n)

        errors = tuple(_named(placed(problem)) for problem in (*self._errors, *more(False)))
        warnings = tuple(_named(placed(problem)) for problem in (*self._warnings, *more(True)))
        return Report(
            errors, warnings, tuple(_sentences(list(self._not_checked))), tuple(_sentences(list(self._not_checkable)))
        )


def _is_of_descriptor(problem: Problem) -> bool:
    return problem.rule in _OF_DESCRIPTOR and problem.row is None


def _places(descriptor: Path | None, problems: Iterable[Problem]) -> "Places | None":
    """The lines of the descriptor, where some are asked for."""
    if descriptor is None or not any(map(_is_of_descriptor, problems)):
        return None
    return Places(read_text(descriptor))


def _named(problem: Problem) -> Problem:
    """A fault whose names are no longer than a reader wants them."""
    names = (problem.resource, problem.field, problem.file)
    if all(name is None or len(name) <= _LONGEST_NAME for name in names):
        return problem
    resource, field, file = (name and cut(name, _LONGEST_NAME) for name in names)
    return replace(problem, resource=resource, field=field, file=file)


def _sentences(every: Sequence[str]) -> Iterator[str]:
    """What was not checked, each sentence cut, and of very many the first."""
    yield from (shown(cut(one, _LONGEST_MESSAGE)) for one in every[:_KEPT])
    if len(every) > _KEPT:
        yield f"{len(every) - _KEPT} more things are not listed"


def _grouped(problems: Iterable[Problem], prefix: str) -> Iterator[str]:
    groups = defaultdict(list)
    for problem in problems:
        groups[problem.resource, problem.field, problem.rule].append(problem)
    for (resource, field, rule), group in groups.items():
        if len(group) > 1:
            what = " ".join(part for part in (resource or "package", field) if part)
            yield f"{prefix}{what}: {rule}: {_total(group)} times"
        yield from (f"{prefix}{_sentence(problem)}" for problem in group[:_SHOWN])
        if len(group) > _SHOWN:
            yield f"{prefix}... and {_total(group[_SHOWN:])} more of this kind"


def _sentence(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.file or problem.resource, problem.line) if part)
    within = problem.resource if problem.rule in _OF_DESCRIPTOR and problem.file else None
    where = ", ".join(
        part for part in (within, f"row {problem.row}" if problem.row else "", problem.field or "") if part
    )
    return ": ".join(part for part in (place, where, problem.message) if part)


def _counts(problems: Iterable[Problem], severity: str) -> Iterator[dict[str, Any]]:
    """How many faults of each kind there are."""
    counts: Counter[tuple[str | None, str | None, str]] = Counter()
    for problem in problems:
        counts[problem.resource, problem.field, problem.rule] += problem.count
    for (resource, field, rule), n in counts.items():
        yield {"severity": severity, "resource": resource, "field": field, "rule": rule, "count": n}


def _total(problems: Iterable[Problem]) -> int:
    return sum(problem.count for problem in problems)


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
