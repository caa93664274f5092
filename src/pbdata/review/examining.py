"""One capture with all that a reviewer wants to know of it, the margins of its labels and the refused candidates included."""

from pbdata.captures.encoding import decode
from pbdata.captures.formats import read as read_page
from pbdata.cleaning.labeller import margins
from pbdata.facts.detect import read as read_facts
from pbdata.model.capture import Processed, Settings
from pbdata.normalization.page import normalize_page
from pbdata.review.queue import Examined


def examine(processed: Processed, data: bytes, settings: Settings) -> Examined:
    """Return what a capture gave with what its tables leave no trace of. ``data`` are its bytes."""
    if not processed.lines or processed.page_text is None or processed.media_type is None:
        return Examined(processed, (), ())
    page = normalize_page(processed.page_text)
    decoded = decode(data).text or ""
    looks = read_page(decoded, processed.media_type).looks
    of_lines = margins([page.text[start:stop].strip() for start, stop in page.ranges], looks)
    refusals = read_facts(processed.article, settings).refusals if processed.article and settings.detectors else ()
    return Examined(processed, of_lines, tuple(refusals))
