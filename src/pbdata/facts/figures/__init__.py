"""Quantities with unit, what they count, and what the sentence says of them."""
