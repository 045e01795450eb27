"""A report as read → a verdict."""
