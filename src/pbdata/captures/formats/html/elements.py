"""What an element says by its tag and its attributes, before anything in it is read: elements.yaml names the kinds."""

import re
from functools import lru_cache

from pbdata.captures.formats.html.links import address_of
from pbdata.captures.formats.html.looks import LANDMARKS, hints_of
from pbdata.datafiles import read_data

# The kinds of the elements by their tags; all others are inline.
KINDS: dict[str, str] = {tag: kind for kind, tags in read_data(__package__, "elements.yaml").items() for tag in tags}
VOID = frozenset(tag for tag, kind in KINDS.items() if kind == "void")
# Kinds that stand in a line, that end the line where they begin, and that hold texts which belong together.
INLINE, BLOCKS, CONTAINERS = (
    frozenset(["inline", "link"]),
    frozenset(["container", "line", "row"]),
    frozenset(["cell", "container"]),
)

# What is struck out is as unseen as what is hidden. Not visibility: hidden, which well-known sites set on the text until their scripts have run.
_HIDDEN = re.compile(
    r' (?:hidden="|style="[^"]*(?:display\s*:\s*none|text-decoration(?:-line)?\s*:[^";]*line-through))', re.IGNORECASE
)
_SIGNS_OF_HIDING = ("none", "hidden", "NONE", "line-through")
_PREFORMATTED = re.compile(r' style="[^"]*white-space\s*:\s*(?:pre|break-spaces)', re.IGNORECASE)
_NAMES = re.compile(r' (?:class|id)="([^"]*)"')

# As a tuple, because a page has hundreds: the kind, what the names hint at, whether it is preformatted, and where it links to.
Element = tuple[str, tuple[str, ...], bool, str]
# An inline element that says nothing.
PLAIN: Element = ("inline", (), False, "")


def link(attributes: str) -> Element:
    """Return what an anchor says: where it leads to, and nothing else."""
    return ("unseen" if _hides(attributes) else "link"), (), False, address_of(attributes)


@lru_cache(maxsize=8192)
def element(tag: str, attributes: str) -> Element:
    """Return what an element says that is no anchor and holds something."""
    hidden = _hides(attributes) and tag not in ("html", "body")
    return (
        "unseen" if hidden else KINDS.get(tag, "inline"),
        hints_of(" ".join(_NAMES.findall(attributes))) or LANDMARKS.get(tag, ()),
        tag == "pre" or "white-space" in attributes and bool(_PREFORMATTED.search(attributes)),
        "",
    )


def _hides(attributes: str) -> bool:
    if ' style="' not in attributes and ' hidden="' not in attributes:
        return False
    return any(map(attributes.__contains__, _SIGNS_OF_HIDING)) and bool(_HIDDEN.search(attributes))
