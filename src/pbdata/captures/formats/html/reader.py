"""Reads a serialized page from left to right, element by element, and gathers its lines and what it declares."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from pbdata.captures.formats.html.elements import BLOCKS, CONTAINERS, INLINE, KINDS, PLAIN, VOID, Element, element, link
from pbdata.captures.formats.html.looks import PROSE, Block

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
_ATTRIBUTE = re.compile(r' ([^=>]*)="([^"]*)"')
_BLANKS = " \t\n\r\f"
_SPACES = re.compile(f"[{_BLANKS}]+")
_SENTENCE = re.compile(f"[{PROSE}]")
_block = partial(tuple.__new__, Block)  # Without a step of Python: a page has hundreds.
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
        self._rows: list[int] = []

    def read(self, serialized: str) -> None:
        """Read the whole of a page as Lexbor serializes it: every tag closed, every attribute in double quotes."""
        stack, buffer = self._stack, self._buffer
        after_inline = False
        tokens = _TOKEN.finditer(serialized)
        for token in tokens:
            closed, raw, raw_attributes, content, opened, attributes, text = token.groups()
            if closed:
                kind = KINDS.get(closed, "inline")
                if kind in INLINE:
                    after_inline = True
                elif buffer or kind == "row":
                    self._close(kind)
                if len(stack) > 1 and kind != "raw":
                    stack.pop()
            elif opened in VOID:
                self._stand_alone(opened, attributes)
            elif opened:
                said = link(attributes) if opened == "a" else element(opened, attributes)
                kind = said[0]
                if kind == "unseen":
                    text = self._pass_over(opened, text, tokens)
                else:
                    if kind in BLOCKS:
                        if buffer:
                            self._flush()
                    elif after_inline:
                        if buffer and (attributes or kind == "link"):
                            buffer.append(_BOUNDARY)
                        after_inline = False
                    stack.append(stack[-1] if said == PLAIN else self._surrounded(opened, said))
            elif raw == "script" and "ld+json" in raw_attributes:
                self.scripts.append(content)
            if text and (buffer or not text.isspace()):
                after_inline = self._add(text) and after_inline
        self._flush()

    def _pass_over(self, tag: str, text: str, tokens: Iterator[re.Match[str]]) -> str:
        """Pass over what an unseen element holds, and return the text behind it."""
        if tag == "title" and not self.title:
            self.title = one_line(unescape(text))
        depth = 1
        for token in tokens:
            closed, opened, text = token.group(1, 5, 7)
            depth += (opened == tag) - (closed == tag)
            if not depth:
                return text
        return ""

    def _surrounded(self, tag: str, said: Element) -> _Surroundings:
        """Return what an element and those around it say of the text in it."""
        kind, hints, preformatted, address = said
        block, container, outer_hints, outer_address, listed, outer_preformatted = self._stack[-1]
        if kind == "link":
            return block, container, outer_hints, address, listed, outer_preformatted
        hints, preformatted = hints or outer_hints, preformatted or outer_preformatted
        if kind == "inline":
            return block, container, hints, outer_address, listed, preformatted
        if kind == "row":
            self._rows.append(len(self.blocks))
        elif kind in CONTAINERS:
            self.parents.append(container)
            container = len(self.parents) - 1
        return tag, container, hints, outer_address, listed or tag == "li", preformatted

    def _stand_alone(self, tag: str, attributes: str) -> None:
        if tag == "br" and self._stack[-1][0] in _HEADINGS and sum(map(len, self._buffer)) <= HEADING_BREAK:
            self._buffer.append(" ")
        elif tag in ("br", "hr"):
            self._flush()
        elif tag == "meta":
            values = dict(_ATTRIBUTE.findall(attributes))
            name = values.get("property") or values.get("name") or values.get("itemprop")
            if name and "content" in values:
                self.meta_tags.append((name, unescape(values["content"])))

    def _close(self, kind: str) -> None:
        if kind == "row":
            self._close_row()
        elif kind == "cell" and sum(map(len, self._buffer)) <= CELL_BREAK:
            self._buffer.append(" ")
        else:
            self._flush()

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

    def _add(self, text: str) -> bool:
        """Add a text to the line, and return whether it is blank."""
        inside = self._stack[-1]
        if "&" in text:
            text = unescape(text)
        if inside[5]:
            text = text.replace("\n", _LINE_BREAK)
        blank = text.isspace()
        if not blank:
            if not self._buffer:
                self._first = inside
            if inside[3]:
                self._linked += len(text.strip())
        self._buffer.append(text)
        return blank

    def _flush(self) -> None:
        if not self._buffer:
            return
        words = "".join(self._buffer)
        self._buffer.clear()
        tag, container, hints, link, listed, _ = self._first
        linked, self._linked = self._linked, 0
        if _BOUNDARY in words:
            words = words.replace(_BOUNDARY, " " if _are_labels(words, tag, linked) else "")
        for piece in words.split(_LINE_BREAK):
            line = one_line(piece)
            if line and not line.isspace():
                share = min(1.0, linked / len(line)) if linked else 0.0
                self.blocks.append(_block((line, tag, share, container, hints, listed, link)))


def one_line(words: str) -> str:
    """Return words with each run of the white space of HTML as one space, and none around them."""
    words = words.strip(_BLANKS)
    return words if words.split(None, 1) == [words] else _SPACES.sub(" ", words)


def _are_labels(words: str, tag: str, linked: int) -> bool:
    if tag in _HEADINGS:
        return False
    return linked * 2 > len(words) or len(words) <= LABELS_UP_TO and not _SENTENCE.search(words)
