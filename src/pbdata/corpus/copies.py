"""The same article twice: another encoding, a mirror in the other script, the same page captured again."""

from collections.abc import Iterable

from pbdata.model.capture import Processed

# A text of fewer letters says too little to be told from another.
_MIN_LETTERS = 50


def copies(processed: Iterable[Processed]) -> dict[str, str]:
    """Return, by ``article_id``, the article whose text an article repeats: the first of the same text by the capture's path.

    Texts are compared in their canonical form without blanks and marks. Articles that repeat no other are left out.
    """
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for one in sorted(processed, key=lambda one: (one.path or "", one.capture_id)):
        if one.article is None:
            continue
        letters = "".join(filter(str.isalnum, one.article.text))
        if len(letters) < _MIN_LETTERS:
            continue
        same = first.setdefault(letters, one.article.article_id)
        if same != one.article.article_id:
            found[one.article.article_id] = same
    return found
