"""What an article says: one package for each kind of fact, and the order in which they are found."""
