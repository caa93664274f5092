"""Cite one article of a package: its makers, title, newspaper, host, day and place, and the package in which it was read.

The newspaper is the source that the page names, the host the site that carries it. What the page does not print, and the
captures do not record, is left out, never guessed: without an address that of the site stands for it.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pbdata.citation.dataset import check_style
from pbdata.citation.moulds import MONTHS
from pbdata.citation.moulds import render_by_mould as render
from pbdata.citation.styles import CHICAGO, GBT7714, bibtex_entry, chicago_marks, once, ris_record, tex
from pbdata.citation.work import read_work, short_digest, version_in_words
from pbdata.errors import CitationError
from pbdata.package.reading import Package

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NOT_AUTHORS = frozenset({"编辑", "责任编辑", "摄影"})
_NEWSPAPER = re.compile("[报報](?:社)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedArticle:
    """What a citation says of an article. ``date`` and ``seen`` are year, month and day as far as they are known.

    ``source`` is the newspaper or site that the page names as its origin, ``host`` the site that carries it where that is
    another. ``package`` names the dataset, its version and edition, and the article's id in it.
    """

    article_id: str
    title: str
    authors: tuple[str, ...]
    source: str | None
    host: str | None
    is_newspaper: bool
    date: tuple[int, ...]
    seen: tuple[int, ...]
    address: str | None
    package: str

    @property
    def place(self) -> str | None:
        """Where it is found: the host, and the address."""
        return ", ".join(filter(None, (self.host, self.address))) or None


def cite_article(package: Package, article_id: str, style: str, *, digest: str | None = None) -> str:
    """Return the citation of one article, without a line end after it; ``style`` and ``digest`` as for a package.

    Raises ``CitationError`` where there is no such style or article, or the article has no title.
    """
    check_style(style)
    return _FORMS[style](read_article(package, article_id, digest))


def read_article(package: Package, article_id: str, digest: str | None = None) -> CitedArticle:
    """Read from the tables what a citation says of an article. Raises ``CitationError`` where it must say more."""
    articles = package.frame("articles")
    rows = articles.filter(articles["article_id"] == article_id).to_dicts()
    if not rows:
        raise CitationError(f"there is no article {article_id!r}. The ids stand in the table articles.")
    (row,) = rows
    sightings = _rows(package, "retrievals", "capture_id", row["capture_id"])
    makers = _rows(package, "contributors", "article_id", article_id)
    return cited_article(row, sightings, makers, named_package(package.descriptor, digest))


def cited_article(
    row: Mapping[str, Any], sightings: Sequence[Mapping[str, Any]], makers: Sequence[Mapping[str, Any]], package: str
) -> CitedArticle:
    """Return what a citation says of a row of ``articles`` with its rows of ``retrievals`` and ``contributors``.

    ``package`` is what ``named_package`` gives. Raises ``CitationError`` where the article has no title.
    """
    if not row["title"]:
        raise CitationError(f"{row['article_id']} has no title, and a citation needs it. Cite the package as a whole.")
    sighting = _sighting(sightings)
    source, site = row["source"], row["site_name"]
    return CitedArticle(
        article_id=row["article_id"],
        title=": ".join(filter(None, (row["title"], row["subtitle"]))),
        authors=_authors(makers),
        source=source or site,
        host=site if source and site and site != source else None,
        is_newspaper=bool(source and _NEWSPAPER.search(source)),
        date=_day(row["published"]),
        seen=_day(sighting.get("retrieved")),
        address=sighting.get("url") or (f"http://{row['site_domain']}/" if row["site_domain"] else None),
        package=package.format(row["article_id"]),
    )


def write_citation(article: CitedArticle, style: str) -> str:
    """Return the citation of an article in one of the styles of ``STYLES``."""
    return _FORMS[style](article)


def _rows(package: Package, table: str, key: str, value: str) -> list[dict[str, Any]]:
    if table not in package.resources:
        return []
    frame = package.frame(table)
    return frame.filter(frame[key] == value).to_dicts()


def _sighting(sightings: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The first sighting with an address, or else the first at all."""
    rows = sorted(sightings, key=lambda row: str(row["path"]))
    return next((row for row in rows if row["url"]), rows[0] if rows else {})


