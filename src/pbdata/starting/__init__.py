"""A dataset out of nothing: the files that a new one begins with, and what a release will ask for."""
