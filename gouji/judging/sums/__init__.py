"""The form's identities: what they force, what breaks them, the smallest repairs."""
