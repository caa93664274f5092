"""Speech that the article reports, and who speaks."""
