"""From HTML to page text: one line per block, and how each line looked on the page.

The DOM is built and serialized by resiliparse (Lexbor), and the well-formed result is read token by token: asking every
DOM node from Python is dearer.
"""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from resiliparse.parse.html import HTMLTree

# The look of the first line where it is the document's title rather than a line of its body.
DOCUMENT_TITLE = ("tag-title",)
MAX_BYTES = 32_000_000
LINKED_FROM = 0.7
CELL_BREAK = 40
MAIN_PARAGRAPH = 25
ABOVE = 0.7
# The looks of the line that holds the document's title, which no reader of the page sees on it.
DOCUMENT_TITLE = ("tag-title",)

_INVISIBLE = re.compile(
    r"<(script|style|noscript|template|svg|iframe|object|select|textarea|head|audio|video|canvas)\b(?:[^>\"]|\"[^\"]*\")*>.*?</\1>|<!--.*?-->",
    re.DOTALL,
)
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9\-]*)([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>|([^<]+|<)")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "legend",
        "caption",
        "marquee",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dd",
        "dt",
        "td",
        "th",
        "tr",
        "tbody",
        "table",
        "span",
        "font",
        "strong",
        "b",
        "i",
        "em",
        "a",
    ]
)
_HIDDEN = re.compile(r"\bhidden(?:=\"\"|\s|$)|display\s*:\s*none|visibility\s*:\s*hidden|aria-hidden=\"true\"")
_CLASS = re.compile(r'\b(?:class|id)="([^"]*)"')
_HINTS = (
    ("hint-nav", re.compile(r"nav|menu|crumb|bread|position|location|path|topbar|top-bar|header|toolbar|tabs?\b|channel|logo|search|login", re.IGNORECASE)),
    ("hint-footer", re.compile(r"foot|copyright|bottom|links?\b|friend", re.IGNORECASE)),
    ("hint-related", re.compile(r"relat|recommend|rank|hot|side|aside|sidebar|more|list|guess|tags?\b|keyword|like|prev|next|topic|right|rec[-_]", re.IGNORECASE)),
    ("hint-comment", re.compile(r"comment|reply|pinglun|review|discuss", re.IGNORECASE)),
    ("hint-share", re.compile(r"share|bdshare|tool|print|qrcode|qr[-_]|wechat|weixin|social|fontsize|func", re.IGNORECASE)),
    ("hint-ad", re.compile(r"\bads?\b|\bad[-_]|advert|banner|guanggao|sponsor", re.IGNORECASE)),
    ("hint-title", re.compile(r"title|headline|biaoti", re.IGNORECASE)),
    ("hint-info", re.compile(r"info|source|date|time|author|meta|editor|laiyuan|pub|byline", re.IGNORECASE)),
    ("hint-text", re.compile(r"content|article|(?<!con)text\b|body|detail|TRS_Editor|zoom|main|entry|post\b|neirong", re.IGNORECASE)),
)  # fmt: skip
_META = re.compile(r'<meta\b((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([\w:\-.]+)="([^"]*)"')
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
_PUNCTUATION = re.compile("[，。,；！？]")
_LANDMARKS = {
    "nav": "hint-nav",
    "footer": "hint-footer",
    "aside": "hint-related",
    "article": "hint-text",
    "main": "hint-text",
}
_TAGS = {
    "h1": "tag-h1",
    "p": "tag-p",
    "li": "tag-li",
    "td": "tag-td",
    "th": "tag-td",
    "figcaption": "tag-caption",
} | dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "tag-heading")
_SPACES = re.compile(r"[ \t\n\r\f]+")


class HtmlPage(NamedTuple):
    """The page text of an HTML capture. ``looks[i]`` names what is seen of line ``i`` beyond its words; ``meta`` holds the
    values of its meta tags by name, the document's title under ``title``."""

    text: str
    looks: list[tuple[str, ...]]
    meta: dict[str, str]


class _Element(NamedTuple):
    tag: str
    block: str
    container: int
    hints: frozenset[str]
    hidden: bool
    link: bool


class _Block(NamedTuple):
    words: str
    tag: str
    linked: float
    container: int
    hints: frozenset[str]


