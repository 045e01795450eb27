"""The sentences of findings and reasons, a module a family of rules."""
