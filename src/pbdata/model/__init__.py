"""The records that pass between the stages: plain, immutable, without logic."""