def render(html: str) -> HtmlPage:
    """Render HTML to page text, one line per block, the document's title first.

    Scripts, styles, comments and hidden elements give no text. Runs of white space become one space, entities their
    characters. Time and memory are linear in the size of the page.
    """
    serialized = str(HTMLTree.parse(html))
    meta = _meta(serialized)
    blocks, parents = _read_blocks(_INVISIBLE.sub("", serialized))
    main = _main_container(blocks, parents)
    looks = [_looks(block, main, parents) for block in blocks]
    words = [block.words for block in blocks]
    if meta.get("title"):
        words.insert(0, meta["title"])
        looks.insert(0, DOCUMENT_TITLE)
    return HtmlPage("".join(f"{line}\n" for line in words), looks, meta)


def _meta(serialized: str) -> dict[str, str]:
    """Return the contents of the meta tags by lower-case name or property; the first one counts."""
    meta: dict[str, str] = {}
    for tag in _META.finditer(serialized):
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[1])}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and attributes.get("content", "").strip():
            meta.setdefault(name.lower(), unescape(attributes["content"]).strip())
    title = _TITLE.search(serialized)
    if title and title[1].strip():
        meta["title"] = _SPACES.sub(" ", unescape(title[1])).strip()
    return meta


def _read_blocks(serialized: str) -> tuple[list[_Block], list[int]]:
    """Return the blocks of text in order, and the parent of each container (an element that is no paragraph)."""
    blocks: list[_Block] = []
    parents = [-1]
    stack = [_Element("body", "body", 0, frozenset(), hidden=False, link=False)]
    buffer: list[str] = []
    linked = 0

    def flush() -> None:
        nonlocal linked
        if buffer:
            for words in "".join(buffer).split("\n"):
                line = _SPACES.sub(" ", words).strip(" ")
                if line.strip():
                    top = stack[-1]
                    blocks.append(_Block(line, top.block, linked / len(line), top.container, top.hints))
            buffer.clear()
        linked = 0

    for token in _TOKEN.finditer(serialized):
        closing, tag, attributes, text = token.groups()
        top = stack[-1]
        if text is not None:
            if not top.hidden:
                words = unescape(text) if "&" in text else text
                if top.block != "pre":
                    words = _SPACES.sub(" ", words)
                buffer.append(words)
                if top.link:
                    linked += len(words.strip())
        elif closing:
            if tag in _BLOCKS:
                flush()
            elif tag in ("td", "th"):
                if sum(map(len, buffer)) > CELL_BREAK:
                    flush()
                else:
                    buffer.append(" ")
            if len(stack) > 1 and stack[-1].tag == tag:
                stack.pop()
        elif tag in _VOID:
            if tag in ("br", "hr"):
                flush()
        else:
            if tag in _BLOCKS:
                flush()
            stack.append(_open(top, tag, attributes, parents))
    flush()
    return blocks, parents


def _open(top: _Element, tag: str, attributes: str, parents: list[int]) -> _Element:
    container, hints = top.container, top.hints
    if attributes:
        named = _CLASS.findall(attributes)
        if named:
            hints = hints | _hints(" ".join(named))
    if tag not in _PARAGRAPHS:
        parents.append(container)
        container = len(parents) - 1
    hidden = top.hidden or (("none" in attributes or "hidden" in attributes) and bool(_HIDDEN.search(attributes)))
    if tag in _LANDMARKS:
        hints = hints | {_LANDMARKS[tag]}
    block = tag if tag in _BLOCKS or tag in ("td", "th") else top.block
    return _Element(tag, block, container, hints, hidden=hidden, link=top.link or tag == "a")


@lru_cache(maxsize=4096)
def _hints(names: str) -> frozenset[str]:
    return frozenset(hint for hint, pattern in _HINTS if pattern.search(names))


def _main_container(blocks: list[_Block], parents: list[int]) -> int:
    """Return the container that holds the most running text, counted fully for itself and less for those above it."""
    scores = [0.0] * len(parents)
    for block in blocks:
        if len(block.words) >= MAIN_PARAGRAPH and block.linked < LINKED_FROM and _PUNCTUATION.search(block.words):
            share = float(len(block.words))
            container = block.container
            for _ in range(4):
                if container < 0:
                    break
                scores[container] += share
                share *= ABOVE
                container = parents[container]
    return max(range(len(scores)), key=lambda c: scores[c])


def _looks(block: _Block, main: int, parents: list[int]) -> tuple[str, ...]:
    container = block.container
    while container > main:
        container = parents[container]
    looks = [_TAGS.get(block.tag, "tag-block"), "in-main" if container == main else "out-of-main"]
    if block.linked >= LINKED_FROM:
        looks.append("linked")
    elif block.linked >= 0.2:
        looks.append("part-linked")
    return (*looks, *sorted(block.hints))
