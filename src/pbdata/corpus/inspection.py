"""A processed capture for people and programs to look at: the JSON of ``pbdata inspect``, and why each line is what it is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from pbdata.captures.addresses import RecordAddress
from pbdata.captures.encoding import decode
from pbdata.captures.formats import read
from pbdata.cleaning.features import rules_of_page
from pbdata.cleaning.labeller import votes_for
from pbdata.corpus.fact_inspection import facts_as_json
from pbdata.model.article import Article
from pbdata.model.capture import Processed
from pbdata.model.topic import Verdict
from pbdata.normalization.page import normalize_page
from pbdata.normalization.spaces import count_characters

_CAPTURE = ("capture_id", "path", "media_type", "encoding", "bytes", "sha256", "status", "reason")
_LINE = ("line_no", "start", "stop", "label", "kept", "rule")
VOTES_SHOWN = 4
_NOT_COLUMNS = ("text", "text_printed", "paragraphs", "contributors")


def as_json(processed: Processed, record: RecordAddress | None = None) -> dict[str, Any]:
    """Return the object that ``pbdata inspect --json`` prints for one capture; docs/inspect.schema.json describes it.

    ``record`` is where the capture lies if its file holds many: ``path`` is the file then, and ``offset`` the place in it.
    """
    article = processed.article
    path, offset = record or (processed.path, None)
    return {
        "capture": {name: getattr(processed, name) for name in _CAPTURE} | {"path": path, "offset": offset},
        "lines": [{name: getattr(line, name) for name in _LINE} for line in processed.lines],
        "edits": [edit._asdict() for edit in processed.edits],
        "inline": list(_inline(processed)),
        "article": None if article is None else _article(article),
        "text": None if article is None else article.text,
        "paragraphs": []
        if article is None
        else [{"kind": p.kind, "start": p.start, "stop": p.stop} for p in article.paragraphs],
        "facts": {} if article is None else facts_as_json(processed, article),
        "topic": processed.topic and _verdict(processed.topic),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return verdict._asdict() | {"evidence": [one._asdict() for one in verdict.evidence]}


def _article(article: Article) -> dict[str, Any]:
    columns = {f.name: getattr(article, f.name) for f in fields(article) if f.name not in _NOT_COLUMNS}
    return columns | {
        "n_chars": count_characters(article.text),
        "n_paragraphs": len(article.paragraphs),
        "contributors": [{"name": maker.name, "role": maker.role} for maker in article.contributors],
    }


def _inline(processed: Processed) -> Iterator[dict[str, Any]]:
    page_text = processed.page_text or ""
    parts = [span for span in processed.spans if span.label is not None]
    starts = [line.start for line in processed.lines]
    for part in parts:
        line = processed.lines[bisect_right(starts, part.start) - 1]
        words = page_text[part.start : part.stop]
        yield {"line_no": line.line_no, "start": part.start, "stop": part.stop, "label": part.label, "text": words}


def looks_of(processed: Processed, data: bytes) -> Sequence[Sequence[str]] | None:
    """Return the looks of the lines of a capture, from its bytes; nothing where its format shows no looks."""
    decoded = decode(data).text
    if decoded is None or processed.media_type is None or not processed.lines:
        return None
    return read(decoded, processed.media_type).looks


def explain(processed: Processed, looks: Sequence[Sequence[str]] | None = None) -> Iterator[str]:
    """Yield one line of text per page line: number, label, whether it was kept, the rule, its words, and the votes.

    The votes are the strongest of the rules that hold for the line, for (+) and against (-) its label; what stands around the
    line decides with them (rules/grammar.yaml). ``looks`` are those of the lines of an HTML page.
    """
    page_text = processed.page_text or ""
    page = normalize_page(page_text)
    stripped = [page.text[start:stop].strip() for start, stop in page.ranges]
    filled = [i for i, line in enumerate(stripped) if line]
    named = rules_of_page([stripped[i] for i in filled], [looks[i] for i in filled] if looks else None)
    rules = dict(zip(filled, named, strict=True))
    for line in processed.lines:
        words = " ".join(page_text[line.start : line.stop].split())
        kept = "keep" if line.kept else "drop"
        votes = votes_for(rules.get(line.line_no, ()), line.label)[:VOTES_SHOWN]
        why = "  <- " + ", ".join(f"{name} {vote:+.1f}" for name, vote in votes) if votes else ""
        yield f"{line.line_no:5d}  {line.label:<9} {kept}  {line.rule:<18} {words}{why}"


def explain_topic(processed: Processed) -> Iterator[str]:
    """Yield one line of text per term that counts for or against the topic of an article, where one was asked for."""
    for words, group, in_title, n, points in processed.topic.evidence if processed.topic else ():
        where = [f"{n} in the text"] if n else []
        yield f"topic {points:+6.1f}  {words}  {group}: {' and '.join(['title'] * in_title + where)}"
