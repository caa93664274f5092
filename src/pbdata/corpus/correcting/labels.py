"""Labels of lines, and whether a page holds an article, as a curator decided."""

from collections.abc import Sequence

from pbdata.cleaning.labeller import Labelled, zone_for
from pbdata.corpus.correcting.ledger import CURATED, Ledger, weigh
from pbdata.model.correction import CHANGE, LineCorrection, PageCorrection

NO_ARTICLE = "curated: a curator found no article on the page"


def relabelled(
    page_text: str, places: Sequence[tuple[int, int, int]], labelled: Sequence[Labelled], ledger: Ledger
) -> list[Labelled]:
    """Return the labels of lines with those that were decided; ``places`` holds ``(start, stop, end)`` of each on the page."""
    settled = list(labelled)
    for number, one in ledger.of(LineCorrection):
        lines = [page_text[start:stop].strip() for start, stop, _ in places[: one.last + 1]]
        said = _unfit(one, lines, labelled)
        if said:
            ledger.refuse(number, said)
            continue
        for line_no, (label, _) in enumerate(one.expect, one.first):
            verdict = weigh(label, labelled[line_no].label, one.label) or "change"
            ledger.note(number, "lines", "label", verdict, label, one.label, line_no=line_no)
            if verdict == "change":
                zones = [settled[line_no].zone, *_zones_around(settled, line_no)]
                settled[line_no] = Labelled(one.label, zone_for(one.label, zones), CURATED)
    return settled


def judged(reason: str | None, ledger: Ledger, *, has_text: bool, has_topic: bool) -> str | None:
    """Return why a page is no article, with what was decided of that. ``has_text`` says whether any line of it is text.

    With ``has_topic``, what could be meant of an article off topic waits for ``judged_on_topic``.
    """
    for number, one in ledger.of(PageCorrection):
        waits = one.status == "processed" or one.expect == "rejected"
        if has_topic and not reason and waits:
            continue
        now = "rejected" if reason else "processed"
        verdict = weigh(one.expect, now, one.status)
        if verdict is None:
            ledger.refuse(number, _otherwise(one, now, reason))
        elif verdict == "change" and one.status == "processed" and not has_text:
            ledger.refuse(number, "no line of the page is text. Label the lines of its text too")
        else:
            ledger.note(number, "captures", "status", verdict, one.expect, one.status)
            if verdict == "change":
                reason = NO_ARTICLE if one.status == "rejected" else None
    return reason


def judged_on_topic(reason: str | None, ledger: Ledger) -> str | None:
    """Return why an article is off topic, with what was decided of the page.

    That a curator found it an article overrules the topic, whether or not there was one when it was decided.
    """
    for number, one in ledger.of(PageCorrection):
        if ledger.has(number):
            return None if one.status == "processed" else reason
        now = "rejected" if reason else "processed"
        verdict = weigh(one.expect, now, one.status)
        if one.status == "processed" and reason:
            ledger.note(number, "captures", "status", CHANGE, now, one.status)
            return None
        if verdict is None:
            ledger.refuse(number, _otherwise(one, now, reason))
        else:
            ledger.note(number, "captures", "status", verdict, one.expect, one.status)
    return reason


def _otherwise(one: PageCorrection, now: str, reason: str | None) -> str:
    because = f" ({reason})" if reason else ""
    return f"the page was expected to be {one.expect}, and is {now}{because}"


def _unfit(one: LineCorrection, lines: Sequence[str], labelled: Sequence[Labelled]) -> str | None:
    """Why the lines are not those that were meant."""
    if one.last >= len(labelled):
        return f"line {one.last} was expected, and the page has {len(labelled)} lines"
    for line_no, (label, words) in enumerate(one.expect, one.first):
        standing = labelled[line_no].label
        if not lines[line_no].startswith(words) or not lines[line_no]:
            return f"line {line_no} was expected to begin with {words!r}, and there stands {lines[line_no][:40]!r}"
        if weigh(label, standing, one.label) is None:
            return f"line {line_no} ({words[:20]}) was expected to be `{label}`, and is `{standing}`"
    return None


def _zones_around(labelled: Sequence[Labelled], line_no: int) -> list[str]:
    """The zones of the next filled lines above and below."""
    sides = (reversed(labelled[:line_no]), labelled[line_no + 1 :])
    return [zone for side in sides if (zone := next((one.zone for one in side if one.zone), ""))]
