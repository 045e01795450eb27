"""Bytes of a file → a report as read."""
