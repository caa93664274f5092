"""The pure function from one capture to one article."""
