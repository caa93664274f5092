"""From HTML to page text: one line per block, and how each line looked on the page.

The DOM is built and serialized by resiliparse (Lexbor), and the well-formed result is read token by token: asking every
DOM node from Python is dearer.
"""

import re
from html import unescape
from typing import NamedTuple

from resiliparse.parse.html import HTMLTree

from pbdata.captures.formats.html.looks import LANDMARKS, Block, find_looks, hints_of
from pbdata.captures.formats.html.metadata import read_metadata
from pbdata.captures.formats.html.taming import tame
from pbdata.captures.formats.page_text import DOCUMENT_TITLE

# The cells of a table row make one line, broken after a cell that ends beyond so many characters; so do short paragraphs, one
# in each cell, up to so many characters in all; and the lines of a heading, as long as what comes before is short.
CELL_BREAK, ROW_BREAK, HEADING_BREAK = 40, 120, 60
# Inline elements without a space between them are words apart on the screen, unless they are parts of a sentence.
LABELS_UP_TO = 80

# A closing tag; or a raw element with all that it holds, or a comment; or an opening tag; and then the text up to the next.
_ATTRIBUTES = r'(?: =?[^=>]*+="[^"]*+")*+'
_TOKEN = re.compile(
    r"<(?:/([a-z][^>]*+)|(script|style|iframe|noembed|noframes|xmp|plaintext)(?=[ >])"
    rf"({_ATTRIBUTES})>(.*?)</\2|!--.*?--|[!?][^>]*+|([a-z][^ >/]*+)({_ATTRIBUTES}))>([^<]*+)",
    re.DOTALL,
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What an element is: inline unless named here. The texts of a container belong together; a line is one of its paragraphs.
_CELL, _CONTAINER, _LINE, _ROW, _VOID, _UNSEEN, _RAW = 1, 2, 3, 4, 5, 6, 7
_TAGS_OF_KIND = {
    _CELL: "td th",
    _CONTAINER: "address article aside blockquote body center dd details div dl fieldset figure footer form header hgroup li "
    "main menu nav ol section table ul",
    _LINE: "button caption dt figcaption h1 h2 h3 h4 h5 h6 legend marquee p pre summary tbody tfoot thead",
    _ROW: "tr",
    _VOID: "area base br col embed frame hr img input link meta param source track wbr",
    _UNSEEN: "audio canvas datalist math noscript object select svg template textarea title video",
    _RAW: "script style iframe noembed noframes xmp plaintext",
}
_KINDS = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags.split()}
# Not visibility: hidden, which well-known sites set on the text until their scripts have run.
_HIDDEN = re.compile(r' (?:hidden="|aria-hidden="true"|style="[^"]*display\s*:\s*none)', re.IGNORECASE)
_PREFORMATTED = re.compile(r' style="[^"]*white-space\s*:\s*(?:pre|break-spaces)', re.IGNORECASE)
_NAMES = re.compile(r' (?:class|id)="([^"]*)"')
_ATTRIBUTE = re.compile(r' ([^=>]*)="([^"]*)"')
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SENTENCE = re.compile("[，。；！？]")
_BOUNDARY, _LINE_BREAK = "\x00", "\x02"


class HtmlPage(NamedTuple):
    """The page text of an HTML capture, each line with its ``\\n``.

    ``looks[i]`` names what is seen of line ``i`` beyond its words (looks.py). ``meta`` holds what the page tells programs
    about itself: its ``title``, and what metadata.py reads.
    """

    text: str
    looks: list[tuple[str, ...]]
    meta: dict[str, str]


# What the elements around a text say of it, as a tuple, because a page has hundreds: the tag of the innermost block, the
# number of the container, the hints of names, and whether it is a link, in a list item, and preformatted.
_Surroundings = tuple[str, int, tuple[str, ...], bool, bool, bool]
_ROOT: _Surroundings = ("body", 0, (), False, False, False)


def render(html: str) -> HtmlPage:
    """Render HTML to page text, one line per block, the document's title first. Never raises.

    Scripts, styles, comments and hidden elements give no text; entities are decoded; a run of white space becomes one
    space. The cells of a table row make one line, long ones more. Time and memory are linear in the size of the page.
    """
    reader = _Reader()
    reader.read(_serialized(tame(html)))
    meta = read_metadata(reader.meta_tags, reader.scripts)
    title = reader.title
    if title:
        meta["title"] = title
    looks = find_looks(reader.blocks, reader.parents, meta)
    words = [block.words for block in reader.blocks]
    if title:
        words.insert(0, title)
        looks.insert(0, DOCUMENT_TITLE)
    return HtmlPage("".join(f"{line}\n" for line in words), looks, meta)


def _serialized(html: str) -> str:
    try:
        return str(HTMLTree.parse(html))
    except UnicodeEncodeError:
        return str(HTMLTree.parse(html.encode("utf-8", "replace").decode()))


