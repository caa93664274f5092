"""Warnings about cells that are legal and may mislead."""

import sys
import unicodedata

import polars as pl

from pbdata.validation.table.suspicions import COMPOSABLE


def test_every_character_that_nfc_changes_is_looked_at() -> None:
    """No text that is not NFC slips by: each character that NFC changes, or that joins another, is among those looked for."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    changed = [
        character
        for character in characters
        if not unicodedata.is_normalized("NFC", character)
        or not unicodedata.is_normalized("NFC", f"ㅏ{character}")
        or unicodedata.combining(character)
    ]
    found = pl.Series(changed).str.contains(COMPOSABLE)
    # Polars knows a newer Unicode than Python or an older one; characters of the last versions may be missing.
    assert [f"{ord(one):X}" for one in pl.Series(changed).filter(~found)] == []
