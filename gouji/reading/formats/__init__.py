"""A reader for each kind of file: bytes → paragraphs and grids."""
