"""Reads a serialized page from left to right, element by element, and gathers its lines and what it declares."""

import re
from collections.abc import Callable
from html import unescape

from pbdata.captures.formats.html.links import address_of
from pbdata.captures.formats.html.looks import LANDMARKS, PROSE, Block, hints_of
from pbdata.datafiles import read_data

# The cells of a table row make one line, broken after a cell that ends beyond so many characters; so do short paragraphs, one
# in each cell, up to so many characters in all; and the lines of a heading, as long as what comes before is short.
CELL_BREAK, ROW_BREAK, HEADING_BREAK = 40, 120, 60
# Inline elements without a space between them are words apart on the screen, unless they are parts of a sentence.
LABELS_UP_TO = 80

_ATTRIBUTES = r'(?:[ ]=?[^=>]*+="[^"]*+")*+'
_TOKEN = re.compile(
    rf"""<(?:
      / ([a-z][^>]*+)                                                       # a closing tag
    | (script|style|iframe|noembed|noframes|xmp|plaintext)(?=[\ >])        # a raw element,
      ({_ATTRIBUTES})>([^<]*+(?:<(?!/\2)[^<]*+)*+)</\2   # with all that it holds
    | !--[^-]*+(?:-(?!->)[^-]*+)*+-- | [!?][^>]*+                           # a comment, a declaration
    | ([a-z][^\ >/]*+) ({_ATTRIBUTES})                  # an opening tag
    )> ([^<]*+)                                                             # the text up to the next""",
    re.DOTALL | re.VERBOSE,
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_KINDS: dict[str, str] = {tag: kind for kind, tags in read_data(__package__, "elements.yaml").items() for tag in tags}
# What is struck out is as unseen as what is hidden. Not visibility: hidden, which well-known sites set on the text until their scripts have run.
_HIDDEN = re.compile(
    r' (?:hidden="|style="[^"]*(?:display\s*:\s*none|text-decoration(?:-line)?\s*:[^";]*line-through))', re.IGNORECASE
)
_SIGNS_OF_HIDING = ("none", "hidden", "NONE", "line-through")
_PREFORMATTED = re.compile(r' style="[^"]*white-space\s*:\s*(?:pre|break-spaces)', re.IGNORECASE)
_NAMES = re.compile(r' (?:class|id)="([^"]*)"')
_ATTRIBUTE = re.compile(r' ([^=>]*)="([^"]*)"')
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SENTENCE = re.compile(f"[{PROSE}]")
_BOUNDARY, _LINE_BREAK = "\x00", "\x02"

# What the elements around a text say of it, as a tuple, because a page has hundreds: the tag of the innermost block, the
# number of the container, the hints of names, where it links to, and whether it is in a list item, and preformatted.
_Surroundings = tuple[str, int, tuple[str, ...], str, bool, bool]


class Reader:
    """What a page holds, once it was read: the ``blocks`` of its text, the container around each container (``parents``), the
    ``title`` of the document, its ``meta_tags`` and its JSON-LD ``scripts``."""

    def __init__(self, *, keep_line_ends: bool = False) -> None:
        """``keep_line_ends``: the line ends of the source are the only ones that the page has."""
        root: _Surroundings = ("body", 0, (), "", False, keep_line_ends)
        self.blocks: list[Block] = []
        self.parents = [-1]
        self.title = ""
        self.meta_tags: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._stack = [root]
        self._first = root
        self._buffer: list[str] = []
        self._linked = 0
        self._after_inline = False
        self._rows: list[int] = []
        self._known: dict[str, tuple[str, ...]] = {}
        self._unseen, self._depth = "", 0
        self._open: dict[str, Callable[[str, str, str], None]] = {
            "container": self._open_block,
            "line": self._open_block,
            "row": self._open_row,
            "unseen": self._hide,
            "void": self._stand_alone,
        }
        self._close: dict[str, Callable[[], None]] = {
            "": self._close_inline,
            "cell": self._close_cell,
            "row": self._close_row,
        }

    def read(self, serialized: str) -> None:
        """Read the whole of a page as Lexbor serializes it: every tag closed, every attribute in double quotes."""
        for token in _TOKEN.finditer(serialized):
            closed, raw, raw_attributes, content, opened, attributes, text = token.groups()
            if self._unseen:
                self._depth += (opened == self._unseen) - (closed == self._unseen)
                if self._depth:
                    continue
                self._unseen = ""
            elif closed:
                self._leave(closed)
            elif opened:
                self._enter(opened, attributes, text)
            elif raw == "script" and "ld+json" in raw_attributes:
                self.scripts.append(content)
            if text and not self._unseen and (self._buffer or not text.isspace()):
                self._add(text)
        self._flush()

    def _enter(self, tag: str, attributes: str, text: str) -> None:
        kind = _KINDS.get(tag, "")
        if attributes and kind != "void" and _hides(tag, attributes):
            self._hide(tag, attributes, text)
        else:
            self._open.get(kind, self._open_inline)(tag, attributes, text)

    def _leave(self, tag: str) -> None:
        kind = _KINDS.get(tag, "")
        self._close.get(kind, self._flush)()
        if len(self._stack) > 1 and kind != "raw":
            self._stack.pop()

    def _hide(self, tag: str, _attributes: str, text: str) -> None:
        self._unseen, self._depth = tag, 1
        if tag == "title" and not self.title:
            self.title = one_line(unescape(text))

    def _open_inline(self, tag: str, attributes: str, _text: str) -> None:
        if self._after_inline:
            if self._buffer and (attributes or tag == "a"):
                self._buffer.append(_BOUNDARY)
            self._after_inline = False
        self._surround(tag, attributes)

    def _open_block(self, tag: str, attributes: str, _text: str) -> None:
        self._flush()
        self._surround(tag, attributes)

    def _open_row(self, tag: str, attributes: str, _text: str) -> None:
        self._flush()
        self._rows.append(len(self.blocks))
        self._surround(tag, attributes)

    def _surround(self, tag: str, attributes: str) -> None:
        """Put what an element and those around it say of the text in it on the stack."""
        block, container, hints, link, listed, preformatted = around = self._stack[-1]
        kind = _KINDS.get(tag, "")
        if tag == "a":
            self._stack.append((block, container, hints, address_of(attributes), listed, preformatted))
            return
        if attributes:
            own = self._known.get(attributes)
            if own is None:
                own = self._known[attributes] = hints_of(" ".join(_NAMES.findall(attributes)))
            hints = own or hints
            if "white-space" in attributes and _PREFORMATTED.search(attributes):
                preformatted = True
        if kind:
            if hints is around[2]:
                hints = LANDMARKS.get(tag, hints)
            if kind in ("cell", "container"):
                self.parents.append(container)
                container = len(self.parents) - 1
            block, listed, preformatted = tag, listed or tag == "li", preformatted or tag == "pre"
        self._stack.append((block, container, hints, link, listed, preformatted))

    def _stand_alone(self, tag: str, attributes: str, _text: str) -> None:
        if tag == "br" and self._stack[-1][0] in _HEADINGS and sum(map(len, self._buffer)) <= HEADING_BREAK:
            self._buffer.append(" ")
        elif tag in ("br", "hr"):
            self._flush()
        elif tag == "meta":
            values = dict(_ATTRIBUTE.findall(attributes))
            name = values.get("property") or values.get("name") or values.get("itemprop")
            if name and "content" in values:
                self.meta_tags.append((name, unescape(values["content"])))

    def _close_inline(self) -> None:
        self._after_inline = True

    def _close_cell(self) -> None:
        if sum(map(len, self._buffer)) > CELL_BREAK:
            self._flush()
        elif self._buffer:
            self._buffer.append(" ")

    def _close_row(self) -> None:
        """Join the lines of a row in which every cell holds one paragraph, unless the row holds a table."""
        self._flush()
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

    def _add(self, text: str) -> None:
        inside = self._stack[-1]
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
        if not self._buffer:
            return
        words = "".join(self._buffer)
        self._buffer.clear()
        tag, container, hints, link, listed, _ = self._first
        linked, self._linked = self._linked, 0
        if _BOUNDARY in words:
            words = words.replace(_BOUNDARY, " " if _are_labels(words, tag, linked) else "")
        for piece in words.split(_LINE_BREAK) if _LINE_BREAK in words else (words,):
            line = one_line(piece)
            if line and not line.isspace():
                self.blocks.append(Block(line, tag, min(1.0, linked / len(line)), container, hints, listed, link))


def one_line(words: str) -> str:
    """Return words with each run of the white space of HTML as one space, and none around them."""
    return _SPACES.sub(" ", words).strip(" ")


def _are_labels(words: str, tag: str, linked: int) -> bool:
    if tag in _HEADINGS:
        return False
    return linked * 2 > len(words) or len(words) <= LABELS_UP_TO and not _SENTENCE.search(words)


def _hides(tag: str, attributes: str) -> bool:
    told = any(map(attributes.__contains__, _SIGNS_OF_HIDING))
    return told and tag not in ("html", "body") and bool(_HIDDEN.search(attributes))
