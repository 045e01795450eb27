"""The function of the canary: each morning, and each quarter of an hour."""
