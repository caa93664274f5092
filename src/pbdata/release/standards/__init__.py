"""One release told in the terms of other standards, each from the package's descriptor and from nothing else."""
