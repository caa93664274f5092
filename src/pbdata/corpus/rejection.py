"""Which pages hold no article, and why."""

import re
from collections.abc import Sequence
from itertools import accumulate

from pbdata.captures.encoding import MAX_LOST_SHARE
from pbdata.chinese.rules import rule
from pbdata.cleaning.features import KIN_FROM
from pbdata.cleaning.labeller import Labelled
from pbdata.model.page import KEPT_LABELS, Edit
from pbdata.normalization.characters import code_points, table_of
from pbdata.normalization.mojibake import LOST
from pbdata.normalization.spaces import count_characters

MIN_ARTICLE = 40
# An article shorter than this is believed only with a date, a byline or an editor beside it.
SHORT_ARTICLE = 300
MIN_HAN_SHARE = 0.2
MAX_KANA_SHARE = 0.05
# A page with this many lines of a title's length and no running text is a list.
MIN_TITLE, MAX_TITLE, MIN_LIST = 8, 40, 9
# So are texts, more than this share of whose lines of so many Chinese characters begin a story.
MIN_STORIES, STORY_SHARE, MIN_STORY, MAX_HEADLINE = 3, 0.7, 30, 60

_HAN, _KANA, _OTHER = 1, 2, 3
# Letters of other scripts: Latin, Greek, Cyrillic, Arabic and the others up to Ethiopic, the rest of kana, Hangul.
_KINDS = table_of(
    [
        (_HAN, ["\u3400-\u9fff"]),
        (_OTHER, ["A-Z", "a-z", "\u00c0-\u1fff", "\u3040-\u30ff", "\uac00-\ud7af"]),
        (_KANA, ["\u3041-\u3096", "\u30a1-\u30fa"]),
    ]
)
# The text of a picture story may be its captions.
_TEXT_LABELS = frozenset({"body", "caption"})
_DIGIT = re.compile(r"\d")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.?|[^。！？”」』）)\]】.!?：:])$")
# So much of the end of a line is read for it.
CUT_READ = 3
_REPORT = re.compile(r"[（(【〔\[]\s*(?:本报)?(?:记者)?[^（）()【】〔〕]{2,20}[)）】〕\]]")
_HEAD_LABELS = frozenset({"dateline", "byline", "editor"})


def why_no_article(lines: Sequence[str], labelled: Sequence[Labelled]) -> str | None:
    """Return the reason why a page of stripped, normalized lines is no article, or ``None`` if it is one.

    Reasons begin with ``empty``, ``not Chinese``, ``error page``, ``video page``, ``list page`` or ``no article``.
    """
    whole = "".join(lines)
    if not whole:
        return "empty: the capture holds no text"
    kinds = _KINDS[code_points(whole)].tobytes()
    han, kana, others = map(kinds.count, (_HAN, _KANA, _OTHER))
    letters = han + kana + others
    if han < letters * MIN_HAN_SHARE:
        return "not Chinese: fewer than a fifth of the letters are Chinese characters"
    if kana > letters * MAX_KANA_SHARE:
        return "not Chinese: the page is in Japanese"
    ends = [*accumulate(map(len, lines))]
    sizes = [
        kinds.count(_HAN, end - len(line), end) if x.label in KEPT_LABELS else 0
        for line, end, x in zip(lines, ends, labelled, strict=True)
    ]
    size = sum([size for size, x in zip(sizes, labelled, strict=True) if x.label in _TEXT_LABELS])
    has_head = any(
        x.label in _HEAD_LABELS and x.zone != "before" and _DIGIT.search(line)
        for line, x in zip(lines, labelled, strict=True)
    )
    if size < SHORT_ARTICLE and not has_head:
        error = rule(__package__, "pages", "error").pattern.search(whole)
        if error:
            return f"error page: it says {error[0]!r}"
    stories = _count_stories(lines, sizes) if not has_head else 0
    if stories >= MIN_STORIES:
        return f"list page: {stories} stories, each with a headline or an opening of its own or cut short"
    if size >= MIN_ARTICLE:
        return None
    if rule(__package__, "pages", "video").pattern.search(whole):
        return f"video page: a player and {size} Chinese characters of running text"
    titles = sum(MIN_TITLE <= len(line) <= MAX_TITLE for line in lines)
    if titles >= MIN_LIST:
        return f"list page: {titles} short lines and {size} Chinese characters of running text"
    return f"no article: {size} Chinese characters of running text, fewer than {MIN_ARTICLE}"


def why_damaged(text: str, repairs: Sequence[Edit]) -> str | None:
    """Return the reason why a page that was read in the wrong encoding is beyond repair, or ``None`` if it is not.

    ``text`` is the normalized page. So much may be lost as may be lost in decoding.
    """
    lost = sum((edit.replacement or "").count(LOST) for edit in repairs)
    if lost <= count_characters(text) * MAX_LOST_SHARE:
        return None
    return f"undecodable: the page was read in a wrong encoding on its way here, and {lost} characters are lost"


def _count_stories(lines: Sequence[str], sizes: Sequence[int]) -> int:
    """Return how many stories the text tells, if most of its long lines are stories of their own; else 0.

    ``sizes`` holds the number of Chinese characters of each line that is kept, else 0.
    """
    filled = [i for i, line in enumerate(lines) if line]
    long = [k for k, i in enumerate(filled) if sizes[i] >= MIN_STORY]
    stories = sum(_is_story(lines[filled[k]], lines[filled[k - 1]] if k else "") for k in long)
    return stories if stories > STORY_SHARE * len(long) else 0


def _is_story(line: str, above: str) -> bool:
    """Whether a line is the start of a story: it is cut short, opens with a report, or says what the headline above it says."""
    if _CUT_SHORT.search(line[-CUT_READ:]) or _REPORT.match(line):
        return True
    if not MIN_TITLE <= len(above) <= MAX_HEADLINE or above[-1] in "。；：":
        return False
    return sum(above[k : k + 2] in line for k in range(len(above) - 1)) >= KIN_FROM
