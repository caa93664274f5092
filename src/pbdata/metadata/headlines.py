"""Which line of a page prints its title; what is no title is in words/title.yaml."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pbdata.cleaning.credits import find_makers
from pbdata.datafiles import read_data
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
# institution, or says what the title was elsewhere.
ABOVE_FACTS = {1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1}
UNNAMED = 0.5
ABOVE_TEXT, BELOW_CRUMB = 0.1, 0.2
FAR, LOSES = 0.015, 0.3
# A title line of the first merit is taken at once; one below the second is doubted, and any line that is akin to the text may
# take its place. Without the label a line needs the third beside title lines, and one of the last two where there are
# none, the lower one if it is as long as a headline.
SURE, DOUBTFUL, KIN_ALONE = 0.65, 0.4, 0.6
KIN_AT_LEAST, HEADLINE, KIN_HEADLINE = 0.35, 14, 0.2
# How much of the end of a line is read; the two lines of a broken title are about as long as each other, and say what the
# text says.
ENDING = 6
HALF_UP_TO, HALF_RATIO, KIN_HALF = 20, 0.6, 0.15

_LIKELY = frozenset({"subtitle", "nav", "heading", "related"})
_NO_TITLE_LABELS = frozenset({"body", "caption", "footer", "blank", "title"})
_HALF_LABELS = frozenset({"title", "nav"})
_ROLES = ("记者", "通讯员", "作者", "文/", "□")
_FACT = re.compile(r"\d\s*[-/.年月]\s*\d|[年月日][一二三四五六七八九十]|(?:来源|稿源|作者|时间)\s*[：:]")
_LEADING_DASH = re.compile(r"[—―─\-]")
_HAN = re.compile(r"[\u3400-\u9fff]{2}")
_DASH = re.compile(r"[—―─-]{2,}\s*[^\s—―─-]")
_SPACE = re.compile(r"\s+")

_Merit = tuple[float, bool, int]


class TitleWords(NamedTuple):
    """What tells a title from what is none: what no title holds, names of institutions, and the keys before titles."""

    never: tuple[str, ...]
    never_begins: re.Pattern[str]
    never_ends: re.Pattern[str]
    never_keys: re.Pattern[str]
    name: re.Pattern[str]
    original: re.Pattern[str]
    key: re.Pattern[str]
    subtitle_key: re.Pattern[str]


class Head(NamedTuple):
    """A page as titles are looked for on it: how its text begins, and the numbers of the lines above it that tell facts
    or makers."""

    page: Page
    opening: str
    anchors: frozenset[int]

    def words(self, i: int) -> str:
        """The words of a line."""
        return self.page.words(i)


def look_at_head(page: Page) -> Head:
    """Gather what the choice of a title needs."""
    body = [page.lines[i] for i in page.numbers.get("body", ()) if i >= page.first][:KIN_LINES]
    opening = "".join([page.text[x.start : min(x.stop, x.start + KIN_READ)] for x in body])
    near = range(page.first - 2 * ABOVE, page.first)
    labelled = [i for i in page.numbers.get("dateline", ()) if i in near and _FACT.search(page.words(i))]
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
    labelled = [i for i in head.page.numbers.get("title", ()) if i != document and may_be_title(head.words(i))]
    if document is None:
        merits = {i: _merit(head, i, labelled) for i in labelled}
        best = max(labelled, key=merits.__getitem__, default=None)
        if best is not None and merits[best][0] >= SURE:
            return best
        others = _others(head)
        if best is not None and merits[best][0] >= DOUBTFUL:
            others = [i for i in others if lines[i].label in _LIKELY]
    else:
        others = _others(head)
        named = [i for i in (*labelled, *others) if _begins(head, document, i)]
        if named:
            return max(named, key=lambda i: (lines[i].label == "title", lines[i].stop - lines[i].start))
        merits = {i: _merit(head, i, labelled) for i in labelled}
    merits |= {i: _merit(head, i, labelled) for i in others}
    titles = labelled + [i for i in others if lines[i].label in _LIKELY and merits[i][0] >= KIN_ALONE]
    if document is not None and not titles:
        return document
    if not titles or max(merits[i][0] for i in titles) < DOUBTFUL:
        titles = [i for i in merits if merits[i][0] >= _enough(lines[i])] or titles
    return max(titles, key=merits.__getitem__, default=None)


def both_lines(head: Head, chosen: int) -> tuple[int, int]:
    """Return the numbers of the first and the last line of a title that is broken over two lines; twice the same if not."""
    page = head.page
    titles = page.numbers.get("title", ())
    for first, last in ((chosen - 1, chosen), (chosen, chosen + 1)):
        if first < 0 or last >= len(page.lines):
            continue
        labels = {page.lines[first].label, page.lines[last].label}
        if not labels <= _HALF_LABELS or "title" not in labels and last + 1 not in head.anchors:
            continue
        if page.text.count("\n", page.lines[first].stop, page.lines[last].start) > 1:
            continue
        together = _SPACE.sub("", page.words(first) + page.words(last))
        others = [_SPACE.sub("", page.words(i)) for i in titles if i not in (first, last)]
        if any(other.startswith(together) for other in others) or _are_halves(head, first, last):
            return first, last
    return chosen, chosen


def is_second_title(head: Head, title: int, i: int) -> bool:
    """Whether a title line below the title is another title, neither a second print of it nor something else."""
    again = _begins(head, title, i) or _begins(head, i, title)
    return len(head.words(i)) >= MIN_TITLE * 2 and not again and may_be_title(head.words(i))


def _names_makers(page: Page, i: int) -> bool:
    line = page.lines[i]
    return any(map(page.words(i).__contains__, _ROLES)) or bool(find_makers(page.text, line.start, line.stop))


def may_be_title(words: str) -> bool:
    """Whether nothing in a line says that it is no title."""
    known = title_words()
    if _HAN.search(words) is None or known.never_begins.match(words) or known.never_ends.search(words[-ENDING:]):
        return False
    if ("：" in words or ":" in words) and known.never_keys.search(words):
        return False
    return not any(map(words.__contains__, known.never))


def _others(head: Head) -> list[int]:
    """Return the numbers of lines without the label of a title, close to the text or its date, that may be one."""
    page = head.page
    first, last = page.first, page.last
    near = {*range(max(0, first - ABOVE), first), *range(last, min(len(page.lines), last + BELOW))}
    near |= {i - k for i in head.anchors for k in ABOVE_FACTS if i >= k}
    found = []
    for i in sorted(near - head.anchors):
        line = page.lines[i]
        shortest = MIN_TITLE if i in (first - 1, last) or i + 1 in head.anchors else MIN_TITLE * 2
        longest = LONGEST_HEADING if line.label == "heading" else MAX_TITLE
        if (
            line.label in _NO_TITLE_LABELS
            or line.is_document_title
            or not shortest <= line.stop - line.start <= longest
        ):
            continue
        if not _LEADING_DASH.match(page.text, line.start) and may_be_title(head.words(i)):
            found.append(i)
    return found


def _merit(head: Head, i: int, labelled: Sequence[int]) -> _Merit:
    """Return what speaks for a line as the title, whether it stands above the text, and how close to it."""
    line, first = head.page.lines[i], head.page.first
    words = head.words(i)
    is_title = line.label == "title"
    above = _lines_above(head, i)
    # Tags and captions say what the text says in its own words; a title does not.
    own_words = not is_title and above != 1 and i not in (first - 1, head.page.last) and words in head.opening
    worth = 0.0 if own_words else kinship(words, head.opening)
    if is_title:
        worth += TITLE_LABEL
    if any(_begins(head, other, i) for other in labelled if other != i):
        worth += REPRINTED
    worth += ABOVE_FACTS.get(above, 0.0) * (1.0 if is_title else UNNAMED)
    if i == first - 1 and line.label != "heading":
        worth += ABOVE_TEXT
    if i and head.page.lines[i - 1].label == "nav" and _is_crumb(head.words(i - 1)):
        worth += BELOW_CRUMB
    worth -= FAR * max(0, min(first - i, ABOVE))
    if title_words().name.match(words) or title_words().original.match(words):
        worth -= LOSES
    return worth, i < first, i if i < first else -i


def kinship(words: str, opening: str) -> float:
    """Return the share of the pairs of letters and digits in ``words`` that ``opening`` holds too."""
    pairs = [pair for pair in [words[k : k + 2] for k in range(len(words) - 1)] if pair.isalnum()]
    return sum([pair in opening for pair in pairs]) / max(1, len(pairs))


def _enough(line: HeadLine) -> float:
    return KIN_HEADLINE if line.stop - line.start >= HEADLINE else KIN_AT_LEAST


def _is_crumb(words: str) -> bool:
    return words.endswith("正文") or any(step in words for step in ">»›→") or "首页" in words and "位置" in words


def _lines_above(head: Head, i: int) -> int:
    """Return how many lines above the next facts a line stands; 0 for too many. Second titles and tools do not count."""
    above = 0
    for k in range(i + 1, min(i + 1 + 2 * max(ABOVE_FACTS), len(head.page.lines))):
        if k in head.anchors:
            return above + 1
        above += head.page.lines[k].label not in ("subtitle", "share")
    return 0


def _begins(head: Head, whole: int, i: int) -> bool:
    words = _SPACE.sub("", head.words(i))
    return len(words) >= MIN_TITLE * 2 and _SPACE.sub("", head.words(whole)).startswith(words)


def _are_halves(head: Head, first: int, last: int) -> bool:
    """Whether two lines are the halves of one title: alike in size, neither whole by itself nor printed elsewhere alone."""
    halves = [head.words(first), head.words(last)]
    sizes = sorted(map(len, halves))
    if not (sizes[1] <= HALF_UP_TO and sizes[0] >= max(MIN_TITLE + 2, HALF_RATIO * sizes[1])):
        return False
    if _DASH.match(halves[1]):
        return False
    if any(" " in half or half[-1] in "。！？：:" or not may_be_title(half) for half in halves):
        return False
    others = [x.start for i, x in enumerate(head.page.lines) if i not in (first, last)]
    if any(head.page.text.startswith(half, start) for half in halves for start in others):
        return False
    return all(kinship(half, head.opening) >= KIN_HALF for half in halves)


@cache
def title_words() -> TitleWords:
    """Read words/title.yaml."""
    data = read_data(__package__, "words/title.yaml")
    return TitleWords(
        tuple(data["never"]),
        re.compile(data["never_begins"]),
        re.compile(data["never_ends"]),
        re.compile(data["never_keys"]),
        re.compile(
            rf"[\u4e00-\u9fff]{{2,20}}?(?:{'|'.join(data['names'])})(?:\s+[A-Za-z官方网站 .]+|（[^）]{{2,6}}）)?$"
        ),
        re.compile(r"^[\[(（【]?原标?题"),
        re.compile(rf"^[\[(（【]?(?:{'|'.join(data['keys'])})\s*[：:]\s*"),
        re.compile(rf"(?:{'|'.join(data['subtitle_keys'])})\s*[：:]\s*"),
    )
