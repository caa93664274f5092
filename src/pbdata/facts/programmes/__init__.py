"""Named programmes, mechanisms and slogans, with what the article prints as their parts."""
