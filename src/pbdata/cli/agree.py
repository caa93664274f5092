"""``pbdata agree``: how far people who coded the same pages agree."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbdata.cli.app import app
from pbdata.cli.options import AsJson, Root
from pbdata.cli.terminal import aligned, print_json, remark, say
from pbdata.errors import PbdataError

if TYPE_CHECKING:
    from pbdata.agreement.coefficients import Estimate
    from pbdata.agreement.comparing import Agreement
    from pbdata.agreement.units import Judged


@app.command(epilog="Example: pbdata agree li wang --disagreements")
def agree(
    coders: Annotated[
        list[str],
        typer.Argument(
            metavar="CODER",
            help="Two coders or more: their names below data/corrections/coders/, their folders, or files of single pages; "
            "or one folder of readings, data/annotation/facts.",
        ),
    ],
    root: Root = Path(),
    differing: Annotated[
        bool,
        typer.Option("--disagreements", help="List what the coders would have to settle, in the order of the pages."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compute how far coders agree: for each table and column Cohen's kappa and Krippendorff's alpha, with intervals.

    Kappa is of two coders, alpha of any number. Intervals are 95 % bootstrap intervals, the same at each call.
    """
    from pbdata.agreement.comparing import compare, disagreements

    judged = judged_by(coders, root)
    agreements, to_settle = compare(judged), disagreements(judged)
    if as_json:
        print_json(
            {
                "agreement": [_as_record(one) for one in agreements],
                "disagreements": [one._asdict() for one in to_settle],
            }
        )
        return
    if differing:
        say("\n".join(map(_told, to_settle)) or "The coders agree on everything.")
        return
    say(aligned([_HEADINGS, *map(_row, agreements)]))
    drawn = "pages" if all(one.drawn == "pages" for one in agreements) else "units"
    remark(f"In brackets 95 % bootstrap intervals, from drawing {drawn} with replacement.")
    if to_settle:
        remark(
            f"{len(to_settle)} disagreements: `--disagreements` lists them, `--json` has all, with confusion matrices."
        )


def judged_by(coders: Sequence[str], root: Path) -> "list[Judged]":
    """What coders coded in common. Raises ``PbdataError`` where there is nothing to compare."""
    from pbdata.agreement.codings import read_coder, read_coding
    from pbdata.agreement.readings import is_annotation, judged_readings
    from pbdata.agreement.units import judged_pages
    from pbdata.captures.store.takedown import CODERS
    from pbdata.forms.reading import Written

    if len(coders) == 1 and is_annotation(Path(coders[0])):
        return judged_readings(Path(coders[0]), _tables(root))
    if len({*coders}) < 2:
        raise PbdataError("agreement is between two coders or more. Name another, such as `pbdata agree li wang`.")
    codings = {}
    for coder in coders:
        path = named if (named := root / CODERS / coder).is_dir() else Path(coder)
        if path.is_file():
            coding = read_coding(Written.read(path))
            codings[coder] = {coding.capture_id: coding}
        else:
            codings[coder] = read_coder(path)
    judged = judged_pages(codings)
    if not judged:
        raise PbdataError(f"{', '.join(coders)} coded no page in common. Let them code the same pages.")
    return judged


def _tables(root: Path) -> "Mapping[str, Any]":
    """The tables of the package, each read when it is asked for."""
    from pbdata.access.loading import open_package

    package = open_package(root)

    class Tables(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            self[name] = package.frame(name).to_dicts()
            return self[name]

    return Tables()


_HEADINGS = ("table", "column", "units", "agreement", "kappa", "alpha", "F1")


def _row(one: "Agreement") -> tuple[str, ...]:
    estimates = (_estimate(one.agreement), _estimate(one.kappa), _estimate(one.alpha), _estimate(one.f1))
    return one.table, one.column, str(one.n_units), *estimates


def _estimate(one: "Estimate") -> str:
    if one.value is None:
        return "-"
    return f"{one.value:.3f}" + (f" [{one.low:.2f}, {one.high:.2f}]" if one.low is not None else "")


def _as_record(one: "Agreement") -> dict[str, Any]:
    estimates = {name: getattr(one, name)._asdict() for name in ("agreement", "kappa", "alpha", "f1")}
    return one._asdict() | estimates | {"confusions": [each._asdict() for each in one.confusions]}


def _told(one: "Judged") -> str:
    where = "".join(_where(one))
    said = "; ".join(f"{coder}: {'-' if value is None else value}" for coder, value in one.values.items())
    words = f"  {one.words}" if one.words else ""
    return f"{one.page}{where}  {one.table}.{one.column}  {said}{words}"


def _where(one: "Judged") -> Iterator[str]:
    if one.field == "lines":
        yield f" line {one.start}"
    elif one.field:
        yield f" {one.field} {one.start}:{one.stop}"
