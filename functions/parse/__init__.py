"""The function of state "Parse"."""
