"""The function of state "Notify"."""
