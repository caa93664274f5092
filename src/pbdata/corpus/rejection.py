"""Which pages hold no article, and why."""

import re
from collections.abc import Sequence
from itertools import accumulate

from pbdata.captures.encoding import MAX_LOST_SHARE, reads_as_chinese
from pbdata.chinese.rules import rule
from pbdata.cleaning.labeller import Labelled
from pbdata.corpus.lists import are_days_of_items, why_list
from pbdata.model.page import Edit
from pbdata.normalization.characters import look_up, table_of
from pbdata.normalization.mojibake import LOST
from pbdata.normalization.spaces import count_characters

MIN_ARTICLE = 40
# An article shorter than this is believed only with a date, a byline or an editor beside it.
SHORT_ARTICLE = 300
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
# The text of a picture story may be its captions.
_TEXT_LABELS = frozenset({"body", "caption"})
_DIGIT = re.compile(r"\d")
_HEAD_LABELS = frozenset({"dateline", "byline", "editor"})


def why_no_article(lines: Sequence[str], labelled: Sequence[Labelled]) -> str | None:
    """Return the reason why a page of stripped, normalized lines is no article, or ``None`` if it is one.

    Reasons begin with ``empty``, ``not Chinese``, ``error page``, ``video page``, ``list page`` or ``no article``.
    """
    whole = "".join(lines)
    if not whole:
        return "empty: the capture holds no text"
    kinds = look_up(whole, _KINDS).tobytes()
    han, kana, others = map(kinds.count, (_HAN, _KANA, _OTHER))
    letters = han + kana + others
    if han < letters * MIN_HAN_SHARE:
        return "not Chinese: fewer than a fifth of the letters are Chinese characters"
    if kana > letters * MAX_KANA_SHARE:
        return "not Chinese: the page is in Japanese"
    ends = [*accumulate(map(len, lines))]
    every_size = [kinds.count(_HAN, end - len(line), end) for line, end in zip(lines, ends, strict=True)]
    size = sum([size for size, x in zip(every_size, labelled, strict=True) if x.label in _TEXT_LABELS])
    heads = [
        i
        for i, (label, zone, _) in enumerate(labelled)
        if label in _HEAD_LABELS and zone != "before" and (label == "editor" or _DIGIT.search(lines[i]))
    ]
    has_head = bool(heads) and not are_days_of_items(lines, heads)
    if size < SHORT_ARTICLE and not has_head:
        for name in ("error", "closed"):
            if said := rule(__package__, "pages", name).pattern.search(whole):
                return f"error page: it says {said[0]!r}"
    title = _above_text(lines, labelled)
    if not has_head and rule(__package__, "pages", "own-page").pattern.match(title):
        return f"no article: the site tells of itself below {title!r}"
    is_list = why_list(lines, every_size, has_head=has_head)
    if is_list:
        return is_list
    if size >= MIN_ARTICLE:
        return None
    if rule(__package__, "pages", "video").pattern.search(whole):
        return f"video page: a player and {size} Chinese characters of running text"
    titles = sum(MIN_TITLE <= len(line) <= MAX_TITLE for line in lines)
    if titles >= MIN_LIST:
        return f"list page: {titles} short lines and {size} Chinese characters of running text"
    return f"no article: {size} Chinese characters of running text, fewer than {MIN_ARTICLE}"


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
