"""How to cite a dataset, or one of its articles."""
