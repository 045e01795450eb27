"""What the page says: its own words, and the matters of a result in short."""
