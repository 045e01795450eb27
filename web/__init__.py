"""The office's pages: plain modules, style sheets, and what serves them or writes them as a folder."""
