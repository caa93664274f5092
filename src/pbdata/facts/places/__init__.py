"""Administrative divisions, townships and villages that an article names, each with the chain down to it."""
