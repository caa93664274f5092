"""Which line of a page prints its title: evidence from the text, from the facts below it and from its label decides."""

from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import rule
from pbdata.metadata.head import (
    ABOVE,
    BELOW,
    KIN_READ,
    LONGEST_BYLINE,
    MAX_TITLE,
    MIN_TITLE,
    Head,
    begins,
    is_crumb,
    is_dashed,
    is_institution_line,
    kinship,
    may_be_title,
    names_makers,
)
from pbdata.metadata.merits import ABOVE_FACTS, KIN_ALONE, Merit, lines_above, merit
from pbdata.metadata.page import HeadLine, Page

# A line with the label of a heading is a title up to this size.
LONGEST_HEADING = 36
# A title line of the first merit is taken at once; one below the second is doubted, and any line that is akin to the text may
# take its place. Without the label a line needs KIN_ALONE beside title lines, and one of the last two where there are
# none, the lower one if it is as long as a headline.
SURE, DOUBTFUL = 0.65, 0.4
KIN_AT_LEAST, HEADLINE, KIN_HEADLINE = 0.35, 14, 0.2
# In front of facts a title has at least so many characters.
DATED = 6
# A line that was taken for text needs as much.
KIN_APART = 0.5
# A headline holds none of these.
NO_HEADLINE = frozenset("。；")
# So many lines at the head of what was taken for text may be of something else, above the title.
FEW = 3

# A headline of so many characters and more, up to such a share of the second title below it.
MAIN_FROM, MAIN_SHARE = 7, 0.75
_MAY_BE_MAIN = frozenset({"title", "nav", "related"})
_LIKELY = frozenset({"subtitle", "nav", "heading", "related"})
_NO_TITLE_LABELS = frozenset({"body", "caption", "footer", "blank", "title"})


class _Candidates(NamedTuple):
    """Lines with the label of a title, others that may be one, and the merits of all."""

    labelled: list[int]
    others: list[int]
    merits: dict[int, Merit]


def choose_title(head: Head) -> int | None:
    """Choose the line that prints the title: of those close to the text the one that says most of what the text says.

    A line that the document's title begins with comes first. Of equals the title lines come before others, then the
    one closest above the date.
    """
    lines = head.page.lines
    document = 0 if lines and lines[0].is_document_title else None
    found = _candidates(head, document)
    if document is not None:
        named = [i for i in (*found.labelled, *found.others) if begins(head, document, i)]
        if named:
            return max(named, key=lambda i: (lines[i].label == "title", lines[i].stop - lines[i].start))
    best = max(found.labelled, key=found.merits.__getitem__, default=None)
    if document is None and best is not None and found.merits[best][0] >= SURE:
        return _main_line(head, _upper(head, found, best))
    best = _best(head, document, found)
    return _amid_text(head) if best is None else _main_line(head, best)


def _upper(head: Head, found: _Candidates, i: int) -> int:
    """Return the title line right above one that is printed again, where it says what the text says: the second title is
    what pages print again beside pictures."""
    again = sum(head.words(k) == head.words(i) for k in head.page.numbers.get("title", ()))
    is_second = again > 1 and i - 1 in found.labelled and head.words(i - 1) != head.words(i)
    return i - 1 if is_second and kinship(head.words(i - 1), head.opening) >= KIN_APART else i


def _main_line(head: Head, i: int) -> int:
    """Return the line right above a longer one that says something of the text, too: a headline is shorter than the second title,
    which says it in more words."""
    page, words = head.page, head.words(i)
    above = head.words(i - 1) if 0 < i < page.first else ""
    is_main = (
        page.lines[i - 1].label in _MAY_BE_MAIN
        and MAIN_FROM <= len(above) <= MAIN_SHARE * len(words)
        and page.text.count("\n", page.lines[i - 1].stop, page.lines[i].start) <= 1
        and above[-1] not in "，：:"
        and max(map(len, above.split())) >= MIN_TITLE
        and may_be_title(above)
        and not is_crumb(above)
        and not is_institution_line(above)
        and kinship(above, head.opening) >= KIN_HEADLINE
        and not page.lines[i - 1].is_document_title
    )
    return i - 1 if is_main else i


def _candidates(head: Head, document: int | None) -> _Candidates:
    lines = head.page.lines
    titles = [i for i in head.page.numbers.get("title", ()) if i != document and may_be_title(head.words(i))]
    others = _others(head)
    labelled = [i for i in titles if not (others and is_dashed(head, i))]
    # Below the text a title is printed only where none stands above it.
    labelled = [i for i in labelled if i < head.page.first] or labelled
    merits = {i: merit(head, i, labelled) for i in labelled}
    if document is None and max((merits[i][0] for i in labelled), default=0.0) >= DOUBTFUL:
        others = [i for i in others if lines[i].label in _LIKELY]
    return _Candidates(labelled, others, merits | {i: merit(head, i, labelled) for i in others})


def _best(head: Head, document: int | None, found: _Candidates) -> int | None:
    lines, merits = head.page.lines, found.merits
    titles = found.labelled + [i for i in found.others if lines[i].label in _LIKELY and merits[i][0] >= KIN_ALONE]
    if document is not None and not titles:
        return document
    if not titles or max(merits[i][0] for i in titles) < DOUBTFUL:
        enough = [i for i in merits if merits[i][0] >= _enough(lines[i])]
        titles = enough or titles or [i for i in found.others if _is_alone(head, i) or _is_framed(head, i)]
        titles = titles or [i for i in found.others if i < head.page.first and _is_at_facts(head, i)]
    return max(titles, key=merits.__getitem__, default=None)


