"""Where a stretch of the published text stands on its page, and what was changed on the way."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pbdata.captures.addresses import record_address
from pbdata.captures.reading import CaptureReader
from pbdata.errors import PackageError
from pbdata.model.ids import capture_id as capture_id_of
from pbdata.model.page import Edit
from pbdata.normalization.alignment import Piece, align
from pbdata.package.reading import Package, contained

Row = dict[str, Any]

_CAPTURE = re.compile(r"c[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Origin:
    """What one line of the page gave to a stretch: ``start`` and ``stop`` count in the page text, ``printed`` is it there.

    ``edits`` are those that lie inside. An edit that reaches over a line end belongs to the line in which it begins.
    """

    line_no: int
    start: int
    stop: int
    printed: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of the canonical text, ``start`` to ``stop`` in it, and the lines of the page that it comes from."""

    start: int
    stop: int
    text: str
    origins: tuple[Origin, ...]


def trace(package: Package, article_id: str, start: int | None = None, stop: int | None = None) -> list[Trace]:
    """Trace ``start:stop`` of an article's text, or each of its paragraphs where no stretch is given.

    Offsets are code points of ``texts.text``. Raises ``PackageError`` for an unknown article, a stretch outside its text,
    and a package that does not hold the rows, or whose edits do not give its text.
    """
    article = _row(package, "articles", "article_id", article_id)
    capture_id = article["capture_id"]
    text = _row(package, "texts", "article_id", article_id)["text"]
    page = page_text(package, _row(package, "captures", "capture_id", capture_id))
    lines = _rows(package, "lines", "capture_id", capture_id)
    edits = [
        Edit(row["start"], row["stop"], row["replacement"], row["rule"])
        for row in _rows(package, "edits", "capture_id", capture_id)
    ]
    pieces = align(page, [row["line_no"] for row in lines if row["kept"]], edits)
    replayed = "".join(
        (piece.edit.replacement or "") if piece.edit else page[piece.start : piece.stop] for piece in pieces
    )
    if replayed != text:
        raise PackageError(
            f"{package.root}: the edits of {capture_id} do not give the text of {article_id}. "
            "Run `pbdata validate` on the package."
        )
    if start is None:
        parts = _rows(package, "paragraphs", "article_id", article_id)
        stretches = [(row["start"], row["stop"]) for row in parts]
    else:
        stretches = [(start, len(text) if stop is None else stop)]
    for first, last in stretches:
        if not 0 <= first < last <= len(text):
            raise PackageError(f"{article_id} has no text from {first} to {last}. Give offsets from 0 to {len(text)}.")
    return [Trace(first, last, text[first:last], _origins(page, pieces, first, last)) for first, last in stretches]


def article_of(package: Package, name: str) -> str:
    """The id of the article that ``name`` means: its own id, that of its capture, the file of a capture, by its bytes, or the path
    of a record, such as ``data/raw/crawl.warc.gz#1234``.

    Raises ``PackageError`` for a capture that the package does not hold, or that holds no article.
    """
    place = Path(name)
    is_record = not place.is_file() and record_address(name) is not None
    if _CAPTURE.fullmatch(name) and not place.exists():
        capture_id = name
    elif place.is_file():
        capture_id = capture_id_of(sha256(place.read_bytes()).hexdigest())
    elif is_record:
        sightings = _rows(package, "retrievals", "path", name)
        if not sightings:
            raise PackageError(f"{package.root}: no capture has the path {name}. `pbdata list` shows them.")
        capture_id = sightings[0]["capture_id"]
    else:
        return name
    if place.is_file() and not _rows(package, "captures", "capture_id", capture_id):
        raise PackageError(f"{place}: these are the bytes of no capture of {package.root}. Add it, and build.")
    capture = _row(package, "captures", "capture_id", capture_id)
    articles = _rows(package, "articles", "capture_id", capture_id)
    if not articles:
        reason = f": {capture['reason']}" if capture["reason"] else ""
        raise PackageError(f"{package.root}: {name} holds no article. It is {capture['status']}{reason}.")
    return str(articles[0]["article_id"])


def page_text(package: Package, capture: Row) -> str:
    """The page text of a row of ``captures``: the stored one, or the capture's own bytes."""
    path = capture["page_path"] or capture["path"]
    try:
        return _reader(package).read(path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(
            f"{package.root / path}: this page text cannot be read ({error}). Run `pbdata validate` on the package."
        ) from None


def _reader(package: Package) -> CaptureReader:
    return CaptureReader(package.root, partial(contained, package.root))


def _origins(page: str, pieces: Iterable[Piece], first: int, last: int) -> tuple[Origin, ...]:
    by_line: dict[int, list[Piece]] = {}
    for piece in _within(pieces, first, last):
        by_line.setdefault(piece.line_no, []).append(piece)
    return tuple(
        Origin(
            line_no,
            parts[0].start,
            parts[-1].stop,
            page[parts[0].start : parts[-1].stop],
            tuple(piece.edit for piece in parts if piece.edit),
        )
        for line_no, parts in by_line.items()
    )


def _within(pieces: Iterable[Piece], first: int, last: int) -> Iterator[Piece]:
    """The parts of pieces that lie in the stretch; a deletion lies in it when text of the stretch stands on both sides."""
    for piece in pieces:
        if piece.text_start == piece.text_stop:
            if first < piece.text_start < last:
                yield piece
        elif piece.text_start < last and piece.text_stop > first:
            if piece.edit:
                yield piece
            else:
                before = max(0, first - piece.text_start)
                after = max(0, piece.text_stop - last)
                yield piece._replace(start=piece.start + before, stop=piece.stop - after)


def _rows(package: Package, table: str, key: str, value: str) -> list[Row]:
    frame = package.frame(table)
    return frame.filter(frame[key] == value).to_dicts()


def _row(package: Package, table: str, key: str, value: str) -> Row:
    rows = _rows(package, table, key, value)
    if rows:
        return rows[0]
    near = get_close_matches(value, package.frame(table)[key].to_list(), n=3, cutoff=0.3)
    raise PackageError(
        f"{package.root}: there is no `{value}` in {table}. "
        + (f"Near it are: {', '.join(near)}." if near else f"The {key} of each stands in the table {table}.")
    )
