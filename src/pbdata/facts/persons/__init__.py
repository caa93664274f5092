"""Persons whom the text names, and every place where it names them."""
