"""The head of an article: title, date, source, makers, editors, site and section, each with the words that print it."""
