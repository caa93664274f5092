"""Articles made up for tests: a text, and nothing else that a page would print but what a test needs to say."""

from collections.abc import Sequence
from dataclasses import fields

from pbdata.model.article import Article, Contributor, Paragraph


def article(
    text: str,
    title: str | None = None,
    *,
    published: str | None = None,
    makers: Sequence[str] = (),
    headings: Sequence[str] = (),
) -> Article:
    """Return an article of one paragraph a line, its headings above its text."""
    lines = [*headings, *text.split("\n")]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    paragraphs = tuple(
        Paragraph(number, "heading" if number < len(headings) else "body", 1, start, start + len(line))
        for number, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    words = "\n".join(lines)
    given = {
        "article_id": "a0000000000000000",
        "title": title,
        "published": published,
        "published_date": published[:10] if published and len(published) >= 10 and published[0] != "-" else None,
        "script": "hans",
        "hans": 0,
        "hant": 0,
        "text": words,
        "text_printed": words,
        "paragraphs": paragraphs,
        "contributors": tuple(Contributor(seq, name, None, None) for seq, name in enumerate(makers, 1)),
    }
    return Article(**dict.fromkeys(field.name for field in fields(Article)) | given)
