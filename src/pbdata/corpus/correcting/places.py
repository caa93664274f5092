"""Places of the page that decisions name, with the words that are expected there."""

from pbdata.model.correction import Range


def words_at(page_text: str, span: Range) -> str:
    """The words of the page at a place, in one line."""
    return " ".join(page_text[slice(*span)].split())


def misplaced(page_text: str, span: Range | None, words: str | None) -> str | None:
    """Why a place is not the one that was meant; ``None`` where its words are those that are expected, or no place is named."""
    if span is None:
        return None
    start, stop = span
    standing = words_at(page_text, span)
    if stop > len(page_text) or not standing:
        return f"no words stand at {start}:{stop} of the page"
    return None if standing == words else f"{words!r} was expected at {start}:{stop}, and {standing!r} stands there"
