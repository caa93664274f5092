"""Articles made up for tests: a title and paragraphs, nothing else."""

from collections.abc import Sequence
from dataclasses import fields

from pbdata.model import Article, Paragraph


def article(text: str, title: str = "标题", headings: Sequence[str] = ()) -> Article:
    """Return an article with its headings above its text, each paragraph in its place."""
    lines = [*headings, *text.split("\n")]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    paragraphs = tuple(
        Paragraph(number, "heading" if number < len(headings) else "body", 1, start, start + len(line))
        for number, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    words = "\n".join(lines)
    empty = dict.fromkeys(field.name for field in fields(Article))
    given = {
        "article_id": "a0000000000000000",
        "title": title,
        "script": "hans",
        "hans": 0,
        "hant": 0,
        "contributors": (),
    }
    return Article(**empty | given | {"text": words, "text_printed": words, "paragraphs": paragraphs})
