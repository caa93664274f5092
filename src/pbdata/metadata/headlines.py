"""Which line of a page prints its title: evidence from the text, from the facts below it and from its label decides."""

from collections.abc import Sequence
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import read_rules, rule
from pbdata.cleaning.credits import find_makers
from pbdata.metadata.page import HeadLine, Page

MIN_TITLE, MAX_TITLE, LONGEST_HEADING = 4, 80, 36
# How many lines above the text and below it may print its title.
ABOVE, BELOW = 15, 5
# How much of the text a title is compared with: its first lines, and of each so many characters.
KIN_LINES, KIN_READ = 6, 160
# What the label of a title is worth, and a second print of it; besides the share of pairs of characters that the text repeats.
TITLE_LABEL, REPRINTED = 0.3, 0.2
# What it is worth to stand so many lines above the date or the makers (without the label in part), right above the text, or
# below a breadcrumb; what each line further up costs, and what a line loses that is no more than the name of an
# institution, or says what the title was elsewhere; and one of which the text, if it is long enough, holds nothing.
ABOVE_FACTS = {1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1}
UNNAMED = 0.5
ABOVE_TEXT, BELOW_CRUMB = 0.1, 0.2
FAR, LOSES = 0.015, 0.3
STRANGE, ENOUGH_TEXT = 0.25, 100
# A title line of the first merit is taken at once; one below the second is doubted, and any line that is akin to the text may
# take its place. Without the label a line needs the third beside title lines, and one of the last two where there are
# none, the lower one if it is as long as a headline.
SURE, DOUBTFUL, KIN_ALONE = 0.65, 0.4, 0.6
KIN_AT_LEAST, HEADLINE, KIN_HEADLINE = 0.35, 14, 0.2
# A line that holds the word for a maker tells one up to this size, whatever else stands in it.
LONGEST_BYLINE = 24
# How much of the end of a line is read.
ENDING = 6

_LIKELY = frozenset({"subtitle", "nav", "heading", "related"})
_NO_TITLE_LABELS = frozenset({"body", "caption", "footer", "blank", "title"})

_Merit = tuple[float, bool, int]


class Head(NamedTuple):
    """A page as titles are looked for on it: how its text begins, and the numbers of the lines above it that tell facts
    or makers."""

    page: Page
    opening: str
    anchors: frozenset[int]

    def words(self, i: int) -> str:
        """The words of a line."""
        return self.page.words(i)


class _Candidates(NamedTuple):
    """Lines with the label of a title, others that may be one, and the merits of all."""

    labelled: list[int]
    others: list[int]
    merits: dict[int, _Merit]


def look_at_head(page: Page) -> Head:
    """Gather what the choice of a title needs."""
    body = [page.lines[i] for i in page.numbers.get("body", ()) if i >= page.first][:KIN_LINES]
    opening = "".join([page.text[x.start : min(x.stop, x.start + KIN_READ)] for x in body])
    near = range(max(0, page.first - 2 * ABOVE), page.first)
    facts = rule(__package__, "anchors", "fact").pattern
    labelled = [i for i in page.numbers.get("dateline", ()) if i in near and facts.search(page.words(i))]
    datelines = [*labelled, *(line.number for line in page.datelines if line.days and line.number in near)]
    bylines = [i for i in page.numbers.get("byline", ()) if i in near and _names_makers(page, i)]
    return Head(page, opening, frozenset([*datelines, *bylines]))


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
        return best
    return _best(head, document, found)


def _candidates(head: Head, document: int | None) -> _Candidates:
    lines = head.page.lines
    labelled = [i for i in head.page.numbers.get("title", ()) if i != document and may_be_title(head.words(i))]
    # Below the text a title is printed only where none stands above it.
    labelled = [i for i in labelled if i < head.page.first] or labelled
    merits = {i: _merit(head, i, labelled) for i in labelled}
    others = _others(head)
    if document is None and max((merits[i][0] for i in labelled), default=0.0) >= DOUBTFUL:
        others = [i for i in others if lines[i].label in _LIKELY]
    return _Candidates(labelled, others, merits | {i: _merit(head, i, labelled) for i in others})


def _best(head: Head, document: int | None, found: _Candidates) -> int | None:
    lines, merits = head.page.lines, found.merits
    titles = found.labelled + [i for i in found.others if lines[i].label in _LIKELY and merits[i][0] >= KIN_ALONE]
    if document is not None and not titles:
        return document
    if not titles or max(merits[i][0] for i in titles) < DOUBTFUL:
        enough = [i for i in merits if merits[i][0] >= _enough(lines[i])]
        titles = enough or titles or [i for i in found.others if _is_alone(head, i) or _is_framed(head, i)]
    return max(titles, key=merits.__getitem__, default=None)


def may_be_title(words: str) -> bool:
    """Whether nothing in a line says that it is no title."""
    if not any(is_han(one) and is_han(other) for one, other in zip(words, words[1:], strict=False)):
        return False
    for one in read_rules(__package__, "no_title"):
        if one.pattern.search(words[-ENDING:] if one.name == "ends" else words):
            return False
    return True


def begins(head: Head, whole: int, i: int) -> bool:
    """Whether one line begins with the words of another."""
    words = _close(head.words(i))
    return len(words) >= MIN_TITLE * 2 and _close(head.words(whole)).startswith(words)


