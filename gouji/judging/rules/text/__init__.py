"""Rules about what the text says, how it is written, and whether it agrees with the tables."""
