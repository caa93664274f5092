"""Posts and roles printed beside the names of persons."""
