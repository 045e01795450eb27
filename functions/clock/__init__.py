"""The function of the clock: each morning."""
