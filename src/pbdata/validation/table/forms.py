"""The lexical forms of the field types of Table Schema, as regular expressions for whole cells."""

from collections.abc import Mapping

ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
"""What the items of a list may be."""

# The parts of a URI (RFC 3986); beyond the host brackets are let pass, as all readers do.
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_HOST = r"[^\s<>\"{}|\\^`\[\]/?#]"
_ADDRESS = r"\[[0-9A-Fa-f:.]+\](?::[0-9]*)?"
_START, _REST = r"[^\s<>\"{}|\\^`/]", r"[^\s<>\"{}|\\^`]"
STRING_FORMATS: Mapping[str, str] = {
    # Not the whole of RFC 5322, which no mail server takes either.
    "email": r"[^\s@<>()\[\],;:\\\"]+@(?:[^\s@.,<>()\[\]]+\.)+[^\s@.,<>()\[\]]{2,}",
    "uri": rf"{_SCHEME}(?://(?:{_HOST}+|(?:{_HOST}*@)?{_ADDRESS})(?:[/?#]{_REST}*)?|///{_REST}+|/?{_START}{_REST}*)",
    "binary": r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "uuid": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}
NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf)"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
CLOCK = rf"[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?{ZONE}?"
# In a date and time the end of a day may be written as its hour 24.
INSTANT = rf"{DATE}T(?:{CLOCK}|24:00:00(?:\.0+)?{ZONE}?)"
YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
MONTH = rf"{YEAR}-(?:0[1-9]|1[0-2])"
DURATION = (
    r"(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
