"""Citations of a data package, from nothing but the metadata of its own descriptor.

GB/T 7714-2015 asks for the day on which the reader looked at an online resource. The metadata cannot know it: a reader
who needs it adds ``[YYYY-MM-DD]`` after the date in round brackets.

The edition (``pbdata:edition``) stands beside the version. The hash of the descriptor, which proves what was cited, stands in
the notes of BibTeX, RIS and CSL-JSON; the styles in prose have no place for it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pbdata.chinese.characters import is_han
from pbdata.citation.styles import CHICAGO, GBT7714, bibtex_entry, chicago_marks, once, render, ris_record, tex
from pbdata.citation.work import Name, Work, read_work, short_digest, version_in_words
from pbdata.errors import CitationError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cite(metadata: Mapping[str, Any], style: str, *, digest: str | None = None) -> str:
    """Return the citation of a data package, without a line end after it.

    ``metadata`` is the package's descriptor. ``style`` is ``gbt7714``, ``apa``, ``chicago`` (author and date), ``bibtex``,
    ``ris`` or ``csl-json``. ``digest`` is the SHA-256 of the package's ``datapackage.json``, for the notes. The year is that
    of ``created``. Raises ``CitationError`` when the style is unknown, or when the title, the makers
    or ``created`` are missing.
    """
    check_style(style)
    return STYLES[style](read_work(metadata, digest))


def check_style(style: str) -> None:
    """Raise ``CitationError`` where there is no such style."""
    if style not in STYLES:
        raise CitationError(f"There is no citation style {style!r}. Use one of {', '.join(STYLES)}.")


def _beside_address(work: Work) -> str | None:
    """The identifier, where it is not the address that is given anyway."""
    return work.identifier if work.identifier != work.url else None


def _notes(work: Work) -> list[str]:
    """What a note tells: the licence, the edition, and the hash by which the descriptor is known again."""
    notes = [f"Licence: {', '.join(work.licences)}"] if work.licences else []
    notes += [f"Edition: {work.edition}"] if work.edition else []
    return notes + ([short_digest(work.digest)] if work.digest else [])


# BibTeX


def _bibtex(work: Work) -> str:
    """A ``@dataset`` of biblatex, which plain BibTeX styles print as a ``@misc``."""
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in work.authors),
        "title": "{" + tex(work.title) + "}",
        "titleaddon": tex(work.title_zh),
        "year": str(work.date[0]),
        "month": _MONTHS[work.date[1] - 1] if len(work.date) > 1 else None,
        "version": tex(work.version),
        "publisher": "{" + tex(work.publisher) + "}" if work.publisher else None,
        "doi": work.doi,
        "url": work.url,
        "note": tex(". ".join(filter(None, (_beside_address(work), *_notes(work))))),
    }
    return bibtex_entry("dataset", work.key, fields)


def _bibtex_name(name: Name) -> str:
    """A name in parts as ``{Family}, {Given}``; a whole one in braces, or BibTeX would look for parts in it."""
    if name.family and name.given:
        return f"{tex(name.family)}, {tex(name.given)}"
    return "{" + tex(name.literal) + "}"


# RIS


def _ris(work: Work) -> str:
    """The tags of a data file (``TY  - DATA``): two letters, two spaces, a hyphen and a space; ``ER`` closes the record."""
    rows: list[tuple[str, str | None]] = [
        ("TY", "DATA"),
        ("ID", work.key),
        *(("AU", f"{n.family}, {n.given}" if n.family else n.literal) for n in work.authors),
        ("TI", work.title),
        ("TT", work.title_zh),
        ("PY", str(work.date[0])),
        ("DA", "/".join(f"{part:02}" for part in work.date)),
        ("ET", work.version),
        ("PB", work.publisher),
        ("DO", work.doi),
        ("UR", work.url),
        ("AN", work.identifier),
        *(("N1", note) for note in _notes(work)),
        *(("KW", keyword) for keyword in work.keywords),
    ]
    return ris_record(rows)


# CSL


def _csl(work: Work) -> dict[str, Any]:
    """The work as an item of CSL-JSON 1.0."""
    item = {
        "id": work.key,
        "type": "dataset",
        "title": work.title,
        "author": [_csl_name(name) for name in work.authors],
        "issued": {"date-parts": [list(work.date)]},
        "version": work.version,
        "publisher": work.publisher,
        "DOI": work.doi,
        "URL": work.url or work.identifier,
        "keyword": ", ".join(work.keywords),
        "note": ". ".join(filter(None, (work.title_zh, *_notes(work)))),
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.family and name.given:
        return {"family": name.family, "given": name.given}
    return {"literal": name.literal}


def _csl_json(work: Work) -> str:
    return json.dumps([_csl(work)], ensure_ascii=False, indent=2)


def _apa(work: Work) -> str:
    """APA 7 writes "[Data set]" in two words; the term of the CSL locale is one word."""
    return once(render(_prose(work) | {"genre": "Data set"}, "apa"))


def _chicago(work: Work) -> str:
    """Chicago in its author-date form: the first author's name is turned, given names stay whole.

    citeproc-py shortens given names even where the style forbids it, so that names go in as they are to come out.
    """
    item = _prose(work) | {"genre": "Data set", "author": chicago_names(work.authors)}
    return once(chicago_marks(render(item, CHICAGO)))


def chicago_names(names: Sequence[Name]) -> list[dict[str, str]]:
    """Return names as Chicago's list has them: ``Family, Given`` for the first, ``Given Family`` for the others."""
    first = [f"{n.family}, {n.given}" if n.family and n.given else n.literal for n in names[:1]]
    return [{"literal": words} for words in first + [name.literal for name in names[1:]]]


def _gbt7714(work: Work) -> str:
    """GB/T 7714-2015, numeric, without its number in a list.

    An electronic resource has no place for a version there, so it follows the title, as the number of a report does.
    ``medium`` keeps the marker [DS/OL] on a dataset without an address. A name that is not in parts goes in as a suffix,
    because citeproc-py would write it in capitals, as the standard does with the family names of persons only.
    """
    title = work.title_zh or work.title
    item = _csl(work) | {"title": title, "medium": "OL"}
    item["author"] = [_csl_name(n) if n.family else {"suffix": n.literal} for n in work.authors]
    in_chinese = any(is_han(character) for character in title)
    words = version_in_words(work, "zh" if in_chinese else "en")
    if words:
        item["number"] = words if in_chinese or not work.version else f"Version {words}"
    return render(item, GBT7714).removeprefix("[1]")


def _prose(work: Work) -> dict[str, Any]:
    """The item with its edition beside the version."""
    words = version_in_words(work, "en")
    return _csl(work) | ({"version": words} if words else {})


STYLES: dict[str, Callable[[Work], str]] = {
    "gbt7714": _gbt7714,
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
