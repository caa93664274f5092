"""What is true of every capture that was looked at, whatever came of it."""

import hashlib
from dataclasses import replace

from pbdata.model.capture import Capture, Processed
from pbdata.model.facts import Facts
from pbdata.model.ids import capture_id
from pbdata.model.page import Line


def outcome(
    capture: Capture,
    media_type: str | None,
    encoding: str | None,
    page_text: str | None,
    reason: str | None,
    lines: tuple[Line, ...] = (),
) -> Processed:
    """Return the outcome for a capture without an article: rejected where a reason is given."""
    digest = hashlib.sha256(capture.data).hexdigest()
    return Processed(
        capture_id=capture_id(digest),
        path=capture.path,
        media_type=media_type or None,
        encoding=encoding,
        bytes=len(capture.data),
        sha256=digest,
        status="rejected" if reason else "processed",
        reason=reason,
        conversion=None,
        page_text=page_text,
        page_is_capture=page_text is not None and page_text.encode("utf-8", "surrogatepass") == capture.data,
        lines=lines,
    )


def without_article(one: Processed, reason: str) -> Processed:
    """Return a capture as one that is rejected for what its article is; its page text and lines stay."""
    return replace(
        one,
        status="rejected",
        reason=reason,
        conversion=None,
        edits=(),
        spans=(),
        losses=(),
        article=None,
        facts=Facts(),
    )
