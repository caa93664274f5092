"""A capture on which pbdata itself fails: it is rejected with the failure as its reason, and harms no other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pbdata.captures.addresses import is_remote
from pbdata.corpus.outcomes import outcome
from pbdata.corpus.process import process_capture
from pbdata.errors import SettingsError
from pbdata.model.capture import Capture, Processed, Settings
from pbdata.model.correction import Correction, Unfit

if TYPE_CHECKING:
    from pbdata.captures.sourced import Captured

_DEFAULTS = Settings()
_FAULT = "error: "
ADVICE = " Build the package again."
"""What a judge advises who has a package; it is no help to who decides what will be in it."""


def process_or_reject(
    capture: Capture, settings: Settings = _DEFAULTS, corrections: Sequence[Correction] = ()
) -> Processed:
    """What a capture gives; a capture on which processing fails is rejected, with the failure as its reason.

    Where corrections make it fail, they are left out.
    """
    try:
        return process_capture(capture, settings, corrections)
    except (ImportError, MemoryError, OSError, SettingsError):
        raise  # This machine's or the caller's fault, not the capture's.
    except Exception as error:
        if corrections:
            return without_decisions(process_or_reject(capture, settings), len(corrections), reason_of(error))
        return outcome(capture, capture.media_type, None, None, reason_of(error))


def process_captured(
    captured: "Captured",
    settings: Settings = _DEFAULTS,
    withheld: tuple[tuple[int, int], ...] = (),
    corrections: Sequence[Correction] = (),
) -> Processed:
    """What a capture with its sighting gives; one that cannot be read from its source is rejected.

    The page text of one that lies elsewhere is always kept, since its bytes are not in the package.
    """
    sighting, data = captured
    capture = Capture(data, sighting.path, sighting.media_type, sighting.url, withheld)
    if sighting.broken:
        return outcome(capture, None, None, None, f"broken: {sighting.broken}")
    one = process_or_reject(capture, settings, corrections)
    return replace(one, page_is_capture=False) if is_remote(sighting.path) else one


def without_decisions(bare: Processed, n: int, fault: str) -> Processed:
    """Return what a capture gave without its ``n`` decisions as one that they do not fit, since with them it is at fault.

    A capture that is at fault without them too says nothing of them.
    """
    if (bare.reason or "").startswith(_FAULT):
        return bare
    said = f"with the decisions on this capture its rows cannot be published: {fault.removeprefix(_FAULT).removesuffix(ADVICE).removesuffix('.')}"
    return replace(bare, unfit=tuple(Unfit(number, said) for number in range(n)))


def rejected(captured: "Captured", reason: str) -> Processed:
    """A capture that is rejected without being read."""
    sighting, data = captured
    return outcome(Capture(data, sighting.path), sighting.media_type, None, None, reason)


def reason_of(error: Exception | str) -> str:
    """The reason with which a capture is rejected where pbdata fails on it, on one line."""
    words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return " ".join(f"{_FAULT}{words}".split())


def failed(one: Processed, reason: str) -> Processed:
    """Return a capture that was processed as one that is rejected: of all that it gave nothing is told."""
    return Processed(
        capture_id=one.capture_id,
        path=one.path,
        media_type=one.media_type,
        encoding=one.encoding,
        bytes=one.bytes,
        sha256=one.sha256,
        status="rejected",
        reason=reason,
        conversion=None,
        page_text=None,
        page_is_capture=False,
    )
