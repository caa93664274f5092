"""What a saved page itself says of where and when it was saved: evidence, which the manifest marks as such.

rules.yaml says how the address and the time are printed, in the order in which they are believed.
"""

import html
import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from pbdata.chinese.rules import read_rules

_SINGLE_FILE = "%a %b %d %Y %H:%M:%S GMT%z"
# So many characters of a page are looked at: what browsers and sites say of the page stands in its head.
_HEAD = 300_000
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*")


class Evidence(NamedTuple):
    """The address and the time that a page was saved from, and what in the page says so; ``None`` where nothing does."""

    url: str | None = None
    url_from: str | None = None
    retrieved: str | None = None
    retrieved_from: str | None = None


def evidence(page: str) -> Evidence:
    """What the text of a capture says of where and when it was saved. The first rule that gives a usable value holds."""
    head = page[:_HEAD]
    return Evidence(*_first(head, "addresses", _address), *_first(head, "times", _time))


def _first(head: str, group: str, read: Callable[[str, bool], str | None]) -> tuple[str | None, str | None]:
    for rule in read_rules(__package__, group):
        for found in rule.pattern.finditer(head):
            value = read(found["value"], bool(rule.given.get("of_site")))
            if value:
                return value, rule.name
    return None, None


def _address(printed: str, of_site: bool) -> str | None:
    """An address as it is printed in HTML. A site that gives its home page as the address of every page says nothing."""
    address = html.unescape(printed).strip()
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if of_site and parts.path in ("", "/") and not parts.query else address


def _time(printed: str, _: bool) -> str | None:
    """A time as SingleFile or a mail header prints it, as ISO 8601 with its zone."""
    try:
        moment = datetime.strptime(printed.strip(), _SINGLE_FILE)
    except ValueError:
        from email.utils import parsedate_to_datetime  # Few pages say when they were saved, and fewer as mail does.

        try:
            moment = parsedate_to_datetime(printed.strip())
        except (ValueError, TypeError):
            return None
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M")
    zone = moment.strftime("%z")
    return f"{moment:%Y-%m-%dT%H:%M}{zone[:3]}:{zone[3:5]}"
