"""``pbdata correct``: write what a curator decided about a capture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, DryRun, Root
from pbdata.cli.terminal import print_json, recover, say, tell_interrupted
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.corrections.comparing import Change
    from pbdata.corrections.deciding import Outcome
    from pbdata.corrections.opening import OpenCapture
    from pbdata.model.correction import Correction, Told

_KINDS = "--page, --label, --part, --paragraph, --text, --as-printed, --field, --maker or --fact"
_SHOWN, _BEFORE = 60, 10
"""So many characters of a cell are shown, and so many before the first that differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What was asked for on the command line."""

    page: str | None
    line: str | None
    label: str | None
    span: str | None
    at: int | None
    part: str | None
    paragraph: str | None
    text: str | None
    as_printed: bool
    field: str | None
    value: str | None
    empty: bool
    maker: str | None
    role: str | None
    fact: str | None
    row: str | None
    words: str | None
    cells: Sequence[str]
    accept: bool
    reject: bool
    add: bool


@app.command(epilog='Example: pbdata correct c0123 --line 12 --label nav --reason "a link to the next page"')
def correct(
    capture: Annotated[
        str | None,
        typer.Argument(metavar="CAPTURE", help="A capture: its id, the beginning of it, or its path in data/raw/."),
    ] = None,
    page: Annotated[
        str | None,
        typer.Option("--page", help="processed where the page holds an article, rejected where it does not."),
    ] = None,
    line: Annotated[
        str | None, typer.Option("--line", help="The number of a line, or FIRST-LAST, as the table lines counts them.")
    ] = None,
    label: Annotated[str | None, typer.Option("--label", help="The label of these lines: nav, body, title ...")] = None,
    span: Annotated[
        str | None, typer.Option("--span", help="START:STOP in the page text, as `pbdata trace` shows them.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", help="What the span of a kept line is: byline, wire, heading ..., or text.")
    ] = None,
    at: Annotated[int | None, typer.Option("--at", min=0, help="A place in the page text.")] = None,
    paragraph: Annotated[
        str | None, typer.Option("--paragraph", help="begins or goes_on: what happens at --at, or at --line.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="What the span is in the text of the article.")] = None,
    as_printed: Annotated[bool, typer.Option("--as-printed", help="Leave the span as the page prints it.")] = False,
    field: Annotated[str | None, typer.Option("--field", help="A column of articles: title, published ...")] = None,
    value: Annotated[
        str | None, typer.Option("--value", help="The value of the field; with --span alone, the words there.")
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help="The field is to have no value.")] = False,
    maker: Annotated[str | None, typer.Option("--maker", help="A contributor, by name.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="The role of the contributor.")] = None,
    fact: Annotated[str | None, typer.Option("--fact", help="A table of facts: dates, figures ...")] = None,
    row: Annotated[str | None, typer.Option("--row", help="The id of the row, as `pbdata show` prints it.")] = None,
    words: Annotated[
        str | None, typer.Option("--words", help="FIELD:START:STOP, the words of a fact that is added: text:10:15.")
    ] = None,
    cells: Annotated[
        list[str] | None,
        typer.Option("--set", help="COLUMN=VALUE of the fact or contributor; nothing behind = for an empty cell."),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it stands.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="There is to be no such row.")] = False,
    add: Annotated[bool, typer.Option("--add", help="The row is missing.")] = False,
    remove: Annotated[
        list[int] | None, typer.Option("--remove", min=1, help="Take a correction out again, by its number.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, in a sentence.")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Who decides; initials do.")] = None,
    day: Annotated[str | None, typer.Option("--day", help="The day of the decision; today where not given.")] = None,
    export_cases: Annotated[
        Path | None,
        typer.Option(
            "--export-cases", help="Write all corrections of the dataset as test cases of pbdata to this file."
        ),
    ] = None,
    root: Root = Path(),
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Correct what the rules got wrong of a capture, so that it stays corrected; alone, list its corrections."""
    from pbdata.corrections.deciding import decide
    from pbdata.corrections.deciding import remove as take_out
    from pbdata.corrections.opening import open_capture
    from pbdata.model.correction import Told

    if export_cases is not None:
        from pbdata.corrections.cases import export

        say(f"{export(root, export_cases)} cases written to {export_cases}")
        return
    if capture is None:
        raise PbdataError("no capture is named. `pbdata list` shows them.")
    wish = _Wish(
        page=page, line=line, label=label, span=span, at=at, part=part, paragraph=paragraph, text=text,
        as_printed=as_printed, field=field, value=value, empty=empty, maker=maker, role=role, fact=fact, row=row,
        words=words, cells=cells or (), accept=accept, reject=reject, add=add,
    )  # fmt: skip
    (tell_interrupted if dry_run else recover)(root)
    opened = open_capture(root, capture)
    if remove:
        outcome = take_out(root, opened, {number - 1 for number in remove}, dry_run=dry_run)
    elif make := _maker_of(wish):
        if not reason:
            raise PbdataError('a correction tells why. Say it: --reason "a link to the next page".')
        told = Told(reason, who, day or datetime.now(UTC).astimezone().date().isoformat())
        outcome = decide(root, opened, lambda current: make(current, told), dry_run=dry_run)
    else:
        _list(opened, as_json)
        return
    _tell(outcome, dry_run, as_json)


