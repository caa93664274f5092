"""The pure function at the heart: one capture in, one processed capture out. No I/O, no state, nothing but the bytes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

from pbdata.captures.encoding import decode
from pbdata.captures.formats import DOCUMENT_TITLE, UNKNOWN, PageText, is_read, read, sniff
from pbdata.captures.withholding import withhold
from pbdata.cleaning.labeller import Labelled, label_lines
from pbdata.cleaning.losses import find_losses
from pbdata.cleaning.paragraphs import Assembly, KeptLine, assemble
from pbdata.cleaning.parts import Part, find_parts
from pbdata.collecting import uncollected
from pbdata.corpus.articles import make_article
from pbdata.corpus.correcting.characters import rewritten
from pbdata.corpus.correcting.facts import decided
from pbdata.corpus.correcting.fields import with_fields, with_place
from pbdata.corpus.correcting.labels import judged, judged_on_topic, relabelled
from pbdata.corpus.correcting.ledger import Ledger
from pbdata.corpus.correcting.paragraphs import rebroken
from pbdata.corpus.correcting.parts import reparted
from pbdata.corpus.correcting.withheld import refuse_withheld
from pbdata.corpus.outcomes import outcome, without_article
from pbdata.corpus.rejection import why_damaged, why_no_article, why_too_large, why_unreadable
from pbdata.corpus.topics.scoring import judge, told
from pbdata.facts.dates.content import ContentBounds, bound_content
from pbdata.facts.detect import detect
from pbdata.facts.detectors import check_detectors
from pbdata.metadata.date import IMPOSSIBLE
from pbdata.metadata.headmatter import HeadMatter, read_head_matter
from pbdata.metadata.page import HeadLine
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.correction import Correction
from pbdata.model.page import KEPT_LABELS, Edit, Line, Loss, Span
from pbdata.normalization.alignment import align, place_on_page
from pbdata.normalization.edits import merge, replay
from pbdata.normalization.mojibake import LOST
from pbdata.normalization.page import NormalizedPage, normalize_page
from pbdata.normalization.script import conversion_id, script_of
from pbdata.normalization.spaces import space_edits

_DEFAULTS = Settings()


def process(
    page: bytes | str | Path, *, media_type: str | None = None, url: str | None = None, settings: Settings = _DEFAULTS
) -> Processed:
    """Turn one page into an article with everything that traces it back to the page.

    ``page`` is its bytes, its text, or the path of its file. ``media_type`` is ``text/html`` or ``text/plain``; where it is
    not given, the page tells it. ``url`` is the page's own address. A page that holds no article is not an error: it comes
    back with ``status`` ``rejected`` and a ``reason``. Raises ``SettingsError`` where the settings name a detector that is
    not there, and ``TypeError`` for anything else in the place of a page.
    """
    if not isinstance(settings, Settings):
        raise TypeError(f"settings is pbdata.Settings(...), not {type(settings).__name__}.")
    path = None
    if isinstance(page, Path):
        data, path = page.read_bytes(), str(page)
    elif isinstance(page, str):
        data = page.encode("utf-8", "surrogatepass")
    elif isinstance(page, bytes):
        data = page
    else:
        raise TypeError(f"process takes the bytes, the text or the Path of a page, not {type(page).__name__}.")
    return process_capture(Capture(data, path, media_type=media_type, url=url), settings)


def process_capture(
    capture: Capture, settings: Settings = _DEFAULTS, corrections: Sequence[Correction] = ()
) -> Processed:
    """Turn a capture into an article with everything that traces it back to the page.

    A capture that holds no article is not an error: it comes back with ``status`` ``rejected`` and a ``reason``, and
    with its lines where it has any. Nor is a correction that does not fit: it is left out, and stands in ``unfit``.
    Raises ``SettingsError`` where the settings name a detector that is not there.
    """
    check_detectors(settings)
    ledger = Ledger(corrections)
    with uncollected():
        processed = _process(capture, settings, ledger)
    if not corrections:
        return processed
    ledger.close(f"the capture is rejected: {processed.reason}" if processed.reason else "no facts are looked for")
    article = processed.article and replace(processed.article, review_status=ledger.review_status)
    return replace(processed, article=article, corrected=ledger.corrected, unfit=ledger.unfit)


def _process(capture: Capture, settings: Settings, ledger: Ledger) -> Processed:
    # What a server says may have parameters, such as the encoding, which is found out.
    media_type = (capture.media_type or UNKNOWN).partition(";")[0].strip().lower()
    if media_type == UNKNOWN:
        media_type = sniff(capture.data, capture.path)
    reason = why_too_large("capture", len(capture.data), "bytes", settings.max_bytes)
    if reason:
        return outcome(capture, media_type, None, None, reason)
    decoded = decode(capture.data)
    if not is_read(media_type) and (media_type != UNKNOWN or decoded.text is not None):
        return outcome(capture, media_type, None, None, f"unsupported: captures of type {media_type} are not read")
    if decoded.text is None:
        return outcome(capture, media_type, decoded.encoding, None, decoded.reason)
    page = read(decoded.text, media_type)
    reason = why_too_large("page text", len(page.text), "characters", settings.max_characters)
    if reason:
        return outcome(capture, media_type, decoded.encoding, None, reason)
    return _process_page(capture, media_type, decoded.encoding, page, settings, ledger)


def _process_page(
    capture: Capture,
    media_type: str,
    encoding: str | None,
    printed: PageText,
    settings: Settings,
    ledger: Ledger,
) -> Processed:
    page_text, looks = withhold(printed.text, capture.withheld), printed.looks
    refuse_withheld(printed.text, page_text, capture.withheld, ledger)
    page = rewritten(page_text, normalize_page(page_text), ledger)
    stripped = [page.text[start:stop].strip() for start, stop in page.ranges]
    labelled = relabelled(page_text, page.lines, label_lines(stripped, looks), ledger)
    lines = _lines(page, labelled)
    labels = [label for label, _, _ in labelled]
    has_text = not KEPT_LABELS.isdisjoint(labels)
    reason = why_damaged(page.text, page.repairs) or judged(
        why_no_article(stripped, labelled), ledger, has_text=has_text, has_topic=settings.topic is not None
    )
    reason = reason or why_unreadable(page.text)
    processed = outcome(capture, media_type, encoding, page_text, reason, tuple(lines))
    if reason:
        return processed

    parts = reparted(page_text, page, labels, find_parts(page.text, page.ranges, labels), ledger)
    kept_lines = [line for line in lines if line.kept]
    assembly = _assemble(page_text, page, stripped, kept_lines, parts, [i for i, x in enumerate(labels) if x == "jump"])
    places = [page.lines[line.line_no] for line in kept_lines]
    assembly = rebroken(page_text, places, assembly, ledger)
    kept = [(start, end) for start, _, end in places]
    textual = _inside(kept, page.edits)
    spaces = space_edits(page_text, textual if page.positions else [], kept, assembly.edits)
    shaping = merge(assembly.edits, spaces)
    edits = merge(shaping, textual)
    # Where no character moved, the normalized text is the page text with the textual edits applied.
    text = replay(page_text, kept, edits) if page.positions else replay(page.text, kept, shaping)
    text_printed = replay(page_text, kept, assembly.edits)

    head = read_head_matter(page.text, _head_lines(page, stripped, labelled, looks), parts)
    spans = _spans(page, head, parts)
    hans, hant = sum([line.hans for line in kept_lines]), sum([line.hant for line in kept_lines])
    made = make_article(processed.sha256, page_text, page, head, text, text_printed, assembly.kinds, (hans, hant))
    made, spans = with_fields(page_text, made, spans, ledger)
    if settings.topic:
        verdict = judge(made, settings.topic)
        processed = replace(processed, topic=verdict, reason=told(verdict))
        reason = judged_on_topic(None if verdict.on_topic else told(verdict), ledger)
        if reason:
            return without_article(processed, reason)
        if not verdict.on_topic:
            processed = replace(processed, reason=None)
    article, facts = detect(made, settings)
    if settings.detectors:
        article, facts = with_place(article, decided(article, facts, ledger), ledger)
    # Bounds rest on the dates that were found: where none were looked for, half of the evidence is missing.
    bounds = bound_content(article, facts.dates) if settings.detectors else None
    if bounds is not None:
        article = replace(
            article, content_earliest=bounds.earliest, content_latest=bounds.latest, content_method=bounds.method
        )
        spans = _with_evidence(spans, bounds, page_text, lines, edits)
    converted = page.converted and any("script" in edit.rule for edit in edits)
    return replace(
        processed,
        conversion=conversion_id() if converted else None,
        edits=edits,
        spans=spans,
        losses=tuple(sorted([*_losses(page_text, page, kept), *_impossible_dates(page, head)])),
        article=article,
        facts=facts,
    )


def _lines(page: NormalizedPage, labelled: Sequence[Labelled]) -> list[Line]:
    rows = [
        (i, start, stop, label, label in KEPT_LABELS, rule, hans, hant, script_of(hans, hant))
        for i, ((start, stop, _), (label, _, rule), (hans, hant)) in enumerate(
            zip(page.lines, labelled, page.evidence, strict=True)
        )
    ]
    return list(map(tuple.__new__, repeat(Line), rows))  # Without a step of Python: a page has hundreds.


def _losses(page_text: str, page: NormalizedPage, kept: Sequence[tuple[int, int]]) -> list[Loss]:
    """Return what is damaged on the page, and what could be repaired up to a loss only."""
    lost = [edit for edit in _inside(kept, page.repairs) if LOST in (edit.replacement or "")]
    inside = {at for edit in lost for at in range(edit.start, edit.stop)}
    losses = [loss for loss in find_losses(page_text, kept) if inside.isdisjoint(range(loss.start, loss.stop))]
    return sorted([*losses, *(Loss(edit.start, edit.stop, "mojibake") for edit in lost)])


def _head_lines(
    page: NormalizedPage, stripped: Sequence[str], labelled: Sequence[Labelled], looks: Sequence[Sequence[str]] | None
) -> list[HeadLine]:
    titles = [look == DOCUMENT_TITLE for look in looks] if looks else repeat(False)
    lines = []
    for (start, stop), words, (label, zone, _), title in zip(page.ranges, stripped, labelled, titles, strict=False):
        if words:
            size = len(words)
            first = start if size == stop - start else page.text.index(words[0], start)
            lines.append((first, first + size, label, zone, title))
    return list(map(tuple.__new__, repeat(HeadLine), lines))


def _assemble(
    page_text: str,
    page: NormalizedPage,
    stripped: Sequence[str],
    kept: Sequence[Line],
    parts: Sequence[Part],
    jumps: Sequence[int],
) -> Assembly:
    lines = [KeptLine(x.line_no, *page.lines[x.line_no], x.label, stripped[x.line_no]) for x in kept]
    on_page = [Part(page.to_page(start), page.to_page(stop), label, rule) for start, stop, label, rule in parts]
    return assemble(page_text, lines, on_page, jumps)


def _inside(kept: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that begin in a kept line; both are sorted."""
    places = [(bisect_left(edits, (start,)), bisect_left(edits, (end,))) for start, end in kept]
    return list(chain.from_iterable(edits[first:last] for first, last in places))


