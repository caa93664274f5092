"""What there is to say of a dataset in a citation, read from nothing but the metadata of its own descriptor."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.chinese.characters import is_han
from pbdata.errors import CitationError

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = "https://orcid.org/"
_EDITIONS_ZH = {"full": "完整版", "open": "公开版", "rehydrated": "复原版"}


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
