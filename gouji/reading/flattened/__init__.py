"""Tables that left nothing but text behind: values and labels of the form, found in it and made grids again."""
