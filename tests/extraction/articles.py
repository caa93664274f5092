"""An article for tests of detectors: a text, and what else a test needs to say."""

from pbdata.model import Article


def article(text: str, *, title: str | None = None, published: str | None = None) -> Article:
    """Return an article of one paragraph a line that prints nothing but its text, and what is given."""
    empty = (
        "subtitle", "title_printed", "subtitle_printed", "section", "source", "site_name", "site_domain", "byline", "editor",
        "icp_number", "news_licence", "police_number",
    )  # fmt: skip
    return Article(
        article_id="a0000000000000000",
        title=title,
        published=published,
        published_date=published[:10] if published and len(published) >= 10 and published[0] != "-" else None,
        script="hans",
        hans=0,
        hant=0,
        text=text,
        text_printed=text,
        paragraphs=(),
        contributors=(),
        **dict.fromkeys(empty),
    )
