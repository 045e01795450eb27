"""Characters, numbers and labels as they are printed."""
