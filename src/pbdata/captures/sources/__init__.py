"""Files that hold many captures: a module for each format, which gives its records one by one, and any of them at random."""
