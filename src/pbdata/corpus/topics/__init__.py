"""Which articles of a general crawl are of a topic, such as Party building: rules as data, a score, and the reason for it."""
