"""What an office is told of its own files: what is wrong with them, and what they changed."""
