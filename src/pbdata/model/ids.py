"""The ids of captures and articles: a letter and the first 16 hexadecimal digits of the SHA-256 of the captured bytes."""


def capture_id(sha256: str) -> str:
    """Return the id of the capture whose bytes have this SHA-256, in hexadecimal digits."""
    return f"c{sha256[:16]}"


def article_id(sha256: str) -> str:
    """Return the id of the article that the capture with this SHA-256 prints."""
    return f"a{sha256[:16]}"
