"""HTML pages: the text that a browser shows, one line a block, with the look of each line."""
