"""From an article to its facts: the detectors, one after the other. Each is a plain function and touches no other."""

from pbdata.facts import Facts
from pbdata.model import Article


def detect(article: Article) -> Facts:  # noqa: ARG001
    """Return the facts of an article. A detector that needs what others found comes after them."""
    return Facts()
