"""The function that takes up offices' own files."""
