"""The title and the subtitle that a page prints; what is no title is in lexicons/title.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import yaml

from pbdata.cleaning.names import find_makers
from pbdata.cleaning.parts import Part
from pbdata.extraction.values import HeadLine, Value

MIN_TITLE, MAX_TITLE, LONGEST_HEADING = 4, 80, 36
# How many lines above the text and below it may print its title.
ABOVE, BELOW = 15, 5
# Shares of a title's pairs of characters that the first lines of the text repeat: what a title's label is worth, and what
# makes a line the title without it, beside title lines or where there are none.
KIN_LINES, KIN_READ = 6, 160
TITLE_LABEL = 0.3
REPRINTED = 0.2
# What it is worth to stand so many lines above the date or the makers, or right above the text, and what each line
# further up costs; without the label of a title the first counts in part.
ABOVE_FACTS = {1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1}
UNNAMED = 0.5
ABOVE_TEXT, FAR = 0.1, 0.015
KIN_ALONE = 0.6
KIN_AT_LEAST = 0.35
# A title line of less merit is doubted, and any line that is akin to the text may take its place.
DOUBTFUL = 0.4
# What it is worth to stand below a breadcrumb; what a line loses that is no more than the name of an institution, or says
# what the title was elsewhere; how long a headline is that needs less kinship.
BELOW_CRUMB = 0.2
LOSES = 0.3
HEADLINE, KIN_HEADLINE = 14, 0.2
# The two lines of a broken title are about as long as each other, and say what the text says.
HALF_UP_TO, HALF_RATIO, KIN_HALF = 20, 0.6, 0.15
SUBTITLE_LINES = 3

_SUBTITLE_DASH = re.compile(r"\s*[—―─]{2,}\s*|\s+-{2,}\s*")
_LEADING_DASH = re.compile(r"[\s—―─\-]+")
_DASH = re.compile(r"[—―─-]{2,}\s*[^\s—―─-]")
_BRACKETED_TITLE = re.compile(r"^\[([^\[\]]{4,60})\]")
_TAG = re.compile(r"^(?:原创|转载|置顶|推荐|独家)(?=\S{8})")
_SITE_SUFFIX = re.compile(r"\s*[_|｜丨]\s*[^_|｜丨]{2,24}$|\s*[-—－–]+\s*[^-—－–，。]{2,16}$")
_SPACE = re.compile(r"\s+")
_LIKELY = frozenset({"subtitle", "nav", "heading", "related"})
_NO_TITLE_LABELS = frozenset({"body", "caption", "footer", "blank", "title"})
_FACT = re.compile(r"\d\s*[-/.年月]\s*\d|[年月日][一二三四五六七八九十]|(?:来源|稿源|作者|时间)\s*[：:]")
_MAY_BE_SUBTITLE = frozenset({"subtitle", "nav", "heading", "byline", "related", "share"})


class _Lexicon(NamedTuple):
    original: re.Pattern[str]
    name: re.Pattern[str]
    never: re.Pattern[str]
    key: re.Pattern[str]
    subtitle_key: re.Pattern[str]


def read_titles(text: str, lines: Sequence[HeadLine], parts: Sequence[Part], place: tuple[int, int]) -> Iterator[Value]:
    """Yield ``title`` and ``subtitle``: glued to the text, in a line of the head, or at least in the document's title.

    ``place`` tells where the text is among the lines. A title that is broken over two lines is one value over both.
    """
    glued = {part.label: part for part in parts if part.label in ("title", "subtitle")}
    subtitle: Value | None = None
    chosen = None if "title" in glued else _choose(text, lines, place)
    last = chosen
    if "title" in glued:
        yield Value("title", glued["title"].start, glued["title"].stop, glued["title"].rule)
    elif chosen is not None:
        first, last = _both_lines(text, lines, chosen, place)
        start, stop = _inner_title(text, lines[first])
        if last != first:
            stop = lines[last].stop
        dash = _SUBTITLE_DASH.search(text, start, stop)
        if dash and dash.start() - start >= MIN_TITLE and stop - dash.end() >= MIN_TITLE + 2:
            subtitle = Value("subtitle", dash.end(), stop, "title-dash")
            stop = dash.start()
        yield Value("title", start, stop, "title-line")
    if "subtitle" in glued:
        subtitle = Value("subtitle", *_without_dash(text, glued["subtitle"]), "glued-subtitle")
    elif subtitle is None:
        subtitle = _subtitle_line(text, lines, last, place)
    if subtitle:
        yield subtitle


def _choose(text: str, lines: Sequence[HeadLine], place: tuple[int, int]) -> int | None:
    """Choose the line that prints the title: of those close to the text the one that says most of what the text says.

    A line that the document's title begins with comes first. Of equals the title lines come before others, then the
    one closest above the date.
    """
    anchors = _anchors(text, lines, place)
    candidates = _candidates(text, lines, place, anchors)
    document = next((i for i, x in enumerate(lines) if x.is_document_title), None)
    if document is not None:
        named = [i for i in candidates if _begins(text, lines[document], lines[i])]
        if named:
            return max(named, key=lambda i: (lines[i].label == "title", lines[i].stop - lines[i].start))
    opening = _opening(text, lines, place)
    date = next((i for i, x in enumerate(lines) if x.label == "dateline" and x.zone == "head"), -1)
    titles_printed = [lines[i] for i in candidates if lines[i].label == "title"]
    lexicon = _lexicon()

    def merit(i: int) -> tuple[float, bool, int]:
        line = lines[i]
        words = text[line.start : line.stop]
        is_title = line.label == "title"
        above = _lines_above(i, lines, anchors)
        # Tags and captions say what the text says in its own words; a title does not.
        own_words = not is_title and above != 1 and i != place[0] - 1 and words in opening
        worth = 0.0 if own_words else kinship(words, opening)
        worth += TITLE_LABEL * is_title
        worth += REPRINTED * any(_begins(text, other, line) for other in titles_printed if other is not line)
        worth += ABOVE_FACTS.get(above, 0.0) * (1.0 if is_title else UNNAMED)
        worth += ABOVE_TEXT * (i == place[0] - 1 and line.label != "heading")
        worth += BELOW_CRUMB * (i > 0 and lines[i - 1].label == "nav" and _is_crumb(text, lines[i - 1]))
        worth -= FAR * max(0, min(place[0] - i, ABOVE)) + LOSES * bool(
            lexicon.name.match(words) or lexicon.original.match(words)
        )
        return worth, i < date, i if i < date else -i

    merits = {i: merit(i) for i in candidates}
    titles = [
        i for i in candidates if lines[i].label == "title" or lines[i].label in _LIKELY and merits[i][0] >= KIN_ALONE
    ]
    if document is not None and not titles:
        return document
    akin = [i for i in candidates if merits[i][0] >= _enough(lines[i])]
    if not titles or max(merits[i][0] for i in titles) < DOUBTFUL:
        titles = akin or titles
    return max(titles, key=merits.__getitem__, default=None)


def _anchors(text: str, lines: Sequence[HeadLine], place: tuple[int, int]) -> frozenset[int]:
    """Return the numbers of the lines above the text that tell facts or makers: a title stands right above them."""
    found = set()
    for i in range(max(0, place[0] - 2 * ABOVE), place[0]):
        label, start, stop = lines[i].label, lines[i].start, lines[i].stop
        if (
            label == "dateline"
            and _FACT.search(text, start, stop)
            or label == "byline"
            and find_makers(text, start, stop)
        ):
            found.add(i)
    return frozenset(found)


def _is_crumb(text: str, line: HeadLine) -> bool:
    words = text[line.start : line.stop]
    return words.endswith("正文") or any(step in words for step in ">»›→") or "首页" in words and "位置" in words


def _lines_above(i: int, lines: Sequence[HeadLine], anchors: frozenset[int]) -> int:
    """Return how many lines above the next facts a line stands; 0 for too many. Second titles and tools do not count."""
    above = 0
    for k in range(i + 1, min(i + 1 + 2 * max(ABOVE_FACTS), len(lines))):
        if k in anchors:
            return above + 1
        above += lines[k].label not in ("subtitle", "share")
    return 0


def _enough(line: HeadLine) -> float:
    return KIN_HEADLINE if line.stop - line.start >= HEADLINE else KIN_AT_LEAST


def _opening(text: str, lines: Sequence[HeadLine], place: tuple[int, int]) -> str:
    """Return the beginnings of the first lines of the text."""
    body = [x for x in lines[place[0] : place[1]] if x.label == "body"][:KIN_LINES]
    return "".join(text[x.start : min(x.stop, x.start + KIN_READ)] for x in body)


def _candidates(text: str, lines: Sequence[HeadLine], place: tuple[int, int], anchors: frozenset[int]) -> list[int]:
    """Return the numbers of the title lines, and of other lines close to the text or its date that are long enough."""
    first, last = place
    near = {*range(max(0, first - ABOVE), first), *range(last, min(len(lines), last + BELOW))}
    near |= {i - k for i in anchors for k in ABOVE_FACTS}
    never = _lexicon().never
    found = []
    for i, line in enumerate(lines):
        if line.is_document_title:
            continue
        if line.label == "title":
            if not never.search(text, line.start, line.stop):
                found.append(i)
            continue
        shortest = MIN_TITLE if i == first - 1 or i + 1 in anchors else MIN_TITLE * 2
        longest = LONGEST_HEADING if line.label == "heading" else MAX_TITLE
        if i not in near or i in anchors or line.label in _NO_TITLE_LABELS:
            continue
        if not shortest <= line.stop - line.start <= longest or _LEADING_DASH.match(text, line.start):
            continue
        if not never.search(text, line.start, line.stop):
            found.append(i)
    return found


def kinship(words: str, opening: str) -> float:
    """Return the share of the pairs of letters and digits in ``words`` that ``opening`` holds too."""
    pairs = {a + b for a, b in pairwise(words) if a.isalnum() and b.isalnum()}
    return sum(pair in opening for pair in pairs) / max(1, len(pairs))


def _begins(text: str, document: HeadLine, line: HeadLine) -> bool:
    words = _SPACE.sub("", text[line.start : line.stop])
    return len(words) >= MIN_TITLE * 2 and _SPACE.sub("", text[document.start : document.stop]).startswith(words)


def _both_lines(text: str, lines: Sequence[HeadLine], chosen: int, place: tuple[int, int]) -> tuple[int, int]:
    """Return the numbers of the first and the last line of a title that is broken over two lines; twice the same if not."""
    opening = _opening(text, lines, place)
    for first, last in ((chosen - 1, chosen), (chosen, chosen + 1)):
        if first < 0 or last >= len(lines) or text.count("\n", lines[first].stop, lines[last].start) > 1:
            continue
        halves = [text[lines[i].start : lines[i].stop] for i in (first, last)]
        together = "".join(halves)
        others = [x for i, x in enumerate(lines) if x.label == "title" and i not in (first, last)]
        if any(_SPACE.sub("", text[x.start : x.stop]).startswith(_SPACE.sub("", together)) for x in others):
            return first, last
        if _are_halves(text, lines, first, last, halves) and all(kinship(h, opening) >= KIN_HALF for h in halves):
            return first, last
    return chosen, chosen


def _are_halves(text: str, lines: Sequence[HeadLine], first: int, last: int, halves: Sequence[str]) -> bool:
    sizes = sorted(map(len, halves))
    if not (sizes[1] <= HALF_UP_TO and sizes[0] >= max(MIN_TITLE + 2, HALF_RATIO * sizes[1])):
        return False
    if any(" " in half or half[-1] in "。！？：:" or _lexicon().never.search(half) for half in halves):
        return False
    labels = {lines[first].label, lines[last].label}
    if "title" not in labels or not labels <= {"title", "nav"} or _DASH.match(halves[1]):
        return False
    return not any(
        text.startswith(half, x.start) for half in halves for i, x in enumerate(lines) if i not in (first, last)
    )


def _inner_title(text: str, line: HeadLine) -> tuple[int, int]:
    """Leave out what is around the title in its line: a key, a tag, brackets, the site's name in a document's title, a
    second print."""
    start, stop = line.start, line.stop
    words = text[start:stop]
    key = _lexicon().key.match(words)
    if key:
        return start + key.end(), stop - (words[-1] in "])）】" and words[0] in "[(（【")
    bracketed = _BRACKETED_TITLE.match(words)
    if bracketed:
        return start + bracketed.start(1), start + bracketed.end(1)
    tag = _TAG.match(words)
    if tag:
        start += tag.end()
    if line.is_document_title:
        while suffix := _SITE_SUFFIX.search(text[start:stop]):
            if suffix.start() < MIN_TITLE:
                break
            stop = start + suffix.start()
    half = (stop - start) // 2
    if half >= MIN_TITLE and text[start : start + half] == text[stop - half : stop].strip():
        stop = start + half
    return start, stop


def _subtitle_line(text: str, lines: Sequence[HeadLine], title: int | None, place: tuple[int, int]) -> Value | None:
    """Find the second title: a line of that label, or one that opens with a dash or its key, close below the title."""
    lexicon = _lexicon()
    below = len(lines) if title is None else title + 1
    for i in range(below, min(below + SUBTITLE_LINES, place[0])):
        line = lines[i]
        if i == below and line.label == "title" and _is_second(text, lines[below - 1], line):
            return Value("subtitle", *_without_dash(text, line), "subtitle-line")
        if line.label not in _MAY_BE_SUBTITLE:
            continue
        key = lexicon.subtitle_key.match(text, line.start, line.stop)
        if key:
            return Value("subtitle", key.end(), line.stop, "subtitle-key")
        if _DASH.match(text, line.start, line.stop):
            return Value("subtitle", *_without_dash(text, line), "subtitle-line")
    for i, line in enumerate(lines):
        if line.label == "subtitle" and i != title and not lexicon.never.search(text, line.start, line.stop):
            return Value("subtitle", *_without_dash(text, line), "subtitle-line")
    return None


def _is_second(text: str, title: HeadLine, line: HeadLine) -> bool:
    """Whether a title line below the title is another title, neither a second print of it nor something else."""
    words = text[line.start : line.stop]
    again = _begins(text, title, line) or _begins(text, line, title)
    return len(words) >= MIN_TITLE * 2 and not again and not _lexicon().never.search(words)


def _without_dash(text: str, place: HeadLine | Part) -> tuple[int, int]:
    dash = _LEADING_DASH.match(text, place.start, place.stop)
    return (dash.end() if dash else place.start), place.stop


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load((files("pbdata.extraction") / "lexicons" / "title.yaml").read_text("utf-8"))
    return _Lexicon(
        re.compile(r"^[\[(（【]?原标?题"),
        re.compile(rf"[\u4e00-\u9fff]{{2,12}}?(?:{'|'.join(data['names'])})(?:\s+[A-Za-z官方网站 .]+)?$"),
        re.compile("|".join(data["never"])),
        re.compile(rf"^[\[(（【]?(?:{'|'.join(data['keys'])})\s*[：:]\s*"),
        re.compile(rf"(?:{'|'.join(data['subtitle_keys'])})\s*[：:]\s*"),
    )
