"""Captures that are held byte for byte, processed anew, and proved to give what a package says of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from pbdata.captures.addresses import place_in_order
from pbdata.captures.store.recognizing import captures_at
from pbdata.corpus.failures import process_or_reject
from pbdata.corpus.outcomes import without_article
from pbdata.corpus.topics.scoring import is_verdict
from pbdata.model.capture import Capture, Processed
from pbdata.package.fingerprints import span_hashes, unigrams
from pbdata.package.tables import pages

Row = Mapping[str, Any]


class Exact(NamedTuple):
    """A capture that is held byte for byte: its row, its sightings, the name of its file or record, what it gave, its article."""

    capture: Row
    sightings: Sequence[Row]
    held: str
    processed: Processed
    article_id: str | None


def bytes_of(name: str) -> bytes:
    """The bytes of a capture that is held, in a file or as a record of one."""
    return next(captures_at(name)).data


class Steps:
    """Counts the captures that were processed."""

    def __init__(self, progress: Callable[[int, int], None] | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def next(self) -> None:
        """Say that one more is done."""
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def exact_captures(
    rows: Mapping[str, Sequence[Row]], held: Mapping[str, str], steps: Steps
) -> tuple[list[Exact], dict[str, Processed]]:
    """The captures that are held byte for byte and give what the package says; those that give something else, by article."""
    sightings = by_key(rows["retrievals"], "capture_id")
    articles = {row["capture_id"]: row for row in rows["articles"]}
    proofs = {name: by_key(rows[name], "article_id") for name in ("span_hashes", "unigrams", "paragraphs")}
    exact: list[Exact] = []
    doubtful: dict[str, Processed] = {}
    for capture in rows["captures"]:
        name = held.get(capture["sha256"])
        if name is None or capture["status"] == "withdrawn":
            continue
        seen = sorted(sightings.get(capture["capture_id"], ()), key=lambda row: place_in_order(row["path"]))
        seen = seen or [{"path": capture["path"], "url": None, "retrieved": None, "collection_id": None}]
        processed = process_or_reject(Capture(bytes_of(name), capture["path"], capture["media_type"], seen[0]["url"]))
        reason = capture.get("reason")
        if processed.article and reason and is_verdict(reason, on_topic=False):
            processed = without_article(processed, reason)
        steps.next()
        article = articles.get(capture["capture_id"])
        if _proves(processed, capture, article, proofs):
            exact.append(Exact(capture, seen, name, processed, article["article_id"] if article else None))
        elif article:
            doubtful[article["article_id"]] = processed
    return exact, doubtful


def _proves(
    processed: Processed, capture: Row, article: Row | None, proofs: Mapping[str, Mapping[str, Sequence[Row]]]
) -> bool:
    """Whether processing gave the page and the text whose hashes and counts stand in the package."""
    page = pages([processed]).get(processed.capture_id)
    if capture.get("page_sha256") and (page is None or sha256(page.encode()).hexdigest() != capture["page_sha256"]):
        return False
    if article is None or processed.article is None:
        return article is None and processed.article is None
    made, article_id = processed.article, article["article_id"]
    told = {
        name: {tuple(v for k, v in row.items() if k != "article_id") for row in proof.get(article_id, ())}
        for name, proof in proofs.items()
    }
    given: dict[str, Iterable[tuple[Any, ...]]] = {
        "span_hashes": span_hashes(made), "unigrams": zip(*unigrams([made.text])[1:], strict=True), "paragraphs": made.paragraphs
    }  # fmt: skip
    return all(told[name] == {tuple(row) for row in given[name]} for name in told)


def by_key(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Return rows by the value of a column."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
