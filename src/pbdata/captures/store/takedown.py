"""Read ``data/corrections/takedown.yaml``: what was taken out of the dataset on request, by ids and places, never by words."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from pbdata.checked_yaml import Document

TAKEDOWN = "data/corrections/takedown.yaml"

BLOCK = "\u2588"

_CHARACTER = re.compile(r"[^\r\n]")
_CAPTURE = re.compile(r"c[0-9a-f]{16}")
_REQUIRED, _OPTIONAL = ("capture_id", "day"), ("spans",)


class Takedown(NamedTuple):
    """A capture that is withdrawn as a whole, or, with ``spans``, stretches of its page that are withheld.

    Spans are ``(start, stop)`` in the page text, in code points from 0, sorted and disjoint. ``day`` is YYYY-MM-DD or less.
    """

    capture_id: str
    day: str
    spans: tuple[tuple[int, int], ...]


def read_takedowns(path: Path) -> dict[str, Takedown]:
    """Return the takedowns by ``capture_id``; none where there is no such file.

    Raises ``ManifestError`` with ``file:line:column`` at the first fault.
    """
    if not path.is_file():
        return {}
    document = Document.read(path)
    given = document.mapping(document.root, "the file", required=("takedowns",))
    takedowns: dict[str, Takedown] = {}
    for node in document.items(given["takedowns"], "`takedowns`"):
        takedown = _takedown(document, node)
        if takedown.capture_id in takedowns:
            document.fail(
                node, f"{takedown.capture_id} stands twice. Put all that is taken down of a capture in one place."
            )
        takedowns[takedown.capture_id] = takedown
    return takedowns


def _takedown(document: Document, node: yaml.Node) -> Takedown:
    given = document.mapping(node, "a takedown", required=_REQUIRED, optional=_OPTIONAL)
    capture_id = document.text(given["capture_id"], "`capture_id`", _CAPTURE, "Write c and 16 hexadecimal digits.")
    spans: list[tuple[int, int]] = []
    for span in document.items(given["spans"], "`spans`") if "spans" in given else []:
        ends = document.items(span, "a span")
        if len(ends) != 2:
            document.fail(span, "a span has a start and a stop. Write [start, stop], as `pbdata trace` shows them.")
        start, stop = (document.count(end, "an end of a span") for end in ends)
        if start >= stop or (spans and start < spans[-1][1]):
            document.fail(span, f"the span {start} to {stop} is empty, or not after the last one. Sort them.")
        spans.append((start, stop))
    if "spans" in given and not spans:
        document.fail(given["spans"], "`spans` is empty. Leave it out to withdraw the whole capture.")
    return Takedown(capture_id, document.moment(given["day"], "`day`"), tuple(spans))


def withhold(page_text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the page text with each character of the spans, but line ends, as a block. Offsets stay what they are."""
    for start, stop in spans:
        page_text = page_text[:start] + _CHARACTER.sub(BLOCK, page_text[start:stop]) + page_text[stop:]
    return page_text
