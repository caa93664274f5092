"""Where each page lies below the root of the site. An address stays the same as long as the id of what it shows does."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

from pbdata.explorer.reading.kinds import row_anchor

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def article(article_id: str) -> str:
    """The reading page of an article."""
    return _page("articles", article_id)


def capture(capture_id: str) -> str:
    """The page of a capture that gave no article."""
    return _page("captures", capture_id)


def fact(article_id: str, table: str, *key: str) -> str:
    """The row of a fact on the page of its article."""
    return f"{article(article_id)}#{row_anchor(table, key)}"


def programme(programme_id: str) -> str:
    """The page of a programme."""
    return _page("programmes", programme_id)


def place(place_id: str) -> str:
    """The page of a place."""
    return _page("places", place_id)


def person(name: str) -> str:
    """The page of all persons of a name."""
    return _page("persons", name)


def outlet(name: str) -> str:
    """The page of a source or site, by its name."""
    return _page("outlets", name)


def table(name: str) -> str:
    """The page of a table with its columns and first rows."""
    return _page("tables", name)


def year(of: str) -> str:
    """The list of the articles of a year."""
    return _page("years", of)


def outward(url: object) -> str | None:
    """An address of the web to which a page may link: http or https with a host; anything else is shown as text only."""
    if not isinstance(url, str) or not url or url != url.strip() or any(ord(character) < 0x21 for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _page(folder: str, key: str) -> str:
    """A file name of a key: itself where that is plain, or a hash, so that no id leads out of its folder."""
    plain = key if _PLAIN.fullmatch(key) else f"x{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    return f"{folder}/{plain}.html"
