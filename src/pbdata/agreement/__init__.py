"""How far people who coded the same pages apart from one another agree: codings, units, coefficients with intervals, what to settle."""
