"""English for the page of a report, made of the same facts as the Chinese; imported only where it is asked for."""
