"""The data package: schemas, tables, descriptor, codebook."""
