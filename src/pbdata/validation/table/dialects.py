"""How the text of a CSV file is cut into cells, as the dialect of its resource says."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pbdata.validation.report.findings import Findings


class Dialect(NamedTuple):
    """A dialect of the standard (v1 or v2). Rows are counted from 1; no ``header_rows`` stand for no header."""

    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool = False
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment: str | None = None
    missing: str | None = None
    skip_blank: bool = False
    case_sensitive: bool = True

    @property
    def plain(self) -> bool:
        """Whether the file can be cut at its delimiters and quotes alone."""
        marks = [self.delimiter, *([self.quote] if self.quote else [])]
        usual = self.double_quote and self.escape is None and not self.skip_initial_space and not self.comment_rows
        simple = not self.skip_blank and self.comment is None and self.header_rows in ((), (1,))
        return usual and simple and all(len(mark) == 1 and mark.isascii() for mark in marks)

    @property
    def reducible(self) -> bool:
        """Whether lines without quotes become plain CSV by one change alone."""
        changes = (self.comment, self.escape, self.skip_initial_space)
        marks = [self.delimiter, *([self.escape] if self.escape else [])]
        plain = self._replace(comment=None, escape=None, skip_initial_space=False, double_quote=True).plain
        return plain and sum(map(bool, changes)) == 1 and all(len(mark) == 1 and mark.isascii() for mark in marks)


_TEXTS = ("delimiter", "quoteChar", "escapeChar", "headerJoin", "commentChar", "nullSequence", "lineTerminator")
_OPTIONAL = frozenset({"quoteChar", "escapeChar", "commentChar", "nullSequence"})
_FLAGS = ("doubleQuote", "skipInitialSpace", "header", "caseSensitiveHeader", "headerCase", "skipBlankRows")


def sound_dialect(name: str, declared: Mapping[str, Any], file_format: str, findings: Findings) -> Dialect | None:
    """Return the dialect of a resource, which has no ``dialect_fault``; ``None`` where no reader here knows it."""
    given = _given(declared)
    if foreign := _unsupported(given):
        findings.skip(f"resource `{name}`: its rows, because {foreign} of its dialect cannot be read")
        return None
    header = tuple(sorted(set(given.get("headerRows", [1])))) if given.get("header", True) else ()
    escape = given.get("escapeChar")
    return Dialect(
        delimiter=given.get("delimiter", "\t" if file_format == "tsv" else ","),
        quote=given.get("quoteChar", '"'),
        # The two exclude each other, and an escape character that is written out is meant.
        double_quote=given.get("doubleQuote", True) and escape is None,
        escape=escape,
        skip_initial_space=given.get("skipInitialSpace", False),
        header_rows=header,
        header_join=given.get("headerJoin", " "),
        comment_rows=frozenset(given.get("commentRows", ())),
        comment=given.get("commentChar"),
        missing=given.get("nullSequence"),
        skip_blank=given.get("skipBlankRows", False),
        case_sensitive=given.get("caseSensitiveHeader", given.get("headerCase", True)) or "csvddfVersion" in given,
    )


def dialect_fault(declared: Mapping[str, Any]) -> str | None:
    """Say which properties of a dialect are not of their kind, ``None`` where all are."""
    wrong = _senseless(_given(declared))
    return f"the dialect's {', '.join(wrong)} make no sense. Correct or remove them." if wrong else None


def _given(declared: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a dialect, wherever a writer puts them."""
    # frictionless 5 writes the properties of CSV into a part of their own.
    nested = declared.get("csv")
    given = {**declared, **nested} if isinstance(nested, dict) else dict(declared)
    # CSV Dialect 1.0 writes null, and frictionless empty text, where no character has the part.
    return {key: value for key, value in given.items() if key not in _OPTIONAL or value not in (None, "")} | {
        key: None for key in ("quoteChar",) if given.get(key, key) in (None, "")
    }


def _senseless(given: Mapping[str, Any]) -> list[str]:
    """The properties whose values are not of their kind."""
    wrong = [key for key in _TEXTS if key in given and not _is_text(given[key], key)]
    wrong += [key for key in _FLAGS if key in given and not isinstance(given[key], bool)]
    return wrong + [key for key in ("headerRows", "commentRows") if key in given and not _are_rows(given[key])]


def _unsupported(given: Mapping[str, Any]) -> str | None:
    """What the standard allows and this reader does not know."""
    if given.get("lineTerminator", "\n") not in ("\n", "\r\n", "\r"):
        return f"the line terminator {given['lineTerminator']!r}"
    if len(given.get("delimiter", ",")) > 1:
        return f"the delimiter {given['delimiter']!r}"
    return None


def _is_text(value: object, key: str) -> bool:
    if not isinstance(value, str):
        return key == "quoteChar" and value is None
    if key == "delimiter":
        return bool(value) and not set(value) & set("\r\n\0")
    return key not in ("quoteChar", "escapeChar") or (len(value) == 1 and value not in "\r\n\0")


def _are_rows(value: object) -> bool:
    return isinstance(value, list) and all(type(one) is int and one > 0 for one in value)
