"""Search in titles, texts and facts of a package for any stretch of Chinese, in either script, of one character or more."""
