"""The function of the states "List", "Judge" and "Finish"."""
