"""Captures that are proved by the hashes of a package."""

from hashlib import sha256
from typing import Any

import pytest

from pbdata.access.proving import Steps, exact_captures
from pbdata.corpus.process import process
from pbdata.package.fingerprints import span_hashes, unigrams
from tests import ROOT

FILE = sorted((ROOT / "data/raw").glob("000*.txt"))[0]
DATA = FILE.read_bytes()
SHA = sha256(DATA).hexdigest()


def rows() -> dict[str, list[dict[str, Any]]]:
    """What a package tells of one capture."""
    article = process(DATA, media_type="text/plain").article
    assert article is not None
    own = {"article_id": article.article_id}
    capture = {"capture_id": f"c{SHA[:16]}", "path": "data/raw/x.txt", "sha256": SHA, "status": "processed"}
    return {
        "captures": [capture | {"media_type": "text/plain", "page_sha256": None}],
        "retrievals": [],
        "articles": [own | {"capture_id": f"c{SHA[:16]}"}],
        "span_hashes": [own | one._asdict() for one in span_hashes(article)],
        "unigrams": [
            own | {"character": character, "n": n} for character, n in zip(*unigrams([article.text])[1:], strict=True)
        ],
        "paragraphs": [own | one._asdict() for one in article.paragraphs],
    }


def test_a_capture_that_gives_what_is_told_is_exact() -> None:
    """Stretches, counts and paragraphs are those of the package, and each file done is counted."""
    told: list[tuple[int, int]] = []
    exact, doubtful = exact_captures(rows(), {SHA: str(FILE)}, Steps(lambda done, of: told.append((done, of)), 1))
    assert [one.held for one in exact] == [str(FILE)]
    assert (doubtful, told) == ({}, [(1, 1)])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("span_hashes", "sha256", "0" * 64),
        ("unigrams", "n", 10**6),
        ("paragraphs", "stop", 1),
        ("captures", "page_sha256", "0" * 64),
    ],
)
def test_a_capture_that_gives_something_else_is_doubtful(table: str, column: str, value: object) -> None:
    """One cell that differs, and nothing that this capture gives is taken as proved."""
    told = rows()
    told[table][0][column] = value
    exact, doubtful = exact_captures(told, {SHA: str(FILE)}, Steps(None, 1))
    assert exact == []
    assert list(doubtful) == [told["articles"][0]["article_id"]]


def test_withdrawn_and_absent_captures_are_left_alone() -> None:
    """A capture that was withdrawn is not brought back by whoever holds it."""
    told = rows()
    assert exact_captures(told, {}, Steps(None, 0)) == ([], {})
    told["captures"][0]["status"] = "withdrawn"
    told["articles"] = []
    assert exact_captures(told, {SHA: str(FILE)}, Steps(None, 1)) == ([], {})


def test_a_capture_whose_article_was_off_topic_is_exact_without_it() -> None:
    """A package of a topic keeps its page and tells no article of it; neither is told anew."""
    reason = "off topic: trees has 0.0 points of 4: none of its terms"
    told = rows() | {"articles": [], "span_hashes": [], "unigrams": [], "paragraphs": []}
    told["captures"][0] |= {"status": "rejected", "reason": reason}
    exact, doubtful = exact_captures(told, {SHA: str(FILE)}, Steps(None, 1))
    assert [(one.article_id, one.processed.article, one.processed.reason) for one in exact] == [(None, None, reason)]
    assert doubtful == {}
