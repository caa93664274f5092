"""Cells that may harm or mislead a reader although they are legal: formulas, invisible characters, text that is not NFC."""

import unicodedata
from collections.abc import Mapping
from typing import Any

import polars as pl

from pbdata.validation.batches import Batch
from pbdata.validation.report.findings import Findings

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection); a number is none.
_FORMULA = r"\A(?:[=@\t\r]|[+-][^\d.+\- ])"
# Characters of no width, marks of direction (Unicode 9.0 and UAX 9), the soft hyphen, and the byte-order mark.
_INVISIBLE = r"[\x{200B}-\x{200D}\x{2060}-\x{2064}\x{FEFF}\x{00AD}\x{180E}]"
_BIDI = r"[\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]"
_CONTROL = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x{9F}]"
# Every character that NFC may change stands here, and many that it does not: only such cells are looked at closely.
COMPOSABLE = (
    r"[\p{M}\x{0374}\x{037E}\x{0387}\x{0958}-\x{095F}\x{09DC}-\x{09DF}\x{0A33}-\x{0A5E}\x{0B5C}\x{0B5D}\x{0F43}-\x{0F69}"
    r"\x{1161}-\x{11FF}\x{1F71}-\x{1FFD}\x{2000}\x{2001}\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FB4E}"
    r"\x{1D15E}-\x{1D1C0}\x{2F800}-\x{2FA1F}]"
)
SUSPICIOUS = "|".join((_FORMULA, _INVISIBLE, _BIDI, _CONTROL, COMPOSABLE))
"""What every cell holds of which there is something to warn, and some others."""
_KINDS = {
    "formula": (_FORMULA, "begins as a formula does, and a spreadsheet may run it. Check that it is meant."),
    "zero-width": (_INVISIBLE, "holds a character that cannot be seen. Remove it."),
    "bidi": (_BIDI, "holds a mark that turns the direction of text. Remove it."),
    "control": (_CONTROL, "holds a control character. Remove it."),
}
# So many line feeds in one cell are looked at.
_SWALLOWED = 3
_NOT_NFC = "is not in the Unicode form NFC, so that equal words may differ. Normalize it."
_TEXTUAL = frozenset({"string", "any", "list", "object", "array"})


def warn_of_swallowed_rows(table: str, batch: Batch, delimiter: str, findings: Findings) -> None:
    """Warn of cells with lines that look like rows of the table: a quote may stand there that nobody meant."""
    width = batch.frame.width
    if width == 1 or _are_of_one_line(batch):
        return
    for column in batch.frame.iter_columns():
        if not column.str.contains("\n", literal=True).any():
            continue
        odd = column.str.count_matches("\n", literal=True) >= _SWALLOWED
        for place in odd.fill_null(False).arg_true():
            lines = str(column[place]).splitlines()[1:-1]
            if sum(line.count(delimiter) == width - 1 for line in lines) * 2 > len(lines):
                message = f"a cell holds {len(lines)} lines that look like rows. Check the quote with which it begins."
                where = f"row {batch.rows[place]}"
                findings.warn(table, "quote", f"{where}: {message}")


def _are_of_one_line(batch: Batch) -> bool:
    """Whether each row surely stands on a line of its own."""
    lines = batch.lines
    if lines is None or not len(lines) or lines[-1] - lines[0] != len(lines) - 1:
        return False
    return not any("\n" in cell for cell in batch.frame.row(-1) if cell)


def warn_of_cells(
    table: str, field: Mapping[str, Any], batch: Batch, raw: pl.Series, probe: pl.Series, findings: Findings
) -> None:
    """Warn of cells of a column of text. ``probe`` holds each of them at least once."""
    if field.get("type", "any") not in _TEXTUAL or not probe.str.contains(SUSPICIOUS).any():
        return
    places = raw.str.contains(SUSPICIOUS).arg_true()
    cells = raw.gather(places)

    def warn(rule: str, advice: str, odd: pl.Series) -> None:
        chosen = places.filter(odd)
        for place in chosen.head(findings.room(table, field["name"], rule)):
            findings.cell(
                table, rule, lambda cell: f"{cell} {advice}", batch, place, field["name"], raw[place], warning=True
            )
        findings.more(table, field["name"], rule, len(chosen), warning=True)

    for rule, (pattern, advice) in _KINDS.items():
        warn(rule, advice, cells.str.contains(pattern))
    denormal = [not unicodedata.is_normalized("NFC", cell) for cell in cells]
    warn("nfc", _NOT_NFC, pl.Series(denormal, dtype=pl.Boolean))
