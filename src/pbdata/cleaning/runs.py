"""How a line stands in its run: lines between two paragraphs, between head and credits, under the head of a list.

Each function adds names of rules (rules/places.yaml) to the lines that they hold for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from pbdata.chinese.characters import is_han
from pbdata.chinese.sentences import ENDS
from pbdata.cleaning.context import BEHIND_AN_ARTICLE, ENDED, HEADING_SIZES, NO_TEXT, RUNNING, STOPS, TITLE_SIZES
from pbdata.cleaning.named import Named
from pbdata.cleaning.names import begins_with_surname

# Rules that tell facts about the article in its head, and rules that name who worked on it below its text.
HEAD_FACTS = frozenset({"date-and-time", "dateline-source", "last-update", "date-in-characters", "square-byline"})
SIGNED = frozenset({"reads-makers", "author-key"})
CREDITS = frozenset({"editor-credit", "editor-inside", "end-mark"})
# Rules on lines that belong to the page wherever they stand.
OF_THE_PAGE = BEHIND_AN_ARTICLE - CREDITS - HEAD_FACTS - {"date-alone"} | {
    "menu-words",
    "menu-run",
    "sections",
    "breadcrumb",
    "contact",
    "licence",
    "browser-advice",
    "age-gate",
}
PAGE_AND_CREDITS = OF_THE_PAGE | CREDITS
# Rules on lines that are facts, so that they are no headlines of other articles.
FACTS = HEAD_FACTS | {"dateline-key", "document-number", "organisation-alone", "original-title", "read-count"}
# Rules on short lines that are no links to sections.
NO_LINK = FACTS | {
    *("account", "share", "share-run", "follow-us", "follow-button", "tool-alone", "player", "script-residue"),
    *("comment", "comment-alone", "reader-box", "poster", "mood", "forum"),
    *("editor-credit", "reads-editor", "reads-makers", "author-key", "film-makers"),
}
# What kind of run a line is the head of, by its rules; the first that holds counts.
HEADS = {
    "under-related": frozenset({"related-head", "more-of-section", "ranking-tabs", "further-reading"}),
    "under-comment": frozenset({"comment", "comment-alone", "mood", "forum"}),
    "under-share": frozenset({"share", "follow-us", "share-run", "account"}),
    "under-footer": frozenset({"contact", "copyright", "licence", "sponsor", "portal-foot"}),
}
# A run of lines of a menu or of headlines has so many lines, a headline so many characters.
RUN_FROM = 4
# A run of links at the foot has so many lines, more where it stands under the head of a list.
MIN_FOOT, MIN_LONG_FOOT, MIN_SECTIONS = 5, 15, 2
# How the names of bodies end to which a foot links.
BODIES = (
    "部",
    "局",
    "委",
    "委员会",
    "办公室",
    "厅",
    "院",
    "署",
    "网",
    "社",
    "会",
    "中心",
    "政府",
    "总台",
    "兵团",
    "管委会",
    "公司",
)
# A heading has up to so many characters, one that ends in a colon fewer, and does not introduce speech or a list.
MAX_HEADING, MAX_KEY_HEADING, MAX_HEADING_LINES, MIN_KIN = 44, 16, 2, 8
# The end of the name of a unit that signs, which has up to so many characters.
MAX_UNIT = 20
_UNIT = re.compile(r"(?:支部|党委|党总支|委员会|部|局|办|社区|中心|公司|学校|学院|医院|协会|总会|村|站|所|队)$")
_SAYS = re.compile(r"(?:说|道|称|问|答|指出|表示|认为|告诉|如下|介绍|强调|要求|变化|包括|是|有|为)[：:]$")
_OPEN_ENDS = frozenset(ENDS + "，、；,;!?…")
# Facts, and what stands amid the text: neither is a headline in a list; where verse may stand; what is listed.
NO_HEADLINES = FACTS | {"inside-text"}
IN_PLACE = frozenset({"framed", "inside-text"})
LISTED = frozenset({"under-related", "in-list-of-headlines"})
UNDER_HEADS = frozenset({"under-related", "under-comment"})
# Rules on the lines of a script for broadcasting.
SPOKEN = frozenset({"speaker", "sound-bite", "question-of-reporter"})
NO_HEAD = OF_THE_PAGE | {"tokens", "separators", "table-row"}
SIGNED_DAYS = frozenset({"date-alone", "date-in-characters"})
MIN_HEADLINE = 7
SHORT = frozenset({"word", "words", "no-han", "digits", "marks-only"})
HEADLINES = frozenset({"headline", "phrase", "long-deck", "question"})
OF_A_PICTURE = frozenset({"picture-lender", "picture-note", "persons-in-picture"})
PARAGRAPHS = frozenset({"paragraph", "long-paragraph", "cut-paragraph"})
IN_SENTENCES = ENDED | PARAGRAPHS
MAX_VERSE = 24
# Rules on sentences in which the page speaks to its reader, how long such a sentence is, and what tells facts beside it.
TO_THE_READER = frozenset(
    {"asks-reader", "app-invitation", "comment-terms", "platform-notice", "follow-us", "scan-to-follow"}
) | {*("about-the-site", "call-for-papers", "whose-rights", "reading-time")}
MAX_TO_THE_READER = 80
# Rules on tools of the page.
TOOLS = frozenset({"share", "tool-alone", "tools", "bracket-tools", "share-run", "page-tools", "size-marks"})
NO_TOOLS = NO_LINK | {"related-head", "colon-end"}
TELLS = CREDITS | HEAD_FACTS | {"reads-source", "reads-editor"}

_NUMBER = re.compile(r"[（(]?第?[\d一二三四五六七八九十]{1,3}(?:[)）、．.]|[章节条是])")
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")


def mark_gaps(named: Named) -> None:
    """Mark the lines between two lines of running text of the story, if none of the run belongs to the page."""
    page = named.lines(OF_THE_PAGE)
    texts = named.lines(RUNNING) - page - named.at("stranger-text")
    for above, below in pairwise(sorted(texts)):
        if page.isdisjoint(gap := range(above + 1, below)):
            named.put("inside-text", gap)


def mark_frame(named: Named) -> None:
    """Mark the lines between the facts of a head and the first credit below, if nothing between belongs to the page."""
    facts = named.lines(HEAD_FACTS)
    first = min(facts, default=len(named))
    credit = min((i for i in named.lines(CREDITS) if i > first), default=None)
    if credit is not None:
        last = max(i for i in facts | named.lines(OF_THE_PAGE) if first <= i < credit)
        named.put("framed", range(last + 1, credit))


def mark_heads(named: Named) -> None:
    """Mark the lines below the head of a list, of comments, of tools or of the page's foot, up to the next running text.

    Running text that stands by itself below the head of a list is a summary there.
    """
    heads = {i: head for head in reversed(HEADS) for i in named.lines(HEADS[head])}
    running = named.lines(RUNNING)
    texts = running - named.lines(BEHIND_AN_ARTICLE)
    under = defaultdict[str, list[int]](list)
    kind = ""
    for i in range(min(heads, default=len(named)), len(named)):
        if i in texts and (kind != "under-related" or i + 1 in running):
            kind = ""
            continue
        if kind:
            under[kind].append(i)
        kind = heads.get(i, kind)
    for kind, lines in under.items():
        named.put(kind, lines)


def mark_shape(lines: Sequence[str], named: Named) -> None:
    """Mark runs of short lines (a menu), of headlines (a list), and of short lines nearly as long as each other (verse)."""
    for first, last in _runs(named.lines(SHORT)):
        named.put("in-menu", range(first, last))
    words = {i for i in named.at("words") if len(lines[i]) >= MIN_HEADLINE and " " not in lines[i]}
    for first, last in _runs((words | named.lines(HEADLINES)) - named.lines(NO_HEADLINES)):
        named.put("in-list-of-headlines", range(first, last))
    signed = named.lines(SIGNED)

    def is_as_verse(i: int) -> bool:
        return i not in signed and 4 <= len(line := lines[i]) <= MAX_VERSE and line[-1] not in STOPS and " " not in line

    count = len(lines)
    in_place = named.lines(IN_PLACE) | {i + 1 for i in signed | named.lines(HEAD_FACTS) if i + 1 < count}
    for first in sorted(i for i in in_place if is_as_verse(i) and not (i and is_as_verse(i - 1))):
        last = next((i for i in range(first + 1, count) if not is_as_verse(i)), count)
        if last - first >= RUN_FROM and max(Counter(map(len, lines[first:last])).values()) * 2 > last - first:
            named.put("as-long-as-others", range(first, last))


def mark_unlisted(named: Named) -> None:
    """Mark lines above and below all text that stand in no list of headlines and under no head of a list."""
    listed = named.lines(LISTED)
    named.put("unlisted-above", named.at("above-all-text") - listed)
    named.put("unlisted-below", named.at("below-all-text") - listed)


def mark_headings(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark one or two lines that stand over a paragraph behind one that is ended: without a stop, or a few words with a colon.

    A longer one that has no pair of characters in common with either paragraph may well lead to another article.
    """
    for above, below in pairwise(sorted(named.lines(RUNNING))):
        if not 2 <= below - above <= MAX_HEADING_LINES + 1:
            continue
        gap = range(above + 1, below)
        if sizes[above] not in ENDED or sizes[below] == "broken-line":
            continue
        if not all(_may_be_heading(lines[i]) and SPOKEN.isdisjoint(named[i]) for i in gap):
            continue
        named.put("stands-over", gap)
        around = lines[above] + lines[below]
        for i in gap:
            line = lines[i]
            if len(line) >= MIN_KIN and not any(
                pair in around for pair in map("".join, pairwise(line)) if is_han(pair[0])
            ):
                named.put("no-kin-of-neighbours", [i])


