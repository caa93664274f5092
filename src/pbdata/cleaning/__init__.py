"""Which lines of a page are the article, and how they make paragraphs."""
