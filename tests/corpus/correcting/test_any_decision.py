"""Whatever a curator decides, the record stays whole: texts are replayed, facts stand in their words, nothing dangles."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbdata.captures.lines import split_lines
from pbdata.corpus.correcting.fact_tables import as_rows, fact_tables
from pbdata.corpus.correcting.places import words_at
from pbdata.corpus.correcting.references import known_ids, unknown_reference
from pbdata.corpus.process import process_capture
from pbdata.model.capture import Capture, Processed
from pbdata.model.correction import (
    Correction,
    FactCorrection,
    FieldCorrection,
    LineCorrection,
    PageCorrection,
    ParagraphCorrection,
    PartCorrection,
    TextCorrection,
    Told,
)
from pbdata.model.page import LABELS
from pbdata.normalization.edits import is_structural, replay
from tests import ROOT

TOLD = Told("made up", None, "2026-01-31")
PAGES = [path.read_bytes() for path in sorted((ROOT / "data/raw").glob("*.txt"))]
READ = [process_capture(Capture(data)) for data in PAGES]


def decisions(page: Processed) -> st.SearchStrategy[Correction]:
    """Decisions on a page, most of which fit."""
    text, article = page.page_text or "", page.article
    assert article is not None
    filled = [line for line in page.lines if text[line.start : line.stop].strip()]
    facts = [(name, row) for name in fact_tables() for row in getattr(page.facts, name) if hasattr(row, "surface")]
    places = st.integers(0, len(text) - 1)
    spans = st.tuples(places, st.integers(1, 6)).map(lambda span: (span[0], min(len(text), sum(span))))
    words = st.sampled_from(["", "字", "乾坤", "一字之差", "(甲)", " "])
    labels = st.sampled_from([label for label in LABELS if label != "blank"])
    return st.one_of(
        st.builds(
            lambda line, label: LineCorrection(
                TOLD, line.line_no, line.line_no, ((line.label, text[line.start : line.stop].strip()[:9]),), label
            ),
            st.sampled_from(filled),
            labels,
        ),
        st.builds(lambda at, begins: ParagraphCorrection(TOLD, at, "", not begins, begins), places, st.booleans()),
        st.builds(lambda span, new: TextCorrection(TOLD, *span, text[slice(*span)], new), spans, words),
        st.builds(
            lambda span, part: PartCorrection(TOLD, *span, words_at(text, span), None, part),
            spans,
            st.sampled_from(["byline", "heading", "jump", "wire"]),
        ),
        st.builds(
            lambda field, value: FieldCorrection(TOLD, field, getattr(article, field), value),
            st.sampled_from(["title", "subtitle", "published", "source"]),
            st.sampled_from([None, "2011-02-03", "县委的三件大事"]),
        ),
        st.builds(
            lambda fact, decision: FactCorrection(
                TOLD, decision, fact[0], fact[1].field, fact[1].start, fact[1].stop, (("surface", fact[1].surface),)
            ),
            st.sampled_from(facts),
            st.sampled_from(["reject", "accept"]),
        ),
        st.just(PageCorrection(TOLD, "processed", "processed")),
    )


def check(page: Processed) -> None:
    """The promises that one capture has to keep."""
    text = page.page_text or ""
    if page.article is None:
        assert page.reason
        return
    article, places = page.article, split_lines(text)
    kept = [(places[line.line_no][0], places[line.line_no][2]) for line in page.lines if line.kept]
    assert replay(text, kept, page.edits) == article.text
    assert replay(text, kept, [edit for edit in page.edits if is_structural(edit.rule)]) == article.text_printed
    assert [article.text[one.start : one.stop] for one in article.paragraphs] == article.text.split("\n")
    assert len({(edit.start, edit.stop) for edit in page.edits}) == len(page.edits)
    assert all(0 <= span.start < span.stop <= len(text) for span in page.spans)
    rows = as_rows(page.facts)
    known = known_ids(rows)
    for name, table in fact_tables().items():
        ids = [table.row_id(row) for row in rows[name]]
        assert len(ids) == len(set(ids))
        for row in rows[name]:
            assert unknown_reference(table, row, known) is None
            if table.has_words:
                assert getattr(article, row.field)[row.start : row.stop] == row.surface


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_decisions_leave_the_record_whole(data: st.DataObject) -> None:
    """Each is carried out or left out with a reason, and never both."""
    number = data.draw(st.integers(0, len(PAGES) - 1))
    chosen = data.draw(st.lists(decisions(READ[number]), min_size=1, max_size=6))
    made = process_capture(Capture(PAGES[number]), corrections=chosen)
    assert {row.number for row in made.corrected} | {one.number for one in made.unfit} == set(range(len(chosen)))
    assert {row.number for row in made.corrected}.isdisjoint(one.number for one in made.unfit)
    check(made)
