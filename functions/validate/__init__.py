"""The function of state "Validate"."""
