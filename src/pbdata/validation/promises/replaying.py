"""Promise 2, every character traces back: the kept lines and the edits give the texts, and paragraphs cover them."""

from collections.abc import Sequence
from operator import itemgetter

from pbdata.normalization.edits import is_structural, replay
from pbdata.normalization.spaces import count_characters
from pbdata.validation.promises.rows import Columns, Row
from pbdata.validation.report.findings import Findings

_PLACE = itemgetter(0, 1)
_AGAIN = "Build the package again."
_CONTEXT = 15


def check_replay(
    capture: Row,
    page: str,
    places: Sequence[tuple[int, int, int]],
    lines: Columns,
    edits: Columns,
    text: Row | None,
    findings: Findings,
) -> None:
    """Replaying all edits of a page gives ``texts.text``, replaying the structural ones ``texts.text_printed``.

    ``places`` are those of the page's lines, as ``split_lines`` has them.
    """
    told = zip(lines["line_no"], lines["kept"], strict=True)
    numbers = sorted(line_no for line_no, is_kept in told if is_kept and 0 <= line_no < len(places))
    kept = [(places[line_no][0], places[line_no][2]) for line_no in numbers]
    changes = sorted(zip(edits["start"], edits["stop"], edits["replacement"], edits["rule"], strict=True), key=_PLACE)
    try:
        canonical = replay(page, kept, [change[:3] for change in changes])
        printed = replay(page, kept, [change[:3] for change in changes if is_structural(change[3])])
    except ValueError as error:
        message = f"the edits of {capture['capture_id']} cannot be replayed: {error}. {_AGAIN}"
        findings.error("edits", "promise 2: replay", message)
        return
    if text is None:
        return
    for field, replayed, what in (("text", canonical, "all edits"), ("text_printed", printed, "the structural edits")):
        if text[field] is not None and text[field] != replayed:
            message = f"the kept lines with {what} of {capture['capture_id']} give another text: "
            message += f"{_first_difference(text[field], replayed)}. {_AGAIN}"
            findings.error("texts", "promise 2: replay", message, row=text["row"], field=field)


def check_paragraphs(article_id: str, text: Row, paragraphs: Columns, findings: Findings) -> None:
    """The paragraphs of a text follow one another, and nothing but line feeds stands between them."""

    def wrong(number: int, field: str, message: str) -> None:
        row = paragraphs["row"][number]
        findings.error("paragraphs", "promise 2: paragraphs", f"{message} {_AGAIN}", row=row, field=field)

    words, at = text["text"], 0
    told = zip(paragraphs["paragraph_no"], paragraphs["start"], paragraphs["stop"], strict=True)
    for number, (paragraph_no, start, stop) in enumerate(told):
        if paragraph_no != number:
            wrong(number, "paragraph_no", f"paragraph {number} of {article_id} is missing or stands twice.")
            return
        if not at <= start < stop <= len(words):
            wrong(number, "start", f"{start}:{stop} is empty, leaves the text or overlaps the paragraph before.")
            return
        if "\n" in words[start:stop] or "\r" in words[start:stop]:
            wrong(number, "stop", f"a line ends inside paragraph {number} of {article_id}.")
        between = words[at:start]
        if between.strip("\n") or (number > 0 and not between):
            wrong(
                number,
                "start",
                f"{between!r} stands before paragraph {number} of {article_id} instead of a line feed.",
            )
        at = stop
    if words[at:].strip("\n"):
        message = f"{_shorten(words[at:])!r} of {article_id} belongs to no paragraph. {_AGAIN}"
        findings.error("texts", "promise 2: paragraphs", message, row=text["row"], field="text")


def check_counts(article: Row, text: Row | None, n_paragraphs: int | None, findings: Findings) -> None:
    """``n_chars`` and ``n_paragraphs`` are what they count."""
    counted = {
        "n_chars": None if text is None else count_characters(text["text"]),
        "n_paragraphs": n_paragraphs,
    }
    for field, value in counted.items():
        if None not in (article.get(field), value) and article[field] != value:
            message = f"{article['article_id']} has {value}, not {article[field]}. {_AGAIN}"
            findings.error("articles", "promise 2: counts", message, row=article["row"], field=field)


def _first_difference(here: str, there: str) -> str:
    """A phrase that shows where two texts part."""
    at = next((k for k, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    start = max(0, at - _CONTEXT)
    return f"at {at} the table has {_shorten(here[start:])!r}, the replay {_shorten(there[start:])!r}"


def _shorten(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT else f"{text[: 2 * _CONTEXT]}..."
