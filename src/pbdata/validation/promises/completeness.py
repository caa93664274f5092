"""Promise 1, nothing is lost: every file is a capture, and every line of a page is a row."""

from collections.abc import Sequence

from pbdata.captures.addresses import place_in_order
from pbdata.corpus.topics.scoring import is_verdict
from pbdata.model.ids import capture_id
from pbdata.model.page import KEPT_LABELS
from pbdata.validation.promises.rows import Columns, Row
from pbdata.validation.report.findings import Findings

_AGAIN = "Build the package again."


def check_capture(capture: Row, sightings: Sequence[Row] | None, article: Row | None, findings: Findings) -> None:
    """The id, status and path of a capture. ``sightings`` is ``None`` where the package has no ``retrievals``."""

    def wrong(field: str, message: str) -> None:
        findings.error("captures", "promise 1: captures", f"{message} {_AGAIN}", row=capture["row"], field=field)

    status = capture["status"]
    if status == "withdrawn":
        for field, value in capture.items():
            if value is not None and field not in ("row", "capture_id", "status"):
                wrong(field, f"the capture is withdrawn, but its {field} is still told.")
        if article is not None or sightings:
            wrong("status", "the capture is withdrawn, but its article or a sighting of it is still there.")
        return
    if capture["capture_id"] != capture_id(capture["sha256"] or ""):
        wrong("capture_id", "the id is not made from the SHA-256.")
    if status == "processed" and capture["reason"] is not None and not is_verdict(capture["reason"], on_topic=True):
        wrong("reason", "a processed capture has a reason for being rejected.")
    if status == "rejected" and capture["reason"] is None:
        wrong("reason", "the capture is rejected, and no reason is given.")
    if sightings is not None:
        paths = [sighting["path"] for sighting in sightings if sighting["path"] is not None]
        if not paths:
            wrong("capture_id", "no row of `retrievals` says where the capture comes from.")
        elif capture["path"] != min(paths, key=place_in_order):
            wrong("path", f"the path is not the first of the capture's files, {min(paths, key=place_in_order)!r}.")
    if article is not None and status != "processed":
        wrong("status", f"the capture is {status}, but has an article.")


def check_article_exists(capture: Row, article: Row | None, findings: Findings) -> None:
    """A processed capture has its article, and the article's id is made from the capture's."""
    if capture["status"] == "processed" and article is None:
        message = f"the capture is processed, but has no row in `articles`. {_AGAIN}"
        findings.error("captures", "promise 1: captures", message, row=capture["row"], field="status")
    if article is not None and article["article_id"] != f"a{capture['capture_id'][1:]}":
        message = f"the id is not made from that of the capture. {_AGAIN}"
        findings.error("articles", "promise 1: captures", message, row=article["row"], field="article_id")


def check_kept(lines: Columns, findings: Findings) -> None:
    """A line is kept exactly when its label is body, heading or caption."""
    for at, (kept, label) in enumerate(zip(lines["kept"], lines["label"], strict=True)):
        if kept is not None and kept != (label in KEPT_LABELS):
            what = "is kept" if kept else "is not kept"
            message = f"a line with the label {label} {what}. Correct the label, or `kept`."
            findings.error("lines", "promise 1: lines", message, row=lines["row"][at], field="kept")


def check_lines(capture: Row, lines: Columns, expected: Sequence[tuple[int, int, int]], findings: Findings) -> None:
    """The rows of a page's lines are all of its lines, at the places where ``split_lines`` has them."""
    found = list(zip(lines["line_no"], lines["start"], lines["stop"], strict=True))
    if found == [(line_no, start, stop) for line_no, (start, stop, _) in enumerate(expected)]:
        return
    numbers = set(lines["line_no"])
    for line_no in sorted(set(range(len(expected))) - numbers):
        message = f"line {line_no} of {capture['capture_id']} has no row. {_AGAIN}"
        findings.error("lines", "promise 1: lines", message, field="line_no")
    for line in lines.rows():
        line_no = line["line_no"]
        if not 0 <= line_no < len(expected):
            message = f"the page of {capture['capture_id']} has no line {line_no}. {_AGAIN}"
            findings.error("lines", "promise 1: lines", message, row=line["row"], field="line_no")
            continue
        for field, value in zip(("start", "stop"), expected[line_no], strict=False):
            if line[field] != value:
                message = (
                    f"line {line_no} of {capture['capture_id']} has its {field} at {value}, not {line[field]}. {_AGAIN}"
                )
                findings.error("lines", "promise 1: lines", message, row=line["row"], field=field)
