"""A curator's decisions: read from ``data/corrections/``, written there, tried on one capture, and told as test cases."""