def _spans(page: NormalizedPage, head: HeadMatter, parts: Sequence[Part]) -> tuple[Span, ...]:
    spans = [Span(*_on_page(page, p.start, p.stop), p.label, None, p.rule) for p in parts]
    spans += [Span(*_on_page(page, v.start, v.stop), None, v.field, v.rule) for v in head.values]
    for maker in head.makers:
        spans.append(Span(*_on_page(page, maker.start, maker.stop), None, "contributors.name", "maker"))
    for start, stop in {maker.role_range for maker in head.makers if maker.role_range}:
        spans.append(Span(*_on_page(page, start, stop), None, "contributors.role", "maker"))
    return tuple(sorted(spans, key=_in_order))


def _on_page(page: NormalizedPage, start: int, stop: int) -> tuple[int, int]:
    """Where words stand on the page; some that a curator put in place of fewer share a character of it."""
    first = page.to_page(start)
    return first, max(first + 1, page.to_page(stop))


def _impossible_dates(page: NormalizedPage, head: HeadMatter) -> list[Loss]:
    """A printed day or time of publication that cannot be."""
    places = [(value.start, value.stop) for value in head.values if value.rule == IMPOSSIBLE]
    return [Loss(page.to_page(start), page.to_page(stop), "impossible_date") for start, stop in places]


def _with_evidence(
    spans: Sequence[Span], bounds: ContentBounds, page_text: str, lines: Sequence[Line], edits: Sequence[Edit]
) -> tuple[Span, ...]:
    pieces = align(page_text, [line.line_no for line in lines if line.kept], edits)
    places = [place_on_page(pieces, start, stop)[1:] for start, stop in bounds.evidence]
    evidence = [Span(start, stop, None, "articles.content_method", bounds.method) for start, stop in places]
    return tuple(sorted([*spans, *evidence], key=_in_order))


def _in_order(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.stop, span.label or "", span.field or ""
