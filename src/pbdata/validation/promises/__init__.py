"""The promises that a package of pbdata keeps, checked row by row."""
