"""What captures are written in: each format turns decoded text into a page text."""
