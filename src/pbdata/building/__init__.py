"""From captures to a package in its place: run, validate, switch."""
