"""What checks find, as numbers, places and names, a module a family of rules."""
