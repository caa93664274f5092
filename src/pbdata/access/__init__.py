"""What readers of the dataset do: fetch a released version, load it, export it, and restore what an edition withholds."""
