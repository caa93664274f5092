"""What a curator keeps: raw captures with their manifest, the dataset file, takedowns."""
