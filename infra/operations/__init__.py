"""How the operator hears of what is wrong, and sees how things are."""
