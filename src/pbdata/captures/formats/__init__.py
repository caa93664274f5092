"""The formats of captures: which one a capture is in, and how its text becomes page text.

A new format is a rule in rules.yaml that tells it by its opening, with an example, and a row in ``registry.FORMATS`` that reads
it. Nothing else asks for a format: adding, inspecting and processing all go through ``sniff`` and ``read``.
"""

from pbdata.captures.formats.evidence import Evidence, evidence
from pbdata.captures.formats.page_text import DOCUMENT_TITLE, PageText
from pbdata.captures.formats.registry import UNKNOWN, is_read, read, sniff

__all__ = ["DOCUMENT_TITLE", "UNKNOWN", "Evidence", "PageText", "evidence", "is_read", "read", "sniff"]
