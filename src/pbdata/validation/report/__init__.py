"""What a validation found, and how it is printed."""