def kinship(words: str, opening: str) -> float:
    """Return the share of the pairs of letters and digits in ``words`` that ``opening`` holds too."""
    pairs = [pair for pair in [words[k : k + 2] for k in range(len(words) - 1)] if pair.isalnum()]
    return sum([pair in opening for pair in pairs]) / max(1, len(pairs))


def is_institution_line(words: str) -> bool:
    """Whether a line is no more than the name of an institution or a medium."""
    return rule(__package__, "titles", "institution").pattern.match(words) is not None


def _names_makers(page: Page, i: int) -> bool:
    line = page.lines[i]
    if find_makers(page.text, line.start, line.stop):
        return True
    role = rule(__package__, "anchors", "role").pattern.search(page.text, line.start, line.stop)
    return role is not None and line.stop - line.start <= LONGEST_BYLINE


def _others(head: Head) -> list[int]:
    """Return the numbers of lines without the label of a title, close to the text or its date, that may be one."""
    page = head.page
    first, last = page.first, page.last
    near = {*range(max(0, first - ABOVE), first), *range(last, min(len(page.lines), last + BELOW))}
    near |= {i - k for i in head.anchors for k in ABOVE_FACTS if i >= k}
    lines = [i for i in sorted(near) if i not in head.anchors or _is_dated(head, i)]
    return [i for i in lines if _has_size(head, i) and _may_be_headline(head, i)]


def _is_dated(head: Head, i: int) -> bool:
    """Whether a line that prints the day prints a title before it."""
    day = rule(__package__, "titles", "day-at-end").pattern.search(head.words(i))
    return day is not None and day.start() >= 2 * MIN_TITLE


def _may_be_headline(head: Head, i: int) -> bool:
    line = head.page.lines[i]
    if line.label in _NO_TITLE_LABELS or line.is_document_title:
        return False
    dash = rule(__package__, "titles", "leading-dash").pattern.match(head.page.text, line.start, line.stop)
    return dash is None and may_be_title(head.words(i))


def _has_size(head: Head, i: int) -> bool:
    """Whether a line is as long as a title: a short one stands right above facts or at the edge of the text."""
    page = head.page
    size = page.lines[i].stop - page.lines[i].start
    longest = LONGEST_HEADING if page.lines[i].label == "heading" else MAX_TITLE
    if i + 1 in head.anchors and i and _is_crumb(head.words(i - 1)):
        return 2 <= size <= longest
    is_close = i in (page.first - 1, page.last) or i + 1 in head.anchors
    return (MIN_TITLE if is_close else MIN_TITLE * 2) <= size <= longest


def _merit(head: Head, i: int, labelled: Sequence[int]) -> _Merit:
    """Return what speaks for a line as the title, whether it stands above the text, and how close to it."""
    line, first = head.page.lines[i], head.page.first
    words = head.words(i)
    # Below the text, only a page that prints no facts above it may print its title.
    is_title = line.label == "title" and (i < first or not head.anchors)
    above = _lines_above(head, i)
    # Tags and captions say what the text says in its own words; a title does not.
    own_words = not is_title and above != 1 and i not in (first - 1, head.page.last) and words in head.opening
    kin = 0.0 if own_words else kinship(words, head.opening)
    worth = kin if kin or len(head.opening) < ENOUGH_TEXT else -STRANGE
    if is_title:
        worth += TITLE_LABEL
    if any(begins(head, other, i) for other in labelled if other != i):
        worth += REPRINTED
    worth += ABOVE_FACTS.get(above, 0.0) * (1.0 if is_title else UNNAMED)
    if i == first - 1 and line.label != "heading":
        worth += ABOVE_TEXT
    if i and head.page.lines[i - 1].label == "nav" and _is_crumb(head.words(i - 1)):
        worth += BELOW_CRUMB
    worth -= FAR * max(0, min(first - i, ABOVE))
    if is_institution_line(words) or rule(__package__, "titles", "original").pattern.match(words):
        worth -= LOSES
    return worth, i < first, i if i < first else -i


def _is_alone(head: Head, i: int) -> bool:
    """Whether a headline has nothing but facts and makers between itself and the text, and nothing above it."""
    first = head.page.first
    between = [k for k in range(i + 1, first) if k not in head.anchors and any(map(is_han, head.words(k)))]
    above = [k for k in range(i) if any(map(is_han, head.words(k)))]
    is_headline = head.page.lines[i].stop - head.page.lines[i].start >= HEADLINE
    return is_headline and i < first and i + 1 < first and not between and not above


def _is_framed(head: Head, i: int) -> bool:
    """Whether a line stands between a breadcrumb and the facts."""
    return i > 0 and _is_crumb(head.words(i - 1)) and i + 1 in head.anchors


def _enough(line: HeadLine) -> float:
    return KIN_HEADLINE if line.stop - line.start >= HEADLINE else KIN_AT_LEAST


def _is_crumb(words: str) -> bool:
    return rule(__package__, "anchors", "crumb").pattern.search(words) is not None


def _lines_above(head: Head, i: int) -> int:
    """Return how many lines above the next facts a line stands; 0 for too many. Second titles and tools do not count."""
    above = 0
    for k in range(i + 1, min(i + 1 + 2 * max(ABOVE_FACTS), len(head.page.lines))):
        if k in head.anchors:
            return above + 1
        above += head.page.lines[k].label not in ("subtitle", "share")
    return 0


def _close(words: str) -> str:
    return "".join(words.split())
