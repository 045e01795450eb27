"""PDF with text."""