_Make = Callable[["OpenCapture", "Told"], "Correction"]


def _maker_of(wish: _Wish) -> _Make | None:
    """What makes the decision that was asked for; ``None`` where none was. Raises ``PbdataError`` for two, and for half of one."""
    from pbdata.corrections import proposing

    makers: list[_Make] = []
    if wish.page is not None:
        status = _one_of("--page", wish.page, ("processed", "rejected"))
        makers.append(lambda one, told: proposing.decide_page(one, told, status))
    if wish.label is not None:
        first, last = _lines(_needed("--label", "--line", wish.line))
        label = wish.label
        makers.append(lambda one, told: proposing.label_lines(one, told, first, last, label))
    if wish.part is not None:
        span, part = _span(_needed("--part", "--span", wish.span)), None if wish.part == "text" else wish.part
        makers.append(lambda one, told: proposing.set_part(one, told, span, part))
    if wish.paragraph is not None:
        begins = _one_of("--paragraph", wish.paragraph, ("begins", "goes_on")) == "begins"
        makers.append(_paragraph(wish, begins))
    if wish.text is not None or wish.as_printed:
        place = _span(_needed("--text", "--span", wish.span))
        makers.append(lambda one, told: proposing.set_text(one, told, place, None if wish.as_printed else wish.text))
    if wish.field is not None:
        makers.append(_field(wish, wish.field))
    if wish.maker is not None:
        makers.append(_contributor(wish, wish.maker))
    if wish.fact is not None:
        makers.append(_fact(wish, wish.fact))
    if len(makers) > 1:
        raise PbdataError(f"these are {len(makers)} corrections at once. Give one of {_KINDS} at a time.")
    if not makers and any((wish.line, wish.span, wish.at, wish.cells, wish.accept, wish.reject, wish.add)):
        raise PbdataError(f"nothing says what is to be corrected. Give one of {_KINDS}.")
    return makers[0] if makers else None


def _paragraph(wish: _Wish, begins: bool) -> _Make:
    from pbdata.corrections import proposing

    if (wish.at is None) == (wish.line is None):
        raise PbdataError("--paragraph needs a place: --at with an offset of the page, or --line.")
    number = _lines(wish.line)[0] if wish.line is not None else None

    def make(one: "OpenCapture", told: "Told") -> "Correction":
        at = wish.at if number is None else proposing.start_of_line(one, number)
        return proposing.set_paragraph(one, told, at or 0, begins)

    return make


def _field(wish: _Wish, field: str) -> _Make:
    from pbdata.corrections import proposing

    if wish.value is None and wish.span is None and not wish.empty:
        raise PbdataError("--field needs --value, --span with the words on the page, or --empty.")
    span = _span(wish.span) if wish.span else None
    return lambda one, told: proposing.set_field(one, told, field, wish.value, span)


def _contributor(wish: _Wish, name: str) -> _Make:
    from pbdata.corrections import proposing

    span, cells = _span(wish.span) if wish.span else None, _cells(wish.cells)
    decision = _decision(wish)
    return lambda one, told: proposing.decide_maker(one, told, decision, name, wish.role, cells, span)


def _fact(wish: _Wish, table: str) -> _Make:
    from pbdata.corrections import proposing

    decision, cells = _decision(wish), _cells(wish.cells)
    if decision == "add":
        place = _words(wish.words) if wish.words else None
        return lambda one, told: proposing.add_fact(one, told, table, place, cells)
    row = _needed("--fact", "--row", wish.row)
    return lambda one, told: proposing.decide_fact(one, told, decision, table, row, cells)


def _decision(wish: _Wish) -> str:
    asked = [name for name in ("accept", "reject", "add") if getattr(wish, name)]
    if len(asked) > 1 or not asked and not wish.cells:
        raise PbdataError("say what is to become of the row: --accept, --reject, --add, or --set COLUMN=VALUE.")
    return asked[0] if asked else "change"


