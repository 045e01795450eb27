"""Grids → the form's rows → its cells."""
