"""Which pages hold no article, and why."""

import re
from collections.abc import Sequence
from itertools import accumulate

from pbdata.captures.encoding import MAX_LOST_SHARE, reads_as_chinese
from pbdata.chinese.code_points import count_in_lines, look_up, table_of
from pbdata.chinese.rules import rule
from pbdata.cleaning.labeller import Labelled
from pbdata.corpus.lists import are_days_of_items, why_list
from pbdata.corpus.stories import are_kin
from pbdata.model.page import Edit
from pbdata.normalization.mojibake import LOST
from pbdata.normalization.spaces import count_characters

# Running text of an article has so many Chinese characters; below the head of one so few are enough.
MIN_ARTICLE, MIN_BRIEF = 40, 12
# An article shorter than this is believed only with a date, a byline or an editor beside it.
SHORT_ARTICLE = 300
# So many things that only a form says make a form of a page without a head.
MIN_ASKED = 2
MIN_HAN_SHARE = 0.2
MAX_KANA_SHARE = 0.05
# A page with this many lines of a title's length and no running text is a list.
MIN_TITLE, MAX_TITLE, MIN_LIST = 8, 40, 9

_HAN, _KANA, _OTHER = 1, 2, 3
# Letters of other scripts: Latin, Greek, Cyrillic, Arabic and the others up to Ethiopic, the rest of kana, Hangul.
_KINDS = table_of(
    [
        (_HAN, ["\u3400-\u9fff"]),
        (_OTHER, ["A-Z", "a-z", "\u00c0-\u1fff", "\u3040-\u30ff", "\uac00-\ud7af"]),
        (_KANA, ["\u3041-\u3096", "\u30a1-\u30fa"]),
    ]
)
# The text of a picture story may be its captions, and that of a brief notice the numbered lines of a list.
_TEXT_LABELS = frozenset({"body", "caption"})
_BRIEF_LABELS = _TEXT_LABELS | {"heading"}
# Rules of lines that name a document, and hold nothing of it.
_NO_TEXT = frozenset({"annexe"})
_DIGIT = re.compile(r"\d")
_HEAD_LABELS = frozenset({"dateline", "byline", "editor"})


def why_no_article(lines: Sequence[str], labelled: Sequence[Labelled]) -> str | None:
    """Return the reason why a page of stripped, normalized lines is no article, or ``None`` if it is one.

    Reasons begin with ``empty``, ``not Chinese``, ``error page``, ``video page``, ``list page`` or ``no article``.
    """
    if not any(lines):
        return "empty: the capture holds no text"
    kinds = look_up("\n".join((*lines, "")), _KINDS)
    han, kana, others = map(kinds.tobytes().count, (_HAN, _KANA, _OTHER))
    letters = han + kana + others
    if han < letters * MIN_HAN_SHARE:
        return "not Chinese: fewer than a fifth of the letters are Chinese characters"
    if kana > letters * MAX_KANA_SHARE:
        return "not Chinese: the page is in Japanese"
    starts = [0, *accumulate([len(line) + 1 for line in lines])]
    every_size = count_in_lines(kinds == _HAN, starts[:-1])
    size = _size(every_size, labelled, _TEXT_LABELS)
    heads = [
        i
        for i, (label, zone, _) in enumerate(labelled)
        if label in _HEAD_LABELS and zone != "before" and (label == "editor" or _DIGIT.search(lines[i]))
    ]
    has_head = bool(heads) and not are_days_of_items(lines, heads)
    if not has_head and (spoken := _why_the_site_speaks(lines, labelled, size)):
        return spoken
    is_list = why_list(lines, every_size, has_head=has_head)
    if is_list:
        return is_list
    if size >= MIN_ARTICLE or has_head and _size(every_size, labelled, _BRIEF_LABELS) >= MIN_BRIEF:
        return None
    if _page("video").search("".join(lines)):
        return f"video page: a player and {size} Chinese characters of running text"
    titles = sum(MIN_TITLE <= len(line) <= MAX_TITLE for line in lines)
    if titles >= MIN_LIST:
        return f"list page: {titles} short lines and {size} Chinese characters of running text"
    return f"no article: {size} Chinese characters of running text, fewer than {MIN_ARTICLE}"


def _size(sizes: Sequence[int], labelled: Sequence[Labelled], labels: frozenset[str]) -> int:
    """Return how many Chinese characters the lines of some labels have."""
    return sum([size for size, x in zip(sizes, labelled, strict=True) if x.label in labels and x.rule not in _NO_TEXT])


def _why_the_site_speaks(lines: Sequence[str], labelled: Sequence[Labelled], size: int) -> str | None:
    """Return the reason why on a page without a head the site speaks to its reader, or ``None``: where a title says what the text
    says, and nothing of this kind, there is an article."""
    whole, title = "".join(lines), _above_text(lines, labelled)
    if _page("own-page").match(title):
        return f"no article: the site tells of itself below {title!r}"
    text = "".join([line for line, x in zip(lines, labelled, strict=True) if x.label in _TEXT_LABELS])
    if are_kin(title, text) and not any(_page(name).search(title) for name in ("error", "closed", "form")):
        return None
    for name in ("error", "closed") if size < SHORT_ARTICLE else ():
        if said := _page(name).search(whole):
            return f"error page: it says {said[0]!r}"
    # Around a long text a site may ask for a password; a form asks in its text.
    asked = list(dict.fromkeys(match[0] for match in _page("form").finditer(whole if size < SHORT_ARTICLE else text)))
    return f"no article: a form, which says {asked[0]!r}" if len(asked) >= MIN_ASKED else None


def _page(name: str) -> re.Pattern[str]:
    return rule(__package__, "pages", name).pattern


def _above_text(lines: Sequence[str], labelled: Sequence[Labelled]) -> str:
    """Return the line above the first one of the text, or nothing."""
    first = next((i for i, x in enumerate(labelled) if x.label in _TEXT_LABELS), 0)
    return next((lines[i] for i in range(first - 1, -1, -1) if lines[i]), "")


def why_too_large(what: str, size: int, unit: str, limit: int) -> str | None:
    """Return the reason why something is larger than a page may be, or ``None`` if it is not."""
    return f"too large: the {what} has {size:,} {unit}, more than {limit:,}" if size > limit else None


def why_damaged(text: str, repairs: Sequence[Edit]) -> str | None:
    """Return the reason why a page that was read in the wrong encoding is beyond repair, or ``None`` if it is not.

    ``text`` is the normalized page. So much may be lost as may be lost in decoding.
    """
    lost = sum((edit.replacement or "").count(LOST) for edit in repairs)
    if lost and lost > count_characters(text) * MAX_LOST_SHARE:
        return f"undecodable: the page was read in a wrong encoding on its way here, and {lost} characters are lost"
    return None


def why_unreadable(text: str) -> str | None:
    """Return the reason why an article's page is no text in Chinese, though its characters are; ``None`` if it is."""
    return None if reads_as_chinese(text) else "undecodable: the page was read in a wrong encoding on its way here"
