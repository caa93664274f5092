"""One table: its bytes, cells, types, columns, keys."""
