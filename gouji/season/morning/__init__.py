"""What an office and its organs are to be told on a morning."""
