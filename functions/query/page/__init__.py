"""The office's page, and what it is made of."""
