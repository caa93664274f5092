"""Where the bytes come from: the manifest of sightings, and decoding."""
