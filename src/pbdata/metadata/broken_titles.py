"""Titles that are broken over several lines."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.chinese.sentences import ENDS
from pbdata.metadata.head import MIN_TITLE, SEEN, Head, kinship, may_be_title

# The two lines of a broken title are about as long as each other, and say what the text says.
HALF_UP_TO, HALF_RATIO, KIN_HALF = 20, 0.6, 0.15
# So many lines a title has at most, and so long is each.
MAX_LINES, MAX_LINE = 5, 40
_LABELS = frozenset({"title", "nav", "subtitle"})
_GOES_ON = frozenset({"title", "nav", "subtitle", "body", "heading"})
_HALF_LABELS = frozenset({"title", "nav"})
# Behind these a blank stands for the end of the line.
_PARTS = frozenset("，、：:")


class Lines(NamedTuple):
    """The first and the last line of a title, the line that prints it whole, if one does, and whether nothing, not even a blank,
    stands between its lines."""

    first: int
    last: int
    whole: int | None = None
    is_joined: bool = False


def all_lines(head: Head, chosen: int) -> Lines:
    """Return the lines of a title; one line twice where it is not broken.

    It is broken where another line prints the lines as one, where they are the halves of one, or where they open and close
    the name of an official document.
    """
    for first, last in _runs(head, chosen):
        whole = _printed_whole(head, first, last)
        if whole is not None or _is_document(head, first, last):
            return Lines(first, last, whole, is_joined=whole is None)
    first = last = chosen
    while _goes_on(head, first - 1):
        first -= 1
    while last + 1 < head.page.first and _goes_on(head, last):
        last += 1
    if first < last:
        return Lines(_upper(head, first), last, is_joined=head.words(last - 1)[-1] not in _PARTS)
    for first, last in ((chosen - 1, chosen), (chosen, chosen + 1)):
        for labels, is_broken in ((_HALF_LABELS, _are_halves), (_LABELS, _run_on)):
            if _stand_together(head, first, last, labels) and is_broken(head, first, last):
                return Lines(first, last, is_joined=is_broken is _run_on)
    return Lines(chosen, chosen)


def _goes_on(head: Head, i: int) -> bool:
    """Whether a line ends amid a title, which goes on in the next line."""
    page = head.page
    if i < 0 or page.lines[i].label not in _GOES_ON or page.lines[i].stop - page.lines[i].start > MAX_LINE:
        return False
    if page.text.count("\n", page.lines[i].stop, page.lines[i + 1].start) > 1:
        return False
    goes_on = rule(__package__, "titles", "goes-on").pattern.search(head.words(i))
    return (
        goes_on is not None
        and may_be_title(f"{head.words(i)[:-1]}一")
        and kinship(head.words(i), head.opening) >= KIN_HALF
    )


def _upper(head: Head, first: int) -> int:
    """Return the title line right above a title over several lines, which is printed with it; else its first line."""
    page = head.page
    if first == 0 or page.lines[first - 1].label != "title" or not may_be_title(head.words(first - 1)):
        return first
    return first - 1 if page.text.count("\n", page.lines[first - 1].stop, page.lines[first].start) <= 1 else first


def _runs(head: Head, chosen: int) -> Iterator[tuple[int, int]]:
    """Yield runs of short lines around the chosen one, the longest first."""
    page = head.page
    near = range(max(0, chosen - MAX_LINES + 1), min(len(page.lines), page.first, chosen + MAX_LINES))
    parts = {k for k in near if _may_be_part(head, k)}
    for size in range(MAX_LINES, 1, -1):
        for first in range(max(0, chosen - size + 1), chosen + 1):
            last = first + size - 1
            if not parts.issuperset(range(first, last + 1)):
                continue
            if page.text.count("\n", page.lines[first].stop, page.lines[last].start) < 2 * size:
                yield first, last


def _may_be_part(head: Head, i: int) -> bool:
    line = head.page.lines[i]
    return line.label in _LABELS and not line.is_document_title and line.stop - line.start <= MAX_LINE


def _printed_whole(head: Head, first: int, last: int) -> int | None:
    """Return the number of a line of the head that begins with all the lines as one, without its key."""
    lines, end = head.page.lines, min(len(head.page.lines), head.page.first)
    together = _close("".join(head.words(k) for k in range(first, last + 1)))
    if _close(head.page.text[lines[0].start : lines[end - 1].stop]).count(together) < 2:
        return None
    others = [i for i in range(end) if not first <= i <= last]
    return next((i for i in others if _without_key(head.words(i)).startswith(together)), None)


@lru_cache(maxsize=SEEN)
def _without_key(words: str) -> str:
    return _close(rule(__package__, "titles", "key").pattern.sub("", words))


def _is_document(head: Head, first: int, last: int) -> bool:
    opens, closes = (rule(__package__, "titles", name).pattern for name in ("document-opens", "document-closes"))
    inner = (head.words(k) for k in range(first, last))
    return bool(
        closes.search(head.words(last))
        and opens.search(head.words(first))
        and not any(closes.search(words) for words in inner)
        and all(may_be_title(head.words(k)) for k in range(first, last + 1))
    )


def _stand_together(head: Head, first: int, last: int, among: frozenset[str]) -> bool:
    """Whether two lines are next to each other in the head, and one of them is a title, or facts follow."""
    page = head.page
    if first < 0 or last >= len(page.lines):
        return False
    labels = {page.lines[first].label, page.lines[last].label}
    if not labels <= among or "title" not in labels and last + 1 not in head.anchors:
        return False
    return page.text.count("\n", page.lines[first].stop, page.lines[last].start) <= 1


def _are_halves(head: Head, first: int, last: int) -> bool:
    """Whether two lines are the halves of one title: alike in size, neither whole by itself nor printed elsewhere alone."""
    halves = [head.words(first), head.words(last)]
    sizes = sorted(map(len, halves))
    if not (sizes[1] <= HALF_UP_TO and sizes[0] >= max(MIN_TITLE + 2, HALF_RATIO * sizes[1])):
        return False
    if halves[0] == halves[1] or rule(__package__, "titles", "dashed").pattern.match(halves[1]):
        return False
    if any(" " in half or half[-1] in ENDS + "：:" or not may_be_title(half) for half in halves):
        return False
    others = [line.start for i, line in enumerate(head.page.lines) if i not in (first, last)]
    if not _always_together(head, halves) and any(
        head.page.text.startswith(half, start) for half in halves for start in others
    ):
        return False
    return all(kinship(half, head.opening) >= KIN_HALF for half in halves)


def _run_on(head: Head, first: int, last: int) -> bool:
    """Whether the text says in one word or phrase what ends one line and begins the next (党员先锋岗 / 设在窗口上)."""
    above, below = head.words(first), head.words(last)
    joints = (above[-2:] + below[:1], above[-1:] + below[:2])
    return any(joint in head.opening and all(map(is_han, joint)) for joint in joints) and may_be_title(above + below)


def _always_together(head: Head, halves: list[str]) -> bool:
    """Whether two lines are printed again, one below the other, and neither of them alone."""
    words = [head.words(i) for i in range(len(head.page.lines))]
    pairs = sum([words[i - 1 : i + 1] == halves for i in range(1, len(words))])
    return pairs > 1 and all(words.count(half) == pairs for half in halves)


def _close(words: str) -> str:
    return "".join(words.split())
