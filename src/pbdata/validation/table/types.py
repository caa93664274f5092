"""From text to typed values: the lexical forms of the field types of Table Schema, held strictly.

The forms are those of the Data Package standard 2.0; where it leaves a choice, the one that every reader understands.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import polars as pl

import pbdata.validation.table.structures as structures
from pbdata.validation.table.forms import CLOCK, DATE, DURATION, INSTANT, MONTH, NUMBER, STRING_FORMATS, YEAR, ZONE
from pbdata.validation.table.plain import as_utc
from pbdata.validation.table.times import read_usual, shifts

Field = Mapping[str, Any]


class Values(NamedTuple):
    """The values of a column, null where there are none or they are wrong; which cells are wrong (``None``: none is)."""

    typed: pl.Series
    wrong: pl.Series | None


# Seconds in a year, month, day, hour, minute and second; a month is a twelfth of a Gregorian year.
_SECONDS = (31_556_952.0, 2_629_746.0, 86_400.0, 3600.0, 60.0, 1.0)
_SAMPLE = 1000
_BEYOND_NANOSECONDS = r"(\.[0-9]{9})[0-9]+"
_SURROUNDINGS = r"^[^\d.+-]+|\D+$"

ADVICE: Mapping[str, str] = {
    "integer": "Write up to 18 digits, without spaces or separators.",
    "number": "Write digits, with a full stop before decimals.",
    "date": "Write a day of the calendar as YYYY-MM-DD.",
    "time": "Write it as hh:mm:ss.",
    "datetime": "Write it as YYYY-MM-DDThh:mm:ss, with Z or +hh:mm where the zone is known.",
    "year": "Write four digits or more.",
    "yearmonth": "Write it as YYYY-MM.",
    "duration": "Write it as in ISO 8601, such as P1Y2M3DT4H.",
    "geopoint": "Write longitude and latitude in degrees, as `90.5, 45.5`.",
    "list": "Write the items with the delimiter between them.",
    "object": "Write a JSON object.",
    "array": "Write a JSON array.",
    "geojson": "Write a GeoJSON object.",
    "string": "Write it in that format.",
}


def read_values(raw: pl.Series, field: Field) -> Values:
    """Return the values of a column of text; nulls stay nulls.

    Booleans, integers and numbers, days and times get the Polars type of that name; years, months (as a count) and
    durations (as seconds) become numbers; everything else stays text.
    """
    reader = _READERS.get(field.get("type", "any"))
    return reader(raw, field) if reader else Values(raw, None)


def read_one(text: str, field: Field) -> Any:
    """The value of one text, ``None`` where it has none."""
    return read_values(pl.Series([text], dtype=pl.String), field).typed[0]


def whole(pattern: str) -> str:
    """The pattern of a cell that matches from end to end."""
    return rf"\A(?:{pattern})\z"


def by_value(raw: pl.Series, read: Callable[[str], Any], dtype: pl.DataType) -> Values:
    """Read each distinct text once, with a function that raises ``ValueError`` for what it refuses."""
    texts = raw.drop_nulls().unique(maintain_order=True)
    values, good = [], []
    for text in texts:
        try:
            values.append(read(text))
            good.append(True)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            values.append(None)
            good.append(False)
    typed = raw.replace_strict(texts, pl.Series(values, dtype=dtype), default=None, return_dtype=dtype)
    if all(good):
        return Values(typed, None)
    refused = texts.filter(~pl.Series(good, dtype=pl.Boolean))
    return Values(typed, raw.is_in(refused.implode()).fill_null(False))


def _judged(raw: pl.Series, typed: pl.Series) -> Values:
    """What has no value though it has text is wrong."""
    if typed.null_count() == raw.null_count():
        return Values(typed, None)
    return Values(typed, typed.is_null() & raw.is_not_null())


def distinct(raw: pl.Series) -> pl.Series:
    """The column without repetitions where it has many, as it stands otherwise: what holds for all cells is asked of it."""
    return raw.unique() if len(raw) > _SAMPLE // 2 >= raw.head(_SAMPLE).n_unique() else raw


def _of_form(raw: pl.Series, pattern: str) -> tuple[pl.Series, pl.Series | None]:
    """The text that matches from end to end, and which cells do not."""
    if distinct(raw).str.contains(whole(pattern)).all():
        return raw, None
    matches = raw.str.contains(whole(pattern))
    return pl.select(pl.when(matches).then(raw)).to_series().alias(raw.name), ~matches.fill_null(True)


def _strict(raw: pl.Series, pattern: str, read: Callable[[pl.Series], pl.Series]) -> Values:
    text, wrong = _of_form(raw, pattern)
    typed = read(text)
    return Values(typed, None) if wrong is None and typed.null_count() == raw.null_count() else _judged(raw, typed)


def _read_string(raw: pl.Series, field: Field) -> Values:
    pattern = STRING_FORMATS.get(field.get("format", "default"))
    return Values(raw, _of_form(raw, pattern)[1] if pattern else None)


def _read_integer(raw: pl.Series, field: Field) -> Values:
    # The cast takes nothing but digits with or without a sign, so that no pattern is needed.
    return _judged(raw, _bare(raw, field).cast(pl.Int64, strict=False))


def _read_number(raw: pl.Series, field: Field) -> Values:
    text = _bare(raw, field)
    point = field.get("decimalChar") or "."
    if point != ".":
        text = pl.select(
            pl.when(~text.str.contains(".", literal=True)).then(text.str.replace(point, ".", literal=True))
        ).to_series()
    typed = text.cast(pl.Float64, strict=False)
    # Polars reads `infinity` and the like, which the standard does not know.
    matches = text.str.contains(whole(NUMBER))
    return _judged(raw, typed if matches.all() else pl.select(pl.when(matches).then(typed)).to_series())


def _bare(raw: pl.Series, field: Field) -> pl.Series:
    """Numbers without group marks and, where the field allows for them, without what stands around them."""
    text = raw
    if field.get("bareNumber") is False:
        text = text.str.replace_all(_SURROUNDINGS, "")
    group = field.get("groupChar")
    if not group:
        return text
    mark = re.escape(group)
    odd = text.str.contains(rf"{mark}{mark}|\A[+-]?{mark}|{mark}\z")
    bare = text.str.replace_all(group, "", literal=True)
    return pl.select(pl.when(~odd).then(bare)).to_series()


def _read_boolean(raw: pl.Series, field: Field) -> Values:
    true = field.get("trueValues", ["true", "True", "TRUE", "1"])
    false = field.get("falseValues", ["false", "False", "FALSE", "0"])
    yes, no = (raw.is_in(pl.Series(values, dtype=pl.String).implode()) for values in (true, false))
    typed = pl.select(pl.when(yes).then(True).when(no).then(False)).to_series()
    return _judged(raw, typed)


def _read_date(raw: pl.Series, field: Field) -> Values:
    form = field.get("format", "default")
    if form == "default":
        return _strict(raw, DATE, lambda text: text.str.to_date("%Y-%m-%d", strict=False))
    return _by_pattern(raw, form, pl.Date(), datetime.date)


def _read_time(raw: pl.Series, field: Field) -> Values:
    form = field.get("format", "default")
    if form == "default":
        return _strict(
            raw,
            CLOCK,
            lambda text: (
                text.str.replace(r"(?:Z|[+-]\d\d:\d\d)\z", "")
                .str.replace(_BEYOND_NANOSECONDS, "$1")
                .str.to_time("%H:%M:%S%.f", strict=False)
            ),
        )
    return _by_pattern(raw, form, pl.Time(), datetime.time)


def _read_datetime(raw: pl.Series, field: Field) -> Values:
    form = field.get("format", "default")
    if form == "default":
        return _strict(raw, INSTANT, _zoned)
    return _by_pattern(raw, form, pl.Datetime("us"), as_utc)


def _by_pattern(
    raw: pl.Series, form: str, dtype: pl.Date | pl.Datetime | pl.Time, part: Callable[[datetime], Any]
) -> Values:
    """Dates and times in a form of their own: in its usual widths as columns, any other text one by one."""
    pattern = form.removeprefix("fmt:")
    usual = pl.Series(raw.name, [None], dtype).new_from_index(0, len(raw))
    if form != "any":
        usual = read_usual(raw, pattern, dtype)
    if usual.null_count() == raw.null_count():
        return Values(usual, None)
    others = pl.select(pl.when(usual.is_null()).then(raw)).to_series().alias(raw.name)
    values = by_value(others, lambda text: part(_parse_time(text, form)), dtype)
    return Values(pl.select(pl.coalesce(usual, values.typed)).to_series().alias(raw.name), values.wrong)


def _zoned(text: pl.Series) -> pl.Series:
    """Instants; what has no zone is taken as it stands."""
    # The end of a day is the beginning of the next one.
    ends = text.str.slice(10, 9) == "T24:00:00"
    local = text.str.slice(0, 19).str.replace("T24:", "T00:", literal=True)
    local = local.str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)
    local += ends.cast(pl.Int64) * pl.Series([86_400_000_000], dtype=pl.Duration("us"))
    micros = text.str.extract(r"\.([0-9]{1,6})").str.pad_end(6, "0").cast(pl.Int64).fill_null(0)
    return local + micros.cast(pl.Duration("us")) - shifts(text)


def _parse_time(text: str, form: str) -> datetime:
    if form == "any":
        from dateutil import parser

        value: datetime = parser.parse(text)
        return value
    return datetime.strptime(text, form.removeprefix("fmt:"))


def _read_year(raw: pl.Series, _field: Field) -> Values:
    return _strict(raw, f"{YEAR}{ZONE}?", lambda text: text.str.extract(r"\A(-?\d+)").cast(pl.Int64, strict=False))


def _read_month(raw: pl.Series, _field: Field) -> Values:
    def count(text: pl.Series) -> pl.Series:
        year = text.str.extract(r"\A(-?\d+)-").cast(pl.Int64)
        return year * 12 + text.str.extract(r"\A-?\d+-(\d\d)").cast(pl.Int64)

    return _strict(raw, f"{MONTH}{ZONE}?", count)


def _read_duration(raw: pl.Series, _field: Field) -> Values:
    text = pl.select(pl.when(raw.str.contains(r"[0-9][A-Z]\z")).then(raw)).to_series()

    def seconds(good: pl.Series) -> pl.Series:
        parts = good.str.extract_groups(whole(DURATION)).struct.unnest()
        total = sum(
            (parts[:, k + 1].cast(pl.Float64).fill_null(0) * each for k, each in enumerate(_SECONDS)),
            start=pl.repeat(0.0, len(good), eager=True),
        )
        signed = pl.select(pl.when(parts[:, 0] == "-").then(-total).otherwise(total)).to_series()
        return pl.select(pl.when(good.is_not_null()).then(signed)).to_series()

    return _judged(raw, seconds(_of_form(text, DURATION)[0]))


def _read_list(raw: pl.Series, field: Field) -> Values:
    items = raw.str.split(field.get("delimiter", ","))
    item = {"type": field.get("itemType", "string")}
    if item["type"] == "string":
        return Values(items, None)
    wrong = wrong_items(items, item)
    return Values(items, wrong)


def wrong_items(items: pl.Series, item: Field) -> pl.Series | None:
    """Which rows of a column of lists of text hold an item that is not of its type."""
    owners = pl.Series("row", range(len(items)), dtype=pl.UInt32)
    flat = pl.DataFrame({"row": owners, "item": items}).explode("item")
    wrong = read_values(flat["item"], item).wrong
    if wrong is None:
        return None
    return owners.is_in(flat["row"].filter(wrong).unique().implode())


def _read_json(raw: pl.Series, field: Field) -> Values:
    read = structures.READERS[field["type"]]
    kind = field.get("format", "default")
    kinds = {"object": dict, "array": list}
    if field["type"] in kinds:
        wanted = kinds[field["type"]]
        if structures.all_hold(raw.drop_nulls().to_list(), lambda value: isinstance(value, wanted)):
            return Values(raw, None)
    return Values(raw, by_value(raw, lambda text: read(text, kind) is None, pl.Boolean()).wrong)


_READERS: Mapping[str, Callable[[pl.Series, Field], Values]] = {
    "string": _read_string,
    "integer": _read_integer,
    "number": _read_number,
    "boolean": _read_boolean,
    "date": _read_date,
    "time": _read_time,
    "datetime": _read_datetime,
    "year": _read_year,
    "yearmonth": _read_month,
    "duration": _read_duration,
    "list": _read_list,
    **dict.fromkeys(structures.READERS, _read_json),
}
