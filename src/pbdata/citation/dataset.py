"""Citations of a data package, from nothing but the metadata of its own descriptor.

GB/T 7714-2015 asks for the day on which the reader looked at an online resource. The metadata cannot know it: a reader
who needs it adds ``[YYYY-MM-DD]`` after the date in round brackets.

The edition (``pbdata:edition``) stands beside the version. The hash of the descriptor, which proves what was cited, stands in
the notes of BibTeX, RIS and CSL-JSON; the styles in prose have no place for it.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.chinese.characters import is_han
from pbdata.citation.styles import CHICAGO, GBT7714, bibtex_entry, chicago_marks, render, ris_record, tex
from pbdata.errors import CitationError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = "https://orcid.org/"
_TITLE_TWICE = re.compile(
    r"""
    ^ (?P<title> .+? ) (?P<end> \. | (?<=\.”) ) [ ]
    (?P<year> \(? \d{4} [^.]* \. ) [ ]
    (?P=title) (?P<kind> (?: [ ]\[Data[ ]set\] )? ) (?P=end)
    """,
    re.VERBOSE,
)
_EDITIONS_ZH = {"full": "完整版", "open": "公开版", "rehydrated": "复原版"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Name:
    """A maker. ``literal`` is the whole name; ``family`` and ``given`` are set where a style may turn or shorten it.

    ``is_person`` is false for organisations, and where nothing tells which it is. ``orcid`` is an address.
    """

    literal: str
    family: str | None = None
    given: str | None = None
    is_person: bool = False
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a citation says of a dataset. ``date`` is year, month and day, as far as they are known."""

    key: str
    title: str
    title_zh: str | None
    authors: tuple[Name, ...]
    date: tuple[int, ...]
    version: str | None
    publisher: str | None
    url: str | None
    doi: str | None
    identifier: str | None
    licences: tuple[str, ...]
    keywords: tuple[str, ...]
    edition: str | None = None
    digest: str | None = None


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


def read_work(metadata: Mapping[str, Any], digest: str | None = None) -> Work:
    """Read from a package descriptor what a citation says. Raises ``CitationError`` where it must say more."""
    title, title_zh = _titles(metadata)
    contributors = _contributors(metadata)
    version = str(metadata["version"]) if metadata.get("version") else None
    identifier = metadata.get("id")
    doi = _doi(identifier)
    return Work(
        key=_key(str(metadata.get("name") or "dataset"), version),
        title=title,
        title_zh=title_zh,
        authors=_authors(contributors),
        date=_date(metadata.get("created")),
        version=version,
        publisher=_publisher(contributors),
        url=metadata.get("homepage") or (identifier if doi is None and is_url(identifier) else None),
        doi=doi,
        identifier=identifier if doi is None else None,
        licences=tuple(filter(None, (_licence(x) for x in metadata.get("licenses") or ()))),
        keywords=tuple(metadata.get("keywords") or ()),
        edition=metadata.get("pbdata:edition"),
        digest=digest,
    )


def _missing(what: str, where: str) -> CitationError:
    return CitationError(
        f"The package's metadata have no `{what}`, and a citation needs it. "
        f"Add `{where}` to data/dataset.yaml and build again (or add `{what}` to datapackage.yaml)."
    )


def _titles(metadata: Mapping[str, Any]) -> tuple[str, str | None]:
    """The title in English and in Chinese; where the package does not give them apart, its one title and none."""
    by_language = metadata.get("pbdata:title")
    if isinstance(by_language, Mapping) and by_language.get("en"):
        return by_language["en"], by_language.get("zh")
    if not metadata.get("title"):
        raise _missing("title", "title")
    return str(metadata["title"]), None


def _contributors(metadata: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    contributors = metadata.get("contributors") or []
    if not (isinstance(contributors, list) and all(isinstance(one, Mapping) for one in contributors)):
        raise CitationError("The package's `contributors` are no list of mappings. Give each a `title`, the name.")
    return contributors


def _authors(contributors: Sequence[Mapping[str, Any]]) -> tuple[Name, ...]:
    """The creators and authors; where nobody has either role, all but the publisher. A work may be without any."""
    makers = [c for c in contributors if _roles(c) & {"creator", "author"}]
    return tuple(_name(c) for c in makers or contributors if makers or "publisher" not in _roles(c))


def _publisher(contributors: Sequence[Mapping[str, Any]]) -> str | None:
    names = [_name(c).literal for c in contributors if "publisher" in _roles(c)]
    return "; ".join(names) or None


def _roles(contributor: Mapping[str, Any]) -> set[str]:
    """The roles of a contributor. Version 1 of the standard has one ``role``, version 2 has ``roles``."""
    return {str(r).lower() for r in (*(contributor.get("roles") or ()), contributor.get("role")) if r}


def _name(contributor: Mapping[str, Any]) -> Name:
    """A name in parts, unless it is Chinese or an organisation's: those have no order that a style may change."""
    family, given, title, affiliation = (
        contributor.get(k) for k in ("familyName", "givenName", "title", "organization")
    )
    orcid = contributor["path"] if str(contributor.get("path")).startswith(_ORCID) else None
    about: dict[str, Any] = {
        "is_person": bool(orcid or family or given or (title and affiliation)),
        "orcid": orcid,
        "affiliation": affiliation,
    }
    if not (family and given):
        literal = title or family or given
        if not (literal or affiliation):
            raise _missing("contributors.title", "people.name")
        return Name(literal, **about) if literal else Name(str(affiliation))
    if any(is_han(character) for character in family):
        return Name(title or family + given, **about)
    return Name(title or f"{given} {family}", family, given, **about)


def _date(created: object) -> tuple[int, ...]:
    if not created:
        raise _missing("created", "released")
    match = _DATE.match(str(created))
    if match is None:
        raise CitationError(
            f"The package's `created` is {str(created)!r}, which starts with no year. "
            "Write `released` in data/dataset.yaml as YYYY-MM-DD and build again."
        )
    return tuple(int(part) for part in match.groups() if part)


def _doi(identifier: str | None) -> str | None:
    match = _DOI.fullmatch(identifier or "")
    return match.group(1) if match else None


def is_url(identifier: str | None) -> bool:
    """Whether an identifier is an address on the web."""
    return (identifier or "").startswith(("https://", "http://"))


def _licence(licence: Mapping[str, Any]) -> str | None:
    return licence.get("name") or licence.get("title") or licence.get("path")


def _key(name: str, version: str | None) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{name}-{version}" if version else name)


def _beside_address(work: Work) -> str | None:
    """The identifier, where it is not the address that is given anyway."""
    return work.identifier if work.identifier != work.url else None


def _notes(work: Work) -> list[str]:
    """What a note tells: the licence, the edition, and the hash by which the descriptor is known again."""
    notes = [f"Licence: {', '.join(work.licences)}"] if work.licences else []
    notes += [f"Edition: {work.edition}"] if work.edition else []
    return notes + ([short_digest(work.digest)] if work.digest else [])


def short_digest(digest: str) -> str:
    """Return how a note names a descriptor: the first 16 digits of its hash, as ids are made from hashes."""
    return f"datapackage.json sha256:{digest[:16]}"


def version_in_words(work: Work, language: str) -> str | None:
    """Return version and edition as prose has them, in ``en`` or ``zh``."""
    if language == "zh":
        version = f"{work.version}版" if work.version else ""
        edition = _EDITIONS_ZH.get(work.edition, work.edition) if work.edition else None
        return (f"{version}({edition})" if version and edition else version or edition) or None
    return ", ".join(filter(None, (work.version, f"{work.edition} edition" if work.edition else None))) or None


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
    return _once(render(_prose(work) | {"genre": "Data set"}, "apa"))


def _once(citation: str) -> str:
    """A citation whose title stands where the makers would, and not again after the year: citeproc-py repeats it."""
    return _TITLE_TWICE.sub(r"\g<title>\g<kind>\g<end> \g<year>", citation)


def _chicago(work: Work) -> str:
    """Chicago in its author-date form: the first author's name is turned, given names stay whole.

    citeproc-py shortens given names even where the style forbids it, so that names go in as they are to come out.
    """
    item = _prose(work) | {"genre": "Data set", "author": chicago_names(work.authors)}
    return _once(chicago_marks(render(item, CHICAGO)))


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
