"""What pbdata says of a page, in the form in which the evaluation script takes the word of any system."""

from typing import Any

import pbdata
from pbdata.model.capture import Processed


def of_html(data: bytes) -> dict[str, Any]:
    """Return text and metadata of an HTML page from its bytes."""
    return _values(pbdata.process(data, media_type="text/html"))


def of_lines(lines: list[str]) -> dict[str, Any]:
    """Return metadata of a text capture, and whether each of its lines is kept."""
    data = "".join(line.replace("\r", " ") + "\n" for line in lines).encode()
    processed = pbdata.process(data, media_type="text/plain")
    found = processed.article is not None
    kept = [int(found and line.kept) for line in processed.lines]
    if len(kept) != len(lines):
        raise ValueError(f"{len(lines)} lines were given and {len(kept)} came back")
    return _values(processed) | {"keep": kept}


def _values(processed: Processed) -> dict[str, Any]:
    article = processed.article
    if article is None:
        return {"text": "", "title": "", "author": "", "date": "", "source": ""}
    return {
        "text": article.text_printed,
        "title": _headline(processed),
        "author": "、".join(maker.name for maker in article.contributors),
        "date": (article.published or "").replace("T", " "),
        "source": article.source or "",
    }


def _headline(processed: Processed) -> str:
    """Return the headline as printed: where title and subtitle stand in one line, both with what is between them."""
    places = {span.field: span for span in processed.spans if span.field in ("title", "subtitle")}
    page = processed.page_text or ""
    if "title" not in places:
        return ""
    start, stop = places["title"].start, places["title"].stop
    if "subtitle" in places and "\n" not in page[start : places["subtitle"].stop].strip():
        stop = max(stop, places["subtitle"].stop)
    return page[start:stop]
