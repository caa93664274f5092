"""What a curator decided about a capture, and what came of it. Plain, immutable, without logic.

Every decision says what stood there when it was made (``expect``), so that it is never applied to anything else. ``told`` says
why it was made, by whom and when. Offsets are Unicode code points, counted from 0, ``stop`` exclusive: of the page text, or,
for facts, of the column of the article that ``field`` names.
"""

from typing import NamedTuple

Cell = str | int | float | bool | None
Cells = tuple[tuple[str, Cell], ...]
"""Columns of a row with their values."""
Range = tuple[int, int]

ACCEPT, CHANGE, REJECT, ADD = DECISIONS = ("accept", "change", "reject", "add")


class Told(NamedTuple):
    """Why a decision was made, by whom (initials do), and on which day (YYYY-MM-DD).

    ``place`` is the ``file:line:column`` where it is written, and has no say in what comes out.
    """

    reason: str
    who: str | None
    day: str
    place: str = ""


class PageCorrection(NamedTuple):
    """Whether a page holds an article: ``status`` is ``processed`` or ``rejected``, and so is what is expected."""

    told: Told
    expect: str
    status: str


class LineCorrection(NamedTuple):
    """A label for the lines ``first`` to ``last``, both included; ``expect`` has the label of each, and how its words begin."""

    told: Told
    first: int
    last: int
    expect: tuple[tuple[str, str], ...]
    label: str


class PartCorrection(NamedTuple):
    """What a part of a kept line is, such as ``byline``; ``None`` where it is text like the rest of its line. ``words`` are those
    that stand there."""

    told: Told
    start: int
    stop: int
    words: str
    expect: str | None
    label: str | None


class ParagraphCorrection(NamedTuple):
    """Whether a paragraph begins (``begins``) at ``at``, or the one before goes on; ``words`` are those that stand there."""

    told: Told
    at: int
    words: str
    expect: bool
    begins: bool


class TextCorrection(NamedTuple):
    """What the words ``start`` to ``stop`` of the page are in the text; ``expect`` is what they were made by the rules."""

    told: Told
    start: int
    stop: int
    expect: str
    text: str


class FieldCorrection(NamedTuple):
    """The value of a column of ``articles``; ``span`` is where the page prints it, ``None`` where it does not; ``words`` are
    those that stand there."""

    told: Told
    field: str
    expect: str | None
    value: str | None
    span: Range | None = None
    words: str | None = None


class MakerCorrection(NamedTuple):
    """A decision on a row of ``contributors``. ``name`` and ``role`` are those that it has, or had before a change; ``words`` are
    those that stand at ``span``, where the page prints the name."""

    told: Told
    decision: str
    name: str
    role: str | None
    change: Cells = ()
    span: Range | None = None
    words: str | None = None


class FactCorrection(NamedTuple):
    """A decision on a row of a table of facts: the one with these words, for which all of ``expect`` holds.

    ``around`` are some characters of the paragraph before the words and behind them: where the words moved, they are found by it.
    Without it they do not move.
    ``change`` has the columns that are to have another value, or all columns of a row that is added. A table whose rows have
    no words (``figure_relations``) has ``field`` empty.
    """

    told: Told
    decision: str
    table: str
    field: str
    start: int
    stop: int
    expect: Cells = ()
    change: Cells = ()
    around: tuple[str, str] | None = None


Correction = (
    PageCorrection
    | LineCorrection
    | PartCorrection
    | ParagraphCorrection
    | TextCorrection
    | FieldCorrection
    | MakerCorrection
    | FactCorrection
)


class Corrected(NamedTuple):
    """What a decision came to, for one row or one column: a row of the table ``corrections``.

    ``number`` counts the decisions on the capture, from 0. ``column_name`` is ``row`` where the whole row is meant. ``before``
    and ``after`` are values as text. ``learnt`` says that the rules give the same by now.
    """

    number: int
    resource: str
    column_name: str
    row_id: str | None
    line_no: int | None
    field: str | None
    start: int | None
    stop: int | None
    decision: str
    before: str | None
    after: str | None
    learnt: bool
    reason: str
    who: str | None
    day: str


class Unfit(NamedTuple):
    """A decision that was left out, by its number, and why: what was expected does not stand there."""

    number: int
    said: str
