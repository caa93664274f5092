"""What a build says of a curator's decisions: those that do not fit any more, and those that are no longer needed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pbdata.errors import BuildError
from pbdata.model.capture import Processed
from pbdata.model.correction import Correction

_Decided = Mapping[str, Sequence[Correction]]


class Remark(NamedTuple):
    """A word on a decision, which is told by its capture and its number. ``unfit`` says why it was left out; ``None`` that the
    rules give the same by now."""

    capture_id: str
    number: int
    unfit: str | None


def remarks_on(processed: Processed) -> Iterator[Remark]:
    """Yield what is to be said of the decisions on a capture."""
    for number, said in processed.unfit:
        yield Remark(processed.capture_id, number, said)
    needed = {row.number for row in processed.corrected if not row.learnt}
    for number in sorted({row.number for row in processed.corrected} - needed):
        yield Remark(processed.capture_id, number, None)


def refuse_unfit(remarks: Iterable[Remark], decided: _Decided) -> None:
    """Raise ``BuildError`` with all decisions that do not fit, ``file:line:column`` each."""
    said = [f"{_place(one, decided)}: {one.unfit}." for one in remarks if one.unfit]
    if said:
        advice = (
            "Look at each again: correct it, or remove it (`pbdata correct CAPTURE --remove`). "
            "`pbdata build --keep-going` leaves them out. The last package is untouched."
        )
        raise BuildError("\n".join([*said, advice]))


def said_of_decisions(remarks: Iterable[Remark], decided: _Decided) -> list[str]:
    """What there is to know of decisions after a build, in sentences: what was left out first."""
    left_out, learnt = [], []
    for one in remarks:
        if one.unfit:
            left_out.append(f"{_place(one, decided)}: this correction was left out: {one.unfit}.")
        else:
            learnt.append(
                f"{_place(one, decided)}: the rules give the same by now, and this correction is no longer needed. "
                "It is applied still."
            )
    return left_out + learnt


def _place(one: Remark, decided: _Decided) -> str:
    return decided[one.capture_id][one.number].told.place