def _needed(option: str, other: str, value: str | None) -> str:
    if value is None:
        raise PbdataError(f"{option} needs {other}.")
    return value


def _one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise PbdataError(f"{option} cannot be `{value}`. Write {' or '.join(known)}.")
    return value


def _lines(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise PbdataError(f"--line cannot be `{text}`. Write a number, or FIRST-LAST.")
    return int(first), int(last or first)


def _span(text: str) -> tuple[int, int]:
    start, _, stop = text.partition(":")
    if not (start.isdecimal() and stop.isdecimal() and int(start) < int(stop)):
        raise PbdataError(f"a span cannot be `{text}`. Write START:STOP, as `pbdata trace` shows them.")
    return int(start), int(stop)


def _words(text: str) -> tuple[str, int, int]:
    field, _, span = text.partition(":")
    return _one_of("the field of --words", field, ("title", "subtitle", "text")), *_span(span)


def _cells(given: Sequence[str]) -> dict[str, str | None]:
    wrong = next((one for one in given if "=" not in one), None)
    if wrong is not None:
        raise PbdataError(f"--set cannot be `{wrong}`. Write COLUMN=VALUE.")
    return {name.strip(): value.strip() or None for name, _, value in (one.partition("=") for one in given)}


def _list(opened: "OpenCapture", as_json: bool) -> None:
    """Print the corrections of a capture, with what became of each."""
    from pbdata.corrections.writing import as_row

    processed = opened.processed(opened.corrections)
    unfit = {one.number: one.said for one in processed.unfit}
    needed = {row.number for row in processed.corrected if not row.learnt}
    for number, one in enumerate(opened.corrections):
        section, row = as_row(one)
        state = "unfit" if number in unfit else "applied" if number in needed else "learnt"
        if as_json:
            print_json({"number": number + 1, "section": section, "state": state, "why": unfit.get(number), **row})
        else:
            said = f": {unfit[number]}" if number in unfit else ""
            say(f"{number + 1}  {_shown(section, row)}\n   {state}{said}; {one.told.place}")
    if not opened.corrections and not as_json:
        say(
            f"{opened.capture_id} ({opened.captured.sighting.path}) has no corrections. `pbdata correct --help` says how."
        )


def _shown(section: str, row: dict[str, Any]) -> str:
    told = ", ".join(f"{key} {value}" for key, value in row.items() if key not in ("reason", "who", "day"))
    return f"{section}: {told}. {row['reason']}"


def _tell(outcome: "Outcome", dry_run: bool, as_json: bool) -> None:
    """Print the rows that differ, before and after."""
    from pbdata.corrections.comparing import changes, rows_of

    before, after = (rows_of(outcome.capture, one) for one in (outcome.before, outcome.after))
    found = changes(before, after)
    if as_json:
        rows = [one._asdict() for one in found if not one.only_moved]
        print_json({"capture_id": outcome.capture.capture_id, "written": not dry_run, "changes": rows})
        return
    for line in _change_lines(found):
        say(line)
    for number, why in outcome.after.unfit:
        say(f"correction {number + 1} does not fit any more: {why}. See `pbdata correct {outcome.capture.capture_id}`.")
    path = f"data/corrections/{outcome.capture.capture_id}.yaml"
    say(f"would write {path}" if dry_run else f"written to {path}. Next: pbdata build")


def _change_lines(found: "Sequence[Change]") -> Iterator[str]:
    moved = sum(one.only_moved for one in found)
    for one in found:
        if one.only_moved:
            continue
        key = " ".join(str(part) for part in one.key if part is not None)
        mark = "+" if one.before is None else "-" if one.after is None else "~"
        yield f"{mark} {one.table}  {key}"
        for name, (old, new) in one.columns().items():
            if mark == "~":
                yield f"    {name}: {' -> '.join(_differing(old, new))}"
    if moved:
        yield f"  and {moved} rows whose words only moved"
    if not found:
        yield "no row differs"


def _differing(old: object, new: object) -> list[str]:
    """Two cells from where they part, as far as they can be shown."""
    texts = ["empty" if value is None else str(value).replace("\n", " / ") for value in (old, new)]
    if max(map(len, texts)) <= _SHOWN:
        return texts
    at = max(0, len(commonprefix(texts)) - _BEFORE)
    return [
        f"{'...' if at else ''}{text[at : at + _SHOWN]}{'...' if len(text) > at + _SHOWN else ''}" for text in texts
    ]
