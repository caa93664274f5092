"""Words that name a time: days, months, years, seasons, intervals, and what they mean on the day of publication."""
