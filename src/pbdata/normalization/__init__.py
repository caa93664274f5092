"""From page text to canonical characters, as a list of edits that can be replayed."""
