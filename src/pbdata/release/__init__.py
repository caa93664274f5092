"""From a built package to a release: what changed, its version, its editions, its archive, and the standards it is told in."""
