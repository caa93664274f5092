"""The one kit of Chinese: numerals, numbers, calendar, word lists. Each idea stands here once."""
