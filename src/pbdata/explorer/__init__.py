"""A static site of a data package that opens from a ``file://`` address: overview, articles, what they name, the codebook."""
