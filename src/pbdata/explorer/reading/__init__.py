"""The reading page: an article with its facts, beside the page that it comes from."""
