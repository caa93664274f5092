"""MHTML, as browsers save a page with all that belongs to it in one file: the page itself, out of its parts."""

from typing import TYPE_CHECKING

from pbdata.captures.encoding import decode

if TYPE_CHECKING:
    from email.message import Message

_HTML = ("text/html", "application/xhtml+xml")


def html_of(decoded: str) -> str:
    """Return the HTML of the page that an MHTML file holds: the part that the file begins with, or else the first that is HTML.

    Pictures, style sheets and frames are left out. Empty where no part is HTML.
    """
    import email.policy

    message = email.message_from_string(decoded.lstrip(), policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in _HTML]
    start = message.get_param("start")
    root = next((part for part in pages if start and part.get("Content-ID") == start), None)
    page = root or next(iter(pages), None)
    return _text(page) if page else ""


def _text(part: "Message") -> str:
    """The text of a part. What was encoded for the mail is bytes first, in an encoding of its own."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("quoted-printable", "base64"):
        data = part.get_payload(decode=True)
        return (decode(data).text or "") if isinstance(data, bytes) else ""
    payload = part.get_payload()
    return payload if isinstance(payload, str) else ""