def _amid_text(head: Head) -> int | None:
    """Return the line that was taken for text and is its title: it stands above a day, or first and apart from a text that
    says what it says."""
    page = head.page
    for i in range(page.first, min(page.first + ABOVE, page.last)):
        words = head.words(i)
        is_headline = MIN_TITLE * 2 <= len(words) <= MAX_TITLE and not NO_HEADLINE.intersection(words)
        is_headline &= words[-1] not in "，…" and may_be_title(words)
        is_first = i - page.first < FEW and not any(_speaks(head, k) for k in range(page.first, i))
        if is_headline and (i + 1 in head.anchors or _names_alone(page, i + 1) or is_first and _is_apart(head, i)):
            return i
    return None


def _speaks(head: Head, i: int) -> bool:
    """Whether the text says again what a line of it says."""
    words = head.words(i)
    return kinship(words, head.opening.replace(words[:KIN_READ], "")) >= KIN_HEADLINE


def _names_alone(page: Page, i: int) -> bool:
    """Whether a line is no more than names."""
    if i >= len(page.lines) or page.lines[i].label not in _LIKELY | {"byline"}:
        return False
    return page.lines[i].stop - page.lines[i].start <= LONGEST_BYLINE and names_makers(page, i)


def _is_apart(head: Head, i: int) -> bool:
    lines, words = head.page.lines, head.words(i)
    is_parted = i + 1 < head.page.last and head.page.text.count("\n", lines[i].stop, lines[i + 1].start) > 1
    return is_parted and kinship(words, head.opening.replace(words, "")) >= KIN_APART


def _others(head: Head) -> list[int]:
    """Return the numbers of lines without the label of a title, close to the text or its date, that may be one."""
    page = head.page
    first, last = page.first, page.last
    below = [i for i in range(last, min(len(page.lines), last + BELOW)) if _may_stand_below(head, i)]
    near = {*range(max(0, first - ABOVE), first), *below}
    near |= {i - k for i in head.anchors for k in ABOVE_FACTS if i >= k}
    lines = [i for i in sorted(near) if i not in head.anchors or _is_dated(head, i)]
    return [i for i in lines if _has_size(head, i) and _may_be_headline(head, i)]


def _may_stand_below(head: Head, i: int) -> bool:
    """Whether a line below the text may be its title: behind a key, or right below it with its own words."""
    if rule(__package__, "titles", "key").pattern.match(head.words(i)):
        return True
    words = head.words(i)
    return i == head.page.last and len(words) >= 2 * MIN_TITLE and kinship(words, head.opening) >= KIN_ALONE


def _is_dated(head: Head, i: int) -> bool:
    """Whether a line that prints the day prints a title before it, or behind it where the day stands in brackets."""
    if rule(__package__, "titles", "day-at-start").pattern.match(head.words(i)):
        return True
    facts = rule(__package__, "titles", "facts-at-end").pattern.search(head.words(i))
    return facts is not None and facts.start() >= DATED and not is_institution_line(head.words(i)[: facts.start()])


def _may_be_headline(head: Head, i: int) -> bool:
    line = head.page.lines[i]
    if line.label in _NO_TITLE_LABELS or line.is_document_title:
        return False
    return not is_dashed(head, i) and may_be_title(head.words(i))


def _has_size(head: Head, i: int) -> bool:
    """Whether a line is as long as a title: a short one stands right above facts or at the edge of the text."""
    page = head.page
    size = page.lines[i].stop - page.lines[i].start
    longest = LONGEST_HEADING if page.lines[i].label == "heading" else MAX_TITLE
    if i + 1 in head.anchors and i and is_crumb(head.words(i - 1)):
        return 2 <= size <= longest
    is_close = i in (page.first - 1, page.last) or i + 1 in head.anchors
    is_close |= i + 1 < page.first and is_dashed(head, i + 1)
    return (MIN_TITLE if is_close else MIN_TITLE * 2) <= size <= longest


def _is_alone(head: Head, i: int) -> bool:
    """Whether a headline has nothing but facts and makers between itself and the text, and nothing above it."""
    first = head.page.first
    between = [k for k in range(i + 1, first) if k not in head.anchors and any(map(is_han, head.words(k)))]
    above = [k for k in range(i) if any(map(is_han, head.words(k)))]
    is_headline = head.page.lines[i].stop - head.page.lines[i].start >= HEADLINE
    return is_headline and i < first and i + 1 < first and not between and not above


def _is_at_facts(head: Head, i: int) -> bool:
    """Whether a line stands right above facts, or holds them itself."""
    return i in head.anchors or lines_above(head, i) == 1


def _is_framed(head: Head, i: int) -> bool:
    """Whether a line stands between a breadcrumb and the facts."""
    return i > 0 and is_crumb(head.words(i - 1)) and i + 1 in head.anchors


def _enough(line: HeadLine) -> float:
    return KIN_HEADLINE if line.stop - line.start >= HEADLINE else KIN_AT_LEAST