def _authors(makers: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    rows = sorted(makers, key=lambda row: int(row["seq"]))
    return tuple(dict.fromkeys(row["name"] for row in rows if row["role"] not in _NOT_AUTHORS))


def _day(printed: str | None) -> tuple[int, ...]:
    match = _DAY.match(printed or "")
    return tuple(int(part) for part in match.groups() if part) if match else ()


def named_package(descriptor: Mapping[str, Any], digest: str | None = None) -> str:
    """Return how a citation names the package of an article, with ``{}`` where the article's id is to stand.

    Raises ``CitationError`` where the descriptor lacks what a citation of the package needs.
    """
    work = read_work(descriptor, digest)
    version = version_in_words(work, "en")
    words = [f"In: {work.title}", f"version {version}" if version else None]
    named = ", ".join(filter(None, words)) + "\0" + (f". {short_digest(digest)}" if digest else "")
    return named.replace("{", "{{").replace("}", "}}").replace("\0", ", {}")


def _csl(article: CitedArticle) -> dict[str, Any]:
    item = {
        "id": article.article_id,
        "type": "article-newspaper" if article.is_newspaper else "webpage",
        "language": "zh-CN",
        "title": article.title,
        "author": [{"literal": name} for name in article.authors],
        "container-title": article.source,
        "publisher": article.host,
        "issued": {"date-parts": [list(article.date)]} if article.date else None,
        "accessed": {"date-parts": [list(article.seen)]} if article.seen else None,
        "URL": article.address,
        "note": article.package,
    }
    return {name: value for name, value in item.items() if value}


def _prose(article: CitedArticle) -> dict[str, Any]:
    """The item for styles in prose: the host stands with the address, and names go in as they are to come out."""
    item = {
        name: value for name, value in _csl(article).items() if name not in ("publisher", "language", "note", "URL")
    }
    item |= {"URL": article.place} if article.place else {}
    return item | {"author": [{"suffix": name} for name in article.authors]}


def _gbt7714(article: CitedArticle) -> str:
    """[N/OL] for a newspaper online, [EB/OL] for another page, whose form has no place for a source but its access path."""
    item = _prose(article)
    if not article.is_newspaper and "container-title" in item:
        item["URL"] = ", ".join(filter(None, (item.pop("container-title"), article.place)))
    return render(item | {"medium": "OL"}, GBT7714).removeprefix("[1]")


def _apa(article: CitedArticle) -> str:
    """APA 7 tells when a page that may change was retrieved, before the place."""
    seen = _in_words(article.seen)
    item = _prose(article)
    if seen and article.place:
        item["URL"] = f"Retrieved {seen}, from {article.place}"
    words = render({name: value for name, value in item.items() if name != "accessed"}, "apa")
    # Of a page without a date the CSL style says "Retrieved" by itself.
    words = words.replace("Retrieved Retrieved", "Retrieved") if seen else words.replace("Retrieved ", "")
    return once(words)


def _chicago(article: CitedArticle) -> str:
    """The form of a web page for a newspaper too, since that of a printed one asks for an edition."""
    seen = _in_words(article.seen)
    title = article.title.replace("“", "‘").replace("”", "’")
    item = _prose(article) | {"type": "webpage", "title": title}
    if seen:
        item["URL"] = ". ".join(filter(None, (f"Accessed {seen}", article.place)))
    words = chicago_marks(render(item, CHICAGO))
    return once(words)


def _in_words(date: Sequence[int]) -> str:
    """A date as American prose has it, as far as it is known: July 7, 2025."""
    if len(date) < 2:
        return "".join(map(str, date))
    return f"{MONTHS[date[1] - 1]} {f'{date[2]}, ' if len(date) > 2 else ''}{date[0]}"


def _bibtex(article: CitedArticle) -> str:
    """An ``@online`` of biblatex; the names in braces, or BibTeX would look for parts in them."""
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in article.authors),
        "title": "{" + tex(article.title) + "}",
        "journaltitle": tex(article.source),
        "organization": tex(article.host),
        "date": _iso(article.date),
        "url": article.address,
        "urldate": _iso(article.seen),
        "langid": "chinese",
        "note": tex(article.package),
    }
    return bibtex_entry("online", article.article_id, fields)


def _ris(article: CitedArticle) -> str:
    return ris_record(
        [
            ("TY", "NEWS" if article.is_newspaper else "ELEC"),
            ("ID", article.article_id),
            *(("AU", name) for name in article.authors),
            ("TI", article.title),
            ("T2", article.source),
            ("PB", article.host),
            ("PY", str(article.date[0]) if article.date else None),
            ("DA", "/".join(f"{part:02}" for part in article.date)),
            ("UR", article.address),
            ("Y2", "/".join(f"{part:02}" for part in article.seen)),
            ("LA", "zh"),
            ("N1", article.package),
        ]
    )


def _csl_json(article: CitedArticle) -> str:
    return json.dumps([_csl(article)], ensure_ascii=False, indent=2)


def _iso(date: Sequence[int]) -> str:
    return "-".join(f"{part:02}" for part in date)


_FORMS: dict[str, Callable[[CitedArticle], str]] = {
    "gbt7714": _gbt7714,
    "apa": _apa,
    "chicago": _chicago,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
