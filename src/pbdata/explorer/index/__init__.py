"""Search inside the site: an index of pairs of characters, and the texts, as scripts that a page loads when it needs them."""
