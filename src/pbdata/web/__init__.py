"""The one reader of the web: what a package or a source names is fetched within bounds, or refused."""
