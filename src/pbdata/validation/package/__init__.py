"""The package around the tables: files, metadata, structure, the equality of its forms."""
