"""``scripts/documents.py``: what in the documents follows from elsewhere."""

from pbdata.release.register import registered
from scripts.documents import ROOT, documents

WRITTEN = documents()


def test_the_documents_are_as_they_are_written() -> None:
    """No document was changed by hand where it follows from schemas, forms or the register."""
    assert [path.name for path, text in WRITTEN.items() if path.read_text("utf-8") != text] == []


def test_examples_ask_for_the_newest_release() -> None:
    """The version in the commands is the last of the register, and other datasets keep theirs."""
    newest = registered(ROOT).releases[-1].version
    start, access = (WRITTEN[ROOT / "docs" / name] for name in ("start.md", "access.md"))
    assert start.count(f"pbdata-party-building-news@{newest}") == start.count("pbdata-party-building-news@") > 0
    assert "my-corpus@1.0.0" in access
