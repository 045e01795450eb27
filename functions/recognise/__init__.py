"""The function of state "Recognise"."""
