"""Dates and times written by a pattern of strptime, many at a time where both engines agree on the pattern."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import polars as pl

_YEAR = r"(?:[1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])"
# Directives in the width that strftime gives them. Where strptime takes something else, it is asked itself. The two engines
# differ in the century of 69.
_WIDTHS = {
    "d": r"[0-3]\d",
    "m": r"[01]\d",
    "Y": _YEAR,
    "y": r"(?:[0-57-9]\d|6[0-8])",
    "H": r"[0-2]\d",
    "M": r"[0-5]\d",
    "S": r"[0-5]\d",
    "f": r"\d{6}",
}
_ZONE = r"(?:[+-](?:0\d|1[0-4]):?[0-5]\d|Z)"
_DAY = ({"d", "m", "Y"}, {"d", "m", "y"})
_CLOCK = {"H", "M"}


class Form(NamedTuple):
    """A pattern of strptime: what a text in its usual widths looks like, and how Polars reads it without its zone."""

    usual: str
    polars: str
    zoned: bool


def read_usual(raw: pl.Series, pattern: str, dtype: pl.Date | pl.Datetime | pl.Time) -> pl.Series:
    """The values of the cells that are written in the usual widths of a pattern; null for all others."""
    form = _form(pattern, dtype.base_type())
    if form is None:
        return pl.Series(raw.name, [None], dtype).new_from_index(0, len(raw))
    text = pl.select(pl.when(raw.str.contains(rf"\A{form.usual}\z")).then(raw)).to_series().alias(raw.name)
    bare = text.str.replace(rf"{_ZONE}\z", "") if form.zoned else text
    values = bare.str.strptime(dtype, form.polars, strict=False)
    return values - shifts(text) if form.zoned else values


def shifts(text: pl.Series) -> pl.Series:
    """How far the zones at the end of some texts are from UTC; nothing for Z and for none."""
    parts = text.str.extract_groups(r"([+-])(\d\d):?(\d\d)\z").struct.unnest()
    minutes = parts[:, 1].cast(pl.Int64) * 60 + parts[:, 2].cast(pl.Int64)
    signed = pl.select(pl.when(parts[:, 0] == "-").then(-minutes).otherwise(minutes)).to_series()
    return (signed.fill_null(0) * 60_000_000).cast(pl.Duration("us"))


@cache
def _form(pattern: str, kind: type[pl.DataType]) -> Form | None:
    """The pattern for a type of Polars, ``None`` where only strptime reads it."""
    zoned = pattern.endswith("%z")
    parts = re.split(r"%(.)", pattern.removesuffix("%z"), flags=re.DOTALL)
    directives = parts[1::2]
    wanted = set(directives)
    clock = wanted - {"d", "m", "Y", "y"}
    day = wanted - clock
    fits = {
        pl.Date: day in _DAY and not clock,
        pl.Datetime: day in _DAY and clock >= _CLOCK,
        pl.Time: not day and clock >= _CLOCK,
    }
    known = wanted <= _WIDTHS.keys() and len(wanted) == len(directives)
    if not known or not fits.get(kind, False) or (zoned and kind is not pl.Datetime):
        return None
    if "f" in wanted and "S" not in wanted:
        return None
    literals = parts[::2]
    if any(re.search(r"[\s%]", one.replace(" ", "")) for one in literals):
        return None
    usual = "".join(re.escape(a) + _WIDTHS.get(b, "") for a, b in zip(literals, [*directives, ""], strict=True))
    reads: Callable[[str], str] = lambda one: "%6f" if one == "f" else f"%{one}" if one else ""  # noqa: E731
    polars = "".join(a + reads(b) for a, b in zip(literals, [*directives, ""], strict=True))
    return Form(usual + (_ZONE if zoned else ""), polars, zoned)