def _may_be_heading(line: str) -> bool:
    """Whether a line has the length and the end of a heading."""
    if line[-1] in _OPEN_ENDS or len(line) > MAX_HEADING:
        return False
    return line[-1] not in "：:" or len(line) <= MAX_KEY_HEADING and not _SAYS.search(line)


def mark_lone(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark a line of a title's size, without a number, by itself between the last sentence of the text and a credit: there a paper signs, or
    prints the title."""
    for i in sorted(i - 1 for i in named.lines(CREDITS) if i > 1):
        is_short = sizes[i] in TITLE_SIZES | SHORT and not any(map(str.isdigit, lines[i]))
        if is_short and sizes[i - 1] in ENDED:
            named.put("alone-above-credit", [i])


def mark_foot(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark a run of a few words a line below all text, a long one wherever it stands, another one under no head of a list or
    of comments: links at the foot of the page."""
    short = {
        i
        for i in named.at("below-all-text") - named.lines(NO_LINK)
        if (sizes[i] in SHORT or sizes[i] in TITLE_SIZES and lines[i].endswith(BODIES)) and lines[i][-1] not in "）)|"
    }
    sections, heads = named.at("menu-words"), named.at("related-head")
    listed = named.lines(UNDER_HEADS)
    for first, last in _runs(short):
        run = range(first, last)
        is_listed = len(sections.intersection(run)) < MIN_SECTIONS and not listed.isdisjoint(run)
        if len(run) >= (MIN_LONG_FOOT if is_listed else MIN_FOOT):
            named.put("run-at-foot", [i for i in run if i not in heads or len(run) >= MIN_LONG_FOOT])


def mark_only_head(sizes: Sequence[str], named: Named) -> None:
    """Mark the one line above all text that tells no fact and belongs to no page: it can only be the title."""
    above = (named.at("above-all-text") & named.at("tells-no-fact")) - named.lines(NO_HEAD)
    if len(above) != 1:
        return
    (only,) = above
    is_over_facts = only + 1 in named.lines(HEAD_FACTS)
    if sizes[only] in HEADING_SIZES or sizes[only] == "word" and is_over_facts:
        named.put("only-head", above)


def mark_cut(lines: Sequence[str], sizes: Sequence[str], named: Named) -> None:
    """Mark the last line of a page that ends amid the text: nothing that belongs to the page stands below its first line of text;
    and whether it is numbered as the headings of the text are."""
    last = len(named) - 1
    first = min(named.lines(ENDED) - named.lines(NO_TEXT), default=last)
    if first < last and sizes[last] != "no-han" and max(named.lines(PAGE_AND_CREDITS), default=-1) < first:
        named.put("cut-off", [last])
        kind = _kind_of_number(lines[last])
        if kind and any(_kind_of_number(lines[i]) == kind for i in named.at("stands-over")):
            named.put("numbered-as-headings", [last])


def _kind_of_number(line: str) -> str:
    """Return the number before a heading, whichever it is: 0、 or 第0章; nothing where there is none."""
    number = _NUMBER.match(line)
    return _DIGITS.sub("0", number[0]) if number else ""


def mark_signature(named: Named) -> None:
    """Mark a day by itself below the name of a body or of who signs: the day on which a document was signed; and the body."""
    bodies = named.at("organisation-alone")
    signed = {i + 1 for i in bodies | named.at("signs")}
    days = named.lines(SIGNED_DAYS) & signed
    named.put("signed-day", days)
    named.put("signing-body", bodies & {i - 1 for i in days})


def mark_signers(lines: Sequence[str], named: Named) -> None:
    """Mark a name below all text and the unit above it: who signs, and for whom."""
    names = named.at("name-alone")
    for i in sorted(named.at("below-all-text") - {0}):
        if i in names and _is_unit(lines[i - 1]):
            named.put("signs", (i - 1, i))
        if "：" not in lines[i] and ":" not in lines[i]:
            continue
        unit, _, name = lines[i].replace(":", "：").rpartition("：")
        if unit and _is_unit(unit) and begins_with_surname(name):
            named.put("signs", [i])


def _is_unit(words: str) -> bool:
    return 0 < len(words) <= MAX_UNIT and _UNIT.search(words) is not None


def mark_remnants(lines: Sequence[str], named: Named) -> None:
    """Mark a line without a stop below all text right behind the numbers of pages: the text has ended there."""
    behind = {i + 1 for i in named.at("page-numbers") if "页" in lines[i]}
    named.put("behind-page-numbers", [i for i in named.at("below-all-text") & behind if lines[i][-1].isalnum()])


def mark_twins(lines: Sequence[str], named: Named) -> None:
    """Mark a paragraph that stands on the page for the second time, and a sentence below one that does; what tells of a picture
    may stand there twice."""
    seen: set[str] = set()
    for i in sorted(named.lines(IN_SENTENCES) - named.lines(OF_A_PICTURE)):
        if lines[i] in seen and (PARAGRAPHS.intersection(named[i]) or i - 1 in named.at("paragraph-again")):
            named.put("paragraph-again", [i])
        seen.add(lines[i])


def mark_farewell(lines: Sequence[str], named: Named) -> None:
    """Mark sentences to the reader below which no running text stands that says anything else."""
    spoken = {i for i in named.lines(TO_THE_READER) - named.lines(TELLS) if len(lines[i]) <= MAX_TO_THE_READER}
    last = max(named.lines(RUNNING) - named.lines(NO_TEXT) - spoken, default=-1)
    named.put("farewell", [i for i in spoken if i > last])


def mark_tools(sizes: Sequence[str], named: Named) -> None:
    """Mark a word that tells nothing below all text, with tools of the page right below it: one more of them."""
    tools = named.lines(TOOLS)
    others = tools | named.lines(NO_TOOLS)
    words = {i for i in named.at("below-all-text") - others if sizes[i] in ("word", "words")}
    named.put("above-tools", [i for i in words if i + 1 in tools])


def _runs(lines: AbstractSet[int]) -> list[tuple[int, int]]:
    """Return where ``RUN_FROM`` and more lines stand side by side, as ranges."""
    firsts = sorted([i for i in lines if i - 1 not in lines])
    lasts = sorted([i + 1 for i in lines if i + 1 not in lines])
    return [(first, last) for first, last in zip(firsts, lasts, strict=True) if last - first >= RUN_FROM]
