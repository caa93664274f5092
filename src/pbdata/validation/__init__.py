"""Whether a data package keeps what it promises."""
