"""The makers of an article as a curator decided, with the words that name them."""

import sys
from collections.abc import Mapping, Sequence

from pbdata.corpus.correcting.ledger import CURATED, ROW, Ledger, as_object
from pbdata.corpus.correcting.places import misplaced
from pbdata.model.article import Contributor
from pbdata.model.correction import ACCEPT, ADD, CHANGE, REJECT, Cell, MakerCorrection, Range
from pbdata.model.page import Span

_NAME, _ROLE = "contributors.name", "contributors.role"


def remade(
    page_text: str, makers: Sequence[Contributor], spans: Sequence[Span], ledger: Ledger
) -> tuple[tuple[Contributor, ...], list[Span]]:
    """Return the makers that were decided, numbered anew, and the spans of the page with those of their names and roles."""
    decisions = ledger.of(MakerCorrection)
    if not decisions:
        return tuple(makers), list(spans)
    names = [span for span in spans if span.field == _NAME]
    named: list[tuple[Contributor, Span | None]] = [
        (maker, names[at] if at < len(names) else None) for at, maker in enumerate(makers)
    ]
    for number, one in decisions:
        _decide(number, one, page_text, named, ledger)
    roles = {_squeezed(maker.role_printed) for maker, _ in named if maker.role_printed}
    kept = [
        span
        for span in spans
        if span.field != _NAME and (span.field != _ROLE or _squeezed(page_text[span.start : span.stop]) in roles)
    ]
    numbered = tuple(maker._replace(seq=seq) for seq, (maker, _) in enumerate(named, 1))
    return numbered, [*kept, *dict.fromkeys(span for _, span in named if span)]


def _decide(
    number: int, one: MakerCorrection, page_text: str, named: list[tuple[Contributor, Span | None]], ledger: Ledger
) -> None:
    """Carry out one decision on the makers and their spans, or take down why not."""
    wanted = {"name": one.name, "role": one.role} | dict(one.change)
    at, there = (_find(named, said["name"], said["role"]) for said in ({"name": one.name, "role": one.role}, wanted))
    stands = _squeezed(one.name) in _squeezed(page_text)
    learnt = {
        ADD: at is not None,
        REJECT: at is None and stands,
        CHANGE: at is None and there is not None,
    }.get(one.decision, False)
    if at is None and one.decision != ADD and not learnt:
        ledger.refuse(number, f"the maker {_called(one.name, one.role)} was expected, and there is {_all(named)}")
        return
    if unfit := misplaced(page_text, one.span, one.words):
        ledger.refuse(number, unfit)
        return
    said = as_object({"name": one.name, "role": one.role})
    if one.decision == CHANGE:
        for column, value in one.change:
            before = {"name": one.name, "role": one.role}.get(column)
            ledger.note(number, "contributors", column, CHANGE, before, value, learnt=learnt, **_place(one.span))
    else:
        before, after = (said, None) if one.decision == REJECT else (None, said)
        ledger.note(number, "contributors", ROW, one.decision, before, after, learnt=learnt, **_place(one.span))
    if learnt or one.decision == ACCEPT:
        return
    span = Span(*one.span, None, _NAME, CURATED) if one.span else None
    if one.decision == ADD:
        named.append((_maker(wanted), span))
        named.sort(key=lambda pair: pair[1].start if pair[1] else sys.maxsize)
    elif at is not None and one.decision == REJECT:
        del named[at]
    elif at is not None:
        kept = named[at][1] if wanted["name"] == one.name else None
        same_role = wanted["role"] == one.role
        printed = named[at][0].role_printed if same_role else None
        named[at] = (_maker(wanted, printed), span or kept)


def _maker(said: Mapping[str, Cell], role_printed: str | None = None) -> Contributor:
    role = str(said["role"]) if said["role"] else None
    return Contributor(0, str(said["name"]), role, role_printed or role)


def _find(named: Sequence[tuple[Contributor, Span | None]], name: object, role: object) -> int | None:
    return next((at for at, (maker, _) in enumerate(named) if (maker.name, maker.role) == (name, role)), None)


def _place(span: Range | None) -> dict[str, int]:
    return {"start": span[0], "stop": span[1]} if span else {}


def _squeezed(words: str | None) -> str:
    return "".join((words or "").split())


def _called(name: str, role: str | None) -> str:
    return f"{name} ({role})" if role else name


def _all(named: Sequence[tuple[Contributor, Span | None]]) -> str:
    return ", ".join(_called(maker.name, maker.role) for maker, _ in named) or "none"
