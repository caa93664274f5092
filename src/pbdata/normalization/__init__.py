"""From page text to canonical characters, as a list of edits that can be replayed."""

from pbdata.normalization.page import NormalizedPage, normalize_page, normalize_text

__all__ = ["NormalizedPage", "normalize_page", "normalize_text"]
