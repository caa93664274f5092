"""Whether each cell is what its field asks for: of its type, strictly, and within its constraints."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

import pbdata.validation.table.structures as structures
from pbdata.validation.batches import Batch
from pbdata.validation.report.findings import Findings
from pbdata.validation.table.constants import Constant, canonical
from pbdata.validation.table.doubts import Asked, beyond_doubt
from pbdata.validation.table.native import as_text, read_native
from pbdata.validation.table.patterns import Pattern
from pbdata.validation.table.quick_schemas import quick_check
from pbdata.validation.table.suspicions import warn_of_cells
from pbdata.validation.table.types import ADVICE, Values, by_value, distinct, read_values

_BOUNDS: Mapping[str, tuple[Callable[..., pl.Series], str]] = {
    "minimum": (pl.Series.lt, "below the minimum"),
    "maximum": (pl.Series.gt, "above the maximum"),
    "exclusiveMinimum": (pl.Series.le, "not above"),
    "exclusiveMaximum": (pl.Series.ge, "not below"),
}
_LENGTHS: Mapping[str, tuple[Callable[..., pl.Series], str]] = {
    "minLength": (pl.Series.lt, "fewer"),
    "maxLength": (pl.Series.gt, "more"),
}


def check_columns(columns: Sequence["Column"], batch: Batch, findings: Findings) -> dict[str, pl.Series]:
    """Report what is wrong with the cells of a batch, and return their values by the names of the columns."""
    sure = beyond_doubt(batch.frame, [asked for one in columns if (asked := one.asked)])
    return {one.name: one.plain(batch) if one.position in sure else one.check(batch, findings).typed for one in columns}


class Column:
    """One field, and the column of the file that it describes."""

    def __init__(
        self, table: str, field: Mapping[str, Any], position: int, missing: Sequence[str], *, fill: bool, is_key: bool
    ) -> None:
        """``field`` is sound; ``missing`` are cells that stand for nothing; with ``fill`` nulls stand for empty text.

        ``is_key``: it is a part of the primary key, which must not be empty.
        """
        self._is_key = is_key and not field["constraints"].get("required")
        self.name: str = field["name"]
        self.position = str(position)
        self._table, self._field = table, field
        self._missing = missing
        self._only_empty = list(missing) == [""]
        self._fill = fill and "" not in missing

    @property
    def asked(self) -> Asked | None:
        """What is asked of the column before any of its cells is looked at; ``None`` where other text than none stands for nothing."""
        whole = self._is_key or bool(self._field["constraints"].get("required"))
        return Asked(self.position, self._field, whole) if self._only_empty and not self._fill else None

    def read(self, batch: Batch) -> tuple[pl.Series, Values | None]:
        """The cells, null where they stand for nothing, and their values; ``None`` where they cannot have any."""
        raw = self.plain(batch)
        if raw.dtype == pl.String:
            raw = self._without_missing(raw)
            return raw, read_values(raw, self._field)
        return raw, read_native(raw, self._field)

    def plain(self, batch: Batch) -> pl.Series:
        """The cells as they stand."""
        return batch.frame[self.position].alias(self.name)

    def check(self, batch: Batch, findings: Findings) -> Values:
        """Report what is wrong with the cells, and return their values."""
        raw, values = self.read(batch)
        if values is None:
            message = f"the column holds {raw.dtype}, not {self._of_type}. Write it with that type."
            findings.error(self._table, "type", message, field=self.name)
            return Values(raw, None)
        cells = _Cells(batch, raw, values, distinct(raw) if raw.dtype == pl.String else raw)
        if raw.dtype == pl.String:
            warn_of_cells(self._table, self._field, batch, raw, cells.probe, findings)
        if values.wrong is not None:
            self._refuse("type", self._without_long(values.wrong, raw, findings), cells, self._type_sentence, findings)
        if self._is_key and raw.null_count():
            self._refuse("primaryKey", raw.is_null(), cells, "a part of the key is empty. Fill it in.", findings)
        for constraint, value in self._field["constraints"].items():
            self._check(constraint, value, cells, findings)
        if "categories" in self._field and "enum" not in self._field["constraints"]:
            self._check_members("categories", self._field["categories"], cells, findings)
        return values

    @property
    def _of_type(self) -> str:
        return str(self._field.get("type", "any"))

    def _without_missing(self, raw: pl.Series) -> pl.Series:
        if self._fill:
            raw = raw.fill_null("")
        absent = raw == "" if self._only_empty else raw.is_in(pl.Series(self._missing, dtype=pl.String).implode())
        return pl.select(pl.when(~absent).then(raw)).to_series().alias(self.name) if absent.any() else raw

    def _without_long(self, wrong: pl.Series, raw: pl.Series, findings: Findings) -> pl.Series:
        """The standard has no largest integer, but a column has: what is beyond it is no fault, but cannot be judged."""
        if findings.ours or self._of_type != "integer" or raw.dtype != pl.String:
            return wrong
        long = (wrong & raw.str.contains(r"\A[+-]?[0-9]{19,}\z")).fill_null(False)
        if long.any():
            findings.skip(f"whole numbers of more than 64 bits in `{self._table}`.{self.name}, which no column holds")
        return wrong & ~long

    def _type_sentence(self, cell: str) -> str:
        form = self._field.get("format", "default")
        what = f"{self._of_type} of the format {form}" if form != "default" else self._of_type
        if self._of_type == "boolean":
            words = [*self._field.get("trueValues", ["true"])[:1], *self._field.get("falseValues", ["false"])[:1]]
            advice = f"Write {' or '.join(words)}."
        elif form != "default":
            advice = "Write it in that form."
        else:
            advice = ADVICE.get(self._of_type, "Correct it.")
        return f"{cell} is not {'an' if what[0] in 'aio' else 'a'} {what}. {advice}"

    def _check(self, constraint: str, value: Any, cells: "_Cells", findings: Findings) -> None:
        typed = cells.values.typed
        if constraint == "required":
            if value and cells.raw.null_count():
                self._refuse(constraint, cells.raw.is_null(), cells, "the cell is empty. Fill it in.", findings)
        elif constraint == "pattern":
            self._check_pattern(value, cells, findings)
        elif constraint == "enum":
            self._check_members(constraint, value, cells, findings)
        elif constraint in _BOUNDS:
            broken, what = _BOUNDS[constraint]
            wrong = broken(typed, value.typed)
            if typed.dtype.is_float():
                wrong |= typed.is_nan()
            self._refuse(constraint, wrong, cells, lambda cell: f"{cell} is {what} {value.text}. Correct it.", findings)
        elif constraint in _LENGTHS:
            broken, what = _LENGTHS[constraint]
            noun = "characters" if self._of_type == "string" else "items"
            wrong = broken(self._lengths(cells).cast(pl.Int64), value)
            message = f"has {what} than {value} {noun}. Correct it."
            self._refuse(constraint, wrong, cells, lambda cell: f"{cell} {message}", findings)
        elif constraint == "jsonSchema":
            self._check_json(value, cells, findings)

    def _check_pattern(self, pattern: Pattern, cells: "_Cells", findings: Findings) -> None:
        """The pattern holds for the whole cell, as in XML Schema."""
        if cells.raw.dtype != pl.String or pattern.fits(cells.probe).all():
            return
        wrong = ~pattern.fits(cells.raw)
        self._refuse(
            "pattern",
            wrong,
            cells,
            lambda cell: f"{cell} has another form than {pattern.written}. Correct it.",
            findings,
        )

    def _check_members(self, rule: str, allowed: Sequence[Constant], cells: "_Cells", findings: Findings) -> None:
        typed = cells.values.typed
        wrong: pl.Series | None
        if self._of_type in structures.READERS or typed.dtype.is_nested():
            texts = {one.text for one in allowed}
            shown = typed if typed.dtype.is_nested() else cells.raw
            wrong = by_value(_as_json(shown), lambda text: _is_among(text, texts), pl.Boolean()).wrong
        else:
            members = [one.typed for one in allowed]
            all_are = (
                typed is cells.raw and typed.dtype == pl.String and {None, *members}.issuperset(cells.probe.to_list())
            )
            wrong = None if all_are else ~typed.is_in(pl.Series(members, dtype=typed.dtype).implode())
        listed = ", ".join(one.text for one in allowed[:20]) + (" and others" if len(allowed) > 20 else "")
        if wrong is not None:
            self._refuse(rule, wrong, cells, lambda cell: f"{cell} is not one of {listed}. Correct it.", findings)

    def _check_json(self, schema: Any, cells: "_Cells", findings: Findings) -> None:
        reasons: list[str] = []

        def check(text: str) -> bool:
            value = structures.read_json(text)
            try:
                fitting = structures.fits(schema, value)
            except ValueError as error:
                reasons.append(str(error))
                raise
            if not fitting:
                raise ValueError
            return True

        texts = _as_json(cells.raw)
        quick = quick_check(schema)
        if quick and structures.all_hold(texts.drop_nulls().to_list(), quick):
            return
        # A cell that is no JSON of its type is reported once, for that.
        refused = read_values(texts, self._field).wrong
        good = texts if refused is None else pl.select(pl.when(~refused).then(texts)).to_series()
        wrong = by_value(good, check, pl.Boolean()).wrong
        if reasons:
            findings.error(self._table, "schema", f"{reasons[0]}. Write the JSON Schema more plainly.", field=self.name)
        elif wrong is not None:
            self._refuse(
                "jsonSchema", wrong, cells, lambda cell: f"{cell} does not fit the JSON Schema. Correct it.", findings
            )

    def _lengths(self, cells: "_Cells") -> pl.Series:
        if isinstance(cells.values.typed.dtype, pl.List):
            return cells.values.typed.list.len()
        if self._of_type in structures.READERS:
            return by_value(_as_json(cells.raw), lambda text: len(structures.read_json(text)), pl.Int64()).typed
        return cells.raw.str.len_chars()

    def _refuse(
        self, rule: str, wrong: pl.Series, cells: "_Cells", sentence: Callable[[str], str] | str, findings: Findings
    ) -> None:
        """Report the rows where ``wrong`` is true; null is not wrong."""
        if not wrong.any():
            return
        places = wrong.arg_true()
        kept = places.head(findings.room(self._table, self.name, rule))
        for place, cell in zip(kept, as_text(cells.raw.gather(kept)), strict=True):
            findings.cell(self._table, rule, sentence, cells.batch, place, self.name, cell)
        findings.more(self._table, self.name, rule, len(places))


class _Cells(NamedTuple):
    """The cells of a column in a batch. ``probe`` holds each of them at least once."""

    batch: Batch
    raw: pl.Series
    values: Values
    probe: pl.Series


def _as_json(raw: pl.Series) -> pl.Series:
    """Cells as JSON: text as it stands, lists and mappings written out."""
    if raw.dtype == pl.String:
        return raw
    values = [None if one is None else json.dumps(one, ensure_ascii=False, default=str) for one in raw.to_list()]
    return pl.Series(raw.name, values, pl.String())


def _is_among(text: str, allowed: set[str]) -> bool:
    if text not in allowed and canonical(text) not in allowed:
        raise ValueError
    return True
