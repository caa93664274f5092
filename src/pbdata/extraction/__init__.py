"""What the article's lines say: metadata now, facts later."""
