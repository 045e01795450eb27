"""Rulings and characters on a page → grids and paragraphs."""
