"""Which line of a page prints its title: evidence from the text, from the facts below it and from its label decides."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pbdata.chinese.characters import is_han
from pbdata.chinese.rules import read_rules, rule
from pbdata.cleaning.credits import find_makers
from pbdata.metadata.page import HeadLine, Page
from pbdata.model.page import KEPT_LABELS

MIN_TITLE, MAX_TITLE, LONGEST_HEADING = 4, 80, 36
# How many lines above the text and below it may print its title.
ABOVE, BELOW = 15, 5
# How much of the text a title is compared with: its first lines, and of each so many characters.
KIN_LINES, KIN_READ = 6, 160
# How far it speaks for a line to stand so many lines above the date or the makers; without the label of a title in part.
ABOVE_FACTS = {1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1}
UNNAMED = 0.5
# A text of so many characters has something of its title.
ENOUGH_TEXT = 100
# A title line of the first merit is taken at once; one below the second is doubted, and any line that is akin to the text may
# take its place. Without the label a line needs the third beside title lines, and one of the last two where there are
# none, the lower one if it is as long as a headline.
SURE, DOUBTFUL, KIN_ALONE = 0.65, 0.4, 0.6
KIN_AT_LEAST, HEADLINE, KIN_HEADLINE = 0.35, 14, 0.2
# A title line above the facts has at least as much.
KIN_HEARD = 0.15
# A line that was taken for text needs as much.
KIN_APART = 0.5
# A headline holds none of these.
NO_HEADLINE = frozenset("。；")
# A line that holds the word for a maker tells one up to this size, whatever else stands in it.
LONGEST_BYLINE = 24
# So many lines at the head of what was taken for text may be of something else, above the title.
FEW = 3
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
    dated = [line.number for line in page.datelines if line.days]
    datelines = [*labelled, *(i for i in dated if i in near or page.lines[i].label in KEPT_LABELS)]
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
        return _upper(head, found, best)
    best = _best(head, document, found)
    return _amid_text(head) if best is None else best


def _upper(head: Head, found: _Candidates, i: int) -> int:
    """Return the title line right above one that is printed again, where it says what the text says: the second title is
    what pages print again beside pictures."""
    again = sum(head.words(k) == head.words(i) for k in head.page.numbers.get("title", ()))
    is_second = again > 1 and i - 1 in found.labelled and head.words(i - 1) != head.words(i)
    return i - 1 if is_second and kinship(head.words(i - 1), head.opening) >= KIN_APART else i


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
    if i >= len(page.lines) or page.lines[i].label not in _LIKELY:
        return False
    return page.lines[i].stop - page.lines[i].start <= LONGEST_BYLINE and _names_makers(page, i)


def _is_apart(head: Head, i: int) -> bool:
    lines, words = head.page.lines, head.words(i)
    is_parted = i + 1 < head.page.last and head.page.text.count("\n", lines[i].stop, lines[i + 1].start) > 1
    return is_parted and kinship(words, head.opening.replace(words, "")) >= KIN_APART


def may_be_title(words: str) -> bool:
    """Whether nothing in a line says that it is no title."""
    spaced_out = rule(__package__, "titles", "spaced-out").pattern.fullmatch(words) is not None
    if not spaced_out and not any(is_han(one) and is_han(other) for one, other in zip(words, words[1:], strict=False)):
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


class _Line(NamedTuple):
    """A line judged as the title: whether its label and its place say that it is one, how many lines it stands above the
    next facts (0 for too many), which share of it the text repeats, and whether another title line begins with it."""

    head: Head
    number: int
    words: str
    is_title: bool
    above: int
    kin: float
    is_reprinted: bool


def _merit(head: Head, i: int, labelled: Sequence[int]) -> _Merit:
    """Return what speaks for a line as the title, whether it stands above the text, and how close to it."""
    line, first = _line(head, i, labelled), head.page.first
    worth = 0.0
    # One by one: how sum() rounds depends on the version of Python.
    for speaks, weight in _EVIDENCE:
        worth += weight * speaks(line)
    return worth, i < first, i if i < first else -i


def _line(head: Head, i: int, labelled: Sequence[int]) -> _Line:
    first, words = head.page.first, head.words(i)
    # Below the text, only a page that prints no facts above it may print its title.
    is_title = head.page.lines[i].label == "title" and (i < first or not head.anchors)
    above = _lines_above(head, i)
    # Tags and captions say what the text says in its own words; a title does not.
    own_words = not is_title and above != 1 and i not in (first - 1, head.page.last) and words in head.opening
    kin = 0.0 if own_words else kinship(words, head.opening)
    is_reprinted = any(begins(head, other, i) for other in labelled if other != i)
    return _Line(head, i, words, is_title, above, kin, is_reprinted)


def _is_strange(line: _Line) -> bool:
    return not line.kin and len(line.head.opening) >= ENOUGH_TEXT


def _is_above_facts(line: _Line) -> float:
    return ABOVE_FACTS.get(line.above, 0.0) * (1.0 if line.is_title else UNNAMED)


def _is_above_text(line: _Line) -> bool:
    page = line.head.page
    return line.number == page.first - 1 and page.lines[line.number].label != "heading"


def _is_below_crumb(line: _Line) -> bool:
    before = line.number - 1
    return before >= 0 and line.head.page.lines[before].label == "nav" and _is_crumb(line.head.words(before))


def _lines_to_text(line: _Line) -> int:
    return max(0, min(line.head.page.first - line.number, ABOVE))


def _tells_no_title(line: _Line) -> bool:
    """Whether a line is no more than the name of an institution, or says what the title was elsewhere."""
    if is_institution_line(line.words):
        return True
    return rule(__package__, "titles", "original").pattern.match(line.words) is not None


def _is_below_titled_facts(line: _Line) -> bool:
    """Whether a line stands below facts that have a title of their own right above them: it is a heading of the text."""
    head, lines = line.head, line.head.page.lines
    above = [i - 1 for i in head.anchors if 0 < i < line.number]
    return any(
        kinship(head.words(i), head.opening) >= (KIN_HEARD if lines[i].label == "title" else KIN_ALONE)
        and may_be_title(head.words(i))
        and not begins(head, i, line.number)
        for i in above
    )


# What speaks for a line as the title and against it, and how much it weighs.
_EVIDENCE: tuple[tuple[Callable[[_Line], float], float], ...] = (
    (lambda line: line.kin, 1.0),
    (_is_strange, -0.25),
    (lambda line: line.is_title, 0.3),
    (lambda line: line.is_reprinted, 0.2),
    (_is_above_facts, 1.0),
    (_is_above_text, 0.1),
    (_is_below_crumb, 0.2),
    (_lines_to_text, -0.015),
    (_tells_no_title, -0.3),
    (_is_below_titled_facts, -0.6),
)


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
    """Return how many lines above the next facts a line stands; 0 for too many. Second titles and tools do not count, nor
    other lines of a title between one and its facts."""
    between = {"subtitle", "share", "title"} if head.page.lines[i].label == "title" else {"subtitle", "share"}
    above = 0
    for k in range(i + 1, min(i + 1 + 2 * max(ABOVE_FACTS), len(head.page.lines))):
        if k in head.anchors:
            return above + 1
        above += head.page.lines[k].label not in between
    return 0


def _close(words: str) -> str:
    return "".join(words.split())
