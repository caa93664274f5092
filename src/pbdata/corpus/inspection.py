"""A processed capture for people and programs to look at: the JSON of ``pbdata inspect``, and why each line is what it is."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pbdata.corpus.fact_inspection import facts_as_json
from pbdata.model import Article, Processed
from pbdata.normalization.spaces import count_characters

_CAPTURE = ("capture_id", "path", "media_type", "encoding", "bytes", "sha256", "status", "reason")
_LINE = ("line_no", "start", "stop", "label", "kept", "rule")
_NOT_COLUMNS = ("text", "text_printed", "paragraphs", "contributors")


def as_json(processed: Processed) -> dict[str, Any]:
    """Return the object that ``pbdata inspect --json`` prints for one capture; docs/inspect.schema.json describes it."""
    article = processed.article
    return {
        "capture": {name: getattr(processed, name) for name in _CAPTURE},
        "lines": [{name: getattr(line, name) for name in _LINE} for line in processed.lines],
        "edits": [edit._asdict() for edit in processed.edits],
        "inline": list(_inline(processed)),
        "article": None if article is None else _article(article),
        "text": None if article is None else article.text,
        "paragraphs": []
        if article is None
        else [{"kind": p.kind, "start": p.start, "stop": p.stop} for p in article.paragraphs],
        "facts": {} if article is None else facts_as_json(processed, article),
    }


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


def explain(processed: Processed) -> Iterator[str]:
    """Yield one line of text per page line: its number, label, whether it was kept, the rule, and its words."""
    page_text = processed.page_text or ""
    for line in processed.lines:
        words = " ".join(page_text[line.start : line.stop].split())
        kept = "keep" if line.kept else "drop"
        yield f"{line.line_no:5d}  {line.label:<9} {kept}  {line.rule:<18} {words}"
