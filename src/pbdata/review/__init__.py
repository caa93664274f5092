"""Looking over what the program made of captures: what needs eyes first, and the page on which people decide."""