class _Reader:
    """Reads serialized HTML from left to right and gathers its blocks of text and what it declares."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents = [-1]
        self.title = ""
        self.meta_tags: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._stack = [_ROOT]
        self._first = _ROOT
        self._buffer: list[str] = []
        self._linked = 0
        self._after_inline = False
        self._rows: list[int] = []
        self._known: dict[str, tuple[str, ...]] = {}

    def read(self, serialized: str) -> None:
        """Read the whole of a page as Lexbor serializes it: every tag closed, every attribute in double quotes."""
        stack, buffer = self._stack, self._buffer
        unseen, depth = "", 0
        for token in _TOKEN.finditer(serialized):
            closed, raw, raw_attributes, content, opened, attributes, text = token.groups()
            if unseen:
                depth += (opened == unseen) - (closed == unseen)
                if depth:
                    continue
                unseen = ""
            elif closed:
                kind = _KINDS.get(closed, 0)
                if kind > _CELL:
                    if buffer:
                        self._flush()
                    if kind == _ROW:
                        self._end_row()
                elif kind:
                    self._end_cell()
                else:
                    self._after_inline = True
                if len(stack) > 1 and kind != _RAW:
                    stack.pop()
            elif opened:
                kind = _KINDS.get(opened, 0)
                if kind == _VOID:
                    self._void(opened, attributes)
                elif kind == _UNSEEN or attributes and _hides(opened, attributes):
                    unseen, depth = opened, 1
                    if opened == "title" and not self.title:
                        self.title = _one_line(unescape(text))
                    continue
                else:
                    if kind > _CELL:
                        if buffer:
                            self._flush()
                        if kind == _ROW:
                            self._rows.append(len(self.blocks))
                    elif self._after_inline:
                        if buffer and (attributes or opened == "a"):
                            buffer.append(_BOUNDARY)
                        self._after_inline = False
                    stack.append(self._inside(stack[-1], opened, kind, attributes))
            elif raw == "script" and "ld+json" in raw_attributes:
                self.scripts.append(content)
            if text and (buffer or not text.isspace()):
                self._add(text, stack[-1])
        self._flush()

    def _inside(self, around: _Surroundings, tag: str, kind: int, attributes: str) -> _Surroundings:
        """Return what an element and those around it say of the text in it."""
        block, container, hints, link, listed, preformatted = around
        if tag == "a":
            return (block, container, hints, True, listed, preformatted)
        if attributes:
            own = self._known.get(attributes)
            if own is None:
                own = self._known[attributes] = hints_of(" ".join(_NAMES.findall(attributes)))
            hints = own or hints
            if "white-space" in attributes and _PREFORMATTED.search(attributes):
                preformatted = True
        if not kind:
            return (block, container, hints, link, listed, preformatted)
        if hints is around[2]:
            hints = LANDMARKS.get(tag, hints)
        if kind <= _CONTAINER:
            self.parents.append(container)
            container = len(self.parents) - 1
        return (tag, container, hints, link, listed or tag == "li", preformatted or tag == "pre")

    def _void(self, tag: str, attributes: str) -> None:
        if tag == "br" and self._stack[-1][0] in _HEADINGS and sum(map(len, self._buffer)) <= HEADING_BREAK:
            self._buffer.append(" ")
        elif tag in ("br", "hr"):
            self._flush()
        elif tag == "meta":
            values = dict(_ATTRIBUTE.findall(attributes))
            name = values.get("property") or values.get("name") or values.get("itemprop")
            if name and "content" in values:
                self.meta_tags.append((name, unescape(values["content"])))

    def _end_cell(self) -> None:
        if sum(map(len, self._buffer)) > CELL_BREAK:
            self._flush()
        elif self._buffer:
            self._buffer.append(" ")

    def _end_row(self) -> None:
        """Join the lines of a row in which every cell holds one paragraph, unless the row holds a table."""
        start = self._rows.pop() if self._rows else -1
        cells = self.blocks[start:] if start >= 0 else []
        if self._rows:
            self._rows[-1] = -1
        lengths = [len(cell.words) for cell in cells]
        if len(cells) < 2 or max(lengths) > CELL_BREAK or sum(lengths) > ROW_BREAK:
            return
        containers = {cell.container for cell in cells}
        if len(containers) == len(cells) and len({self.parents[c] for c in containers}) == 1:
            linked = sum(cell.linked * len(cell.words) for cell in cells)
            words = " ".join(cell.words for cell in cells)
            self.blocks[start:] = [cells[0]._replace(words=words, tag="td", linked=linked / len(words))]

    def _add(self, text: str, inside: _Surroundings) -> None:
        if "&" in text:
            text = unescape(text)
        _, _, _, link, _, preformatted = inside
        if preformatted:
            text = text.replace("\n", _LINE_BREAK)
        if not text.isspace():
            if not self._buffer:
                self._first = inside
            if link:
                self._linked += len(text.strip())
            self._after_inline = False
        self._buffer.append(text)

    def _flush(self) -> None:
        words = "".join(self._buffer)
        self._buffer.clear()
        tag, container, hints, _, listed, _ = self._first
        linked, self._linked = self._linked, 0
        if _BOUNDARY in words:
            words = words.replace(_BOUNDARY, " " if _are_labels(words, tag, linked) else "")
        for piece in words.split(_LINE_BREAK) if _LINE_BREAK in words else (words,):
            line = _one_line(piece)
            if line and not line.isspace():
                self.blocks.append(Block(line, tag, min(1.0, linked / len(line)), container, hints, listed))


def _are_labels(words: str, tag: str, linked: int) -> bool:
    if tag in _HEADINGS:
        return False
    return linked * 2 > len(words) or len(words) <= LABELS_UP_TO and not _SENTENCE.search(words)


def _hides(tag: str, attributes: str) -> bool:
    told = "none" in attributes or "hidden" in attributes or "NONE" in attributes
    return told and tag not in ("html", "body") and bool(_HIDDEN.search(attributes))


def _one_line(words: str) -> str:
    return _SPACES.sub(" ", words).strip(" ")
